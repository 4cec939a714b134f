import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { updateFeed } from '../../scripts/update-feed.mjs';
import { mayFetch } from '../../src/updates/feed.ts';
import { checkSignature } from '../../src/updates/signature.ts';

const spki = (kind: 'ed25519' | 'x25519' | 'ed448' = 'ed25519'): string =>
  (kind === 'ed25519' ? generateKeyPairSync('ed25519') : kind === 'x25519' ? generateKeyPairSync('x25519') : generateKeyPairSync('ed448')).publicKey
    .export({ type: 'spki', format: 'der' })
    .toString('base64');
const KEY = spki();
const built = (TRADEBELL_FEED?: string, TRADEBELL_UPDATE_KEY: string | undefined = KEY, loopback = false) =>
  updateFeed({ TRADEBELL_FEED, TRADEBELL_UPDATE_KEY }, { loopback });

test('without an address a build looks for no updates', () => {
  expect(updateFeed({})).toEqual({ feed: '', key: '' });
  expect(updateFeed({ TRADEBELL_FEED: ' ' })).toEqual({ feed: '', key: '' });
});

test('an https address is taken as a folder', () => {
  expect(built('https://updates.example/tradebell')).toEqual({ feed: 'https://updates.example/tradebell/', key: KEY });
  expect(built('https://updates.example:8443/')).toEqual({ feed: 'https://updates.example:8443/', key: KEY });
});

test.each([
  ['no address', 'updates.example', /not an address/],
  ['plain HTTP', 'http://updates.example/', /must begin with https/],
  ['a file', 'file:///srv/updates', /must begin with https/],
  ['a password', 'https://me:secret@updates.example/', /without user/],
  ['a query', 'https://updates.example/?token=1', /without user/],
  ['this machine', 'http://127.0.0.1:8080/', /only a build for tests/],
])('%s stops the build', (_name, feed, why) => {
  expect(() => built(feed)).toThrow(why);
});

test('a build for tests may look on this machine, and nowhere else over plain HTTP', () => {
  expect(built('http://127.0.0.1:8080', KEY, true).feed).toBe('http://127.0.0.1:8080/');
  expect(() => built('http://192.0.2.7/', KEY, true)).toThrow(/must begin with https/);
});

test.each([
  ['none', ''],
  ['nonsense', 'nonsense'],
  ['one for another use', spki('x25519')],
  ['one of another kind', spki('ed448')],
])('a key that is %s stops the build', (_name, key) => {
  expect(() => built('https://updates.example/', key)).toThrow(/TRADEBELL_UPDATE_KEY|without a key/);
});

test('a key without an address stops the build', () => {
  expect(() => built(undefined)).toThrow(/TRADEBELL_FEED is not/);
});

test('updates are fetched over https only; from this machine only where the feed is there', () => {
  const far = { url: 'https://updates.example/' };
  const near = { url: 'http://127.0.0.1:8080/' };
  expect([mayFetch('https://cdn.example/a', far), mayFetch('https://cdn.example/a', near)]).toEqual([true, true]);
  expect([mayFetch('http://127.0.0.1:9/a', far), mayFetch('http://127.0.0.1:9/a', near)]).toEqual([false, true]);
  for (const url of ['http://updates.example/a', 'ftp://updates.example/a', 'file:///etc/passwd', 'nonsense', 'http://127.0.0.1.example/']) {
    expect([mayFetch(url, far), mayFetch(url, near)]).toEqual([false, false]);
  }
});

test('only the very bytes that were signed by the very key are taken', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const bytes = Buffer.from('version: 0.2.0\n');
  const good = sign(null, bytes, privateKey).toString('base64');
  expect(() => checkSignature(bytes, `${good}\n`, key)).not.toThrow();
  const bad: [Uint8Array, string, string][] = [
    [Buffer.from('version: 0.3.0\n'), good, key],
    [Buffer.concat([bytes, Buffer.from('\n')]), good, key],
    [bytes, good, KEY],
    [bytes, '', key],
    [bytes, good.slice(0, -4), key],
    [bytes, `${good}${good}`, key],
    [bytes, Buffer.alloc(64).toString('base64'), key],
  ];
  for (const [signed, signature, by] of bad) expect(() => checkSignature(signed, signature, by)).toThrow(/wrong-signature/);
});
