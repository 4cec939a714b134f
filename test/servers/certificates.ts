import { type KeyObject, X509Certificate, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A self-signed certificate with its key, as PEM, and its SHA-256 fingerprint as `AA:BB:…`. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly fingerprint256: string;
}

/**
 * Makes a new self-signed P-256 certificate for localhost and 127.0.0.1, valid from 2020 to 2049. Two calls never give the same one.
 * Written out in DER because Node signs but does not compose certificates, and a bare machine has no `openssl` command.
 */
export function selfSignedCertificate(commonName = 'localhost'): Certificate {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf(commonName);
  const extensions = [subjectAltName(['localhost'], [[127, 0, 0, 1]])];
  return certify({ subject: name, keys, issuer: name, signer: keys.privateKey, extensions });
}

/** An authority of one's own: what is signed by it is trusted by who trusts its certificate. */
export interface CertificateAuthority {
  /** PEM. */
  readonly cert: string;
  /** A certificate for localhost and 127.0.0.1. */
  issue(commonName: string): Certificate;
}

/** Makes a new authority. */
export function certificateAuthority(commonName: string): CertificateAuthority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = nameOf(commonName);
  const { cert } = certify({ subject: issuer, keys, issuer, signer: keys.privateKey, extensions: [mayCertify()] });
  return {
    cert,
    issue(subject) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const extensions = [subjectAltName(['localhost'], [[127, 0, 0, 1]])];
      return certify({ subject: nameOf(subject), keys: own, issuer, signer: keys.privateKey, extensions });
    },
  };
}

function certify(about: {
  readonly subject: Buffer;
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly issuer: Buffer;
  readonly signer: KeyObject;
  readonly extensions: readonly Buffer[];
}): Certificate {
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const toBeSigned = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(positive(randomBytes(16))),
    algorithm,
    about.issuer,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    about.subject,
    about.keys.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...about.extensions))
  );
  const signature = sign('sha256', toBeSigned, about.signer);
  const certificate = sequence(toBeSigned, algorithm, tlv(BIT_STRING, Buffer.concat([Buffer.from([0]), signature])));
  const cert = pem('CERTIFICATE', certificate);
  return {
    key: about.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert,
    fingerprint256: new X509Certificate(cert).fingerprint256,
  };
}

function nameOf(commonName: string): Buffer {
  return sequence(set(sequence(oid(COMMON_NAME), tlv(UTF8_STRING, Buffer.from(commonName, 'utf8')))));
}

const UTF8_STRING = 0x0c;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const TRUE = Buffer.from([0x01, 0x01, 0xff]);
const COMMON_NAME = [0x55, 0x04, 0x03];
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13];
const SUBJECT_ALT_NAME = [0x55, 0x1d, 0x11];
const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

function tlv(tag: number, content: Buffer): Buffer {
  const length = content.length;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...items: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(items));
}

function set(...items: readonly Buffer[]): Buffer {
  return tlv(0x31, Buffer.concat(items));
}

function integer(bytes: Buffer): Buffer {
  return tlv(0x02, bytes);
}

/** A first byte of 0x40…0x7f keeps the number positive and without a leading zero, as DER wants it. */
function positive(bytes: Buffer): Buffer {
  const [first = 0] = bytes;
  return Buffer.concat([Buffer.from([(first & 0x3f) | 0x40]), bytes.subarray(1)]);
}

function oid(bytes: readonly number[]): Buffer {
  return tlv(0x06, Buffer.from(bytes));
}

function utcTime(text: string): Buffer {
  return tlv(0x17, Buffer.from(text, 'ascii'));
}

function subjectAltName(hosts: readonly string[], addresses: readonly (readonly number[])[]): Buffer {
  const names = sequence(
    ...hosts.map((host) => tlv(0x82, Buffer.from(host, 'ascii'))),
    ...addresses.map((address) => tlv(0x87, Buffer.from(address)))
  );
  return sequence(oid(SUBJECT_ALT_NAME), tlv(OCTET_STRING, names));
}

/** Critical, as it must be in an authority's certificate. */
function mayCertify(): Buffer {
  return sequence(oid(BASIC_CONSTRAINTS), TRUE, tlv(OCTET_STRING, sequence(TRUE)));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
