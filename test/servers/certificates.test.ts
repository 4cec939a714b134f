import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { certificateAuthority, selfSignedCertificate } from './certificates.ts';

test('a certificate is signed by its own key and names localhost and 127.0.0.1', () => {
  const { cert, key, fingerprint256 } = selfSignedCertificate();
  const parsed = new X509Certificate(cert);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(parsed.fingerprint256).toBe(fingerprint256);
  expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
});

test('two certificates never have the same fingerprint', () => {
  expect(selfSignedCertificate().fingerprint256).not.toBe(selfSignedCertificate().fingerprint256);
});

test('what an authority issues is signed by it, and by no other', () => {
  const authority = certificateAuthority('Ours');
  const issued = new X509Certificate(authority.issue('localhost').cert);
  const ours = new X509Certificate(authority.cert);
  expect(ours.ca).toBe(true);
  expect(issued.ca).toBe(false);
  expect(issued.checkIssued(ours)).toBe(true);
  expect(issued.verify(ours.publicKey)).toBe(true);
  expect(issued.verify(new X509Certificate(certificateAuthority('Ours').cert).publicKey)).toBe(false);
  expect(issued.checkIP('127.0.0.1')).toBe('127.0.0.1');
});
