import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signFeeds } from '../../scripts/dist/beside.mjs';
import { signFeed, signingKey } from '../../scripts/dist/sign-feed.mjs';
import { makeUpdateKey } from '../../scripts/dist/update-key.mjs';

let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-feed-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function feedAndKey() {
  const [feed, privateKey] = [path.join(folder, 'latest-linux.yml'), path.join(folder, 'key.pem')];
  fs.writeFileSync(feed, 'version: 0.2.0\n');
  return { feed, privateKey, publicKey: makeUpdateKey(privateKey) };
}

test('the signature beside the feed is over its bytes, and the public key proves it', () => {
  const { feed, privateKey, publicKey } = feedAndKey();
  const signature = Buffer.from(fs.readFileSync(signFeed(feed, privateKey, publicKey), 'utf8'), 'base64');
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  expect(verify(null, fs.readFileSync(feed), key, signature)).toBe(true);
  expect(verify(null, Buffer.from('version: 0.3.0\n'), key, signature)).toBe(false);
  expect(fs.readdirSync(folder)).toContain('latest-linux.yml.sig');
});

test('a key that is not the other half of the one in the app signs nothing', () => {
  const { feed, privateKey } = feedAndKey();
  const other = makeUpdateKey(path.join(folder, 'other.pem'));
  expect(() => signFeed(feed, privateKey, other)).toThrow('not the other half');
  expect(fs.existsSync(`${feed}.sig`)).toBe(false);
});

test('a key of another kind, and none, are refused in words', () => {
  const { feed, privateKey } = feedAndKey();
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  fs.writeFileSync(privateKey, rsa);
  expect(() => signFeed(feed, privateKey)).toThrow('it is for rsa');
  expect(() => signFeed(feed, path.join(folder, 'none.pem'))).toThrow('TRADEBELL_UPDATE_PRIVATE_KEY wants a PEM file');
});

test('no one else may read the private key, and one that is there is never written over', () => {
  const { privateKey } = feedAndKey();
  expect(fs.statSync(privateKey).mode & 0o777).toBe(0o600);
  const before = fs.readFileSync(privateKey, 'utf8');
  expect(() => makeUpdateKey(privateKey)).toThrow('there already');
  expect(fs.readFileSync(privateKey, 'utf8')).toBe(before);
});

test('a key that would not do can be told before anything is made', () => {
  const { privateKey, publicKey } = feedAndKey();
  expect(signingKey(privateKey, publicKey).asymmetricKeyType).toBe('ed25519');
  expect(() => signingKey(privateKey, makeUpdateKey(path.join(folder, 'other.pem')))).toThrow('not the other half');
});

test('what is said of updates is so: off, signed, not signed, or not offered to anybody', () => {
  const { privateKey, publicKey, feed } = feedAndKey();
  const keys = { TRADEBELL_UPDATE_KEY: publicKey, TRADEBELL_UPDATE_PRIVATE_KEY: privateKey };
  const said = (env: Record<string, string>): string => {
    const lines: string[] = [];
    signFeeds(folder, env, (line) => lines.push(line));
    return lines.join('\n');
  };
  const TRADEBELL_FEED = 'https://updates.example/';
  expect(said({})).toBe('Updates: off, TRADEBELL_FEED is not set');
  expect(said({ TRADEBELL_FEED, TRADEBELL_UPDATE_KEY: publicKey })).toContain('latest-linux.yml not signed');
  expect(said({ TRADEBELL_FEED, ...keys })).toBe('Updates: latest-linux.yml.sig signed');
  // As electron-builder names the list of 1.2.3-beta.1.
  fs.renameSync(feed, path.join(folder, 'beta-linux.yml'));
  expect(said({ TRADEBELL_FEED, ...keys })).toMatch(/no latest\*\.yml was made.*nobody is offered/);
});
