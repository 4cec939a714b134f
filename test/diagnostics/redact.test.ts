import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, MASK } from '../../src/diagnostics/redact.ts';

function knowing(...secrets: string[]) {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.know(secret);
  return redactor;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const percent = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** Every way in which a secret is written in URLs, headers, forms and JSON. */
const FORMS: Record<string, (secret: string, user: string) => string> = {
  raw: (secret) => secret,
  'URL-encoded': (secret) => encodeURIComponent(secret),
  'URL-encoded in lower case': (secret) => encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  'URL-encoded throughout': percent,
  'form-encoded': (secret) => new URLSearchParams({ x: secret }).toString().slice(2),
  JSON: (secret) => JSON.stringify(secret),
  'JSON with escapes': (secret) =>
    Array.from({ length: secret.length }, (_, at) => `\\u${secret.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  base64: (secret) => base64(secret),
  'base64 without padding': (secret) => base64(secret).replace(/=+$/, ''),
  'base64 in an address': (secret) => encodeURIComponent(base64(secret)),
  'base64 in an address, its plus encoded only': (secret) => base64(secret).replaceAll('+', '%2B'),
  'base64 of user:secret': (secret, user) => base64(`${user}:${secret}`),
  'base64url of user:secret': (secret, user) => Buffer.from(`${user}:${secret}`).toString('base64url'),
  'base64 amid more': (secret, user) => base64(`{"user":"${user}","secret":"${secret}"}`),
};

/** No halves of surrogate pairs: they have no form in UTF-8. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

const characters = fc.oneof(
  fc.constantFrom(...'aA0 %+/\\"\'&=:;?#@.$^*()[]{}|\n\té汉😀'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 })
);

/** As people and programs choose them: four characters or more, of any script, with all that needs escaping. */
const secrets = fc
  .array(characters, { minLength: 4, maxLength: 40 })
  .map((parts) => wellFormed(parts.join('').replaceAll('•', '')))
  .filter((secret) => secret.length >= 4);
const texts = fc.string({ unit: 'grapheme', maxLength: 30 }).map(wellFormed);

test.each(Object.entries(FORMS))('no secret gets through %s', (_, form) => {
  fc.assert(
    fc.property(fc.array(secrets, { minLength: 1, maxLength: 4 }), texts, texts, texts, (known, user, before, after) => {
      const redactor = knowing(...known);
      const written = redactor.text(`${before} ${known.map((secret) => form(secret, user)).join(' | ')} ${after}`);
      for (const secret of known) {
        expect(written).not.toContain(secret);
        expect(written).not.toContain(form(secret, user));
      }
      expect(written).toContain(MASK);
    }),
    { numRuns: 300 }
  );
});

test('no secret gets through, wherever in the details it is', () => {
  fc.assert(
    fc.property(secrets, fc.constantFrom(...Object.keys(FORMS)), texts, (secret, name, user) => {
      const hidden = FORMS[name]!(secret, user);
      const error = new Error(`refused ${hidden}`, { cause: new Error(hidden) });
      const value = knowing(secret).value({ list: [hidden], nested: { [hidden]: 1 }, error, url: `http://x/?q=${hidden}` });
      const leaves: string[] = [];
      JSON.stringify(value, (key, leaf: unknown) => {
        leaves.push(key, String(leaf));
        return leaf;
      });
      expect(leaves.filter((leaf) => leaf.includes(secret) || leaf.includes(hidden))).toEqual([]);
    }),
    { numRuns: 300 }
  );
});

test('what knows no secret of it leaves a text as it is', () => {
  const redactor = knowing('correct horse');
  const text = 'OpenBazaar node at 127.0.0.1:4002 answered 200 after 12 ms, digest of 3 alerts updated';
  expect(redactor.text(text)).toBe(text);
});

test('overlapping secrets are hidden as one', () => {
  expect(knowing('abcdef', 'defghi').text('x abcdefghi y')).toBe(`x ${MASK} y`);
});

test('a very short secret is hidden where it stands alone, and words that hold it stay readable', () => {
  expect(knowing('abc').text('abc, "abc" but not abcde')).toBe(`${MASK}, "${MASK}" but not abcde`);
});

test('a number that is a secret is hidden', () => {
  expect(knowing('123456').value({ pin: 123456, count: 3 })).toEqual({ pin: MASK, count: 3 });
});

test.each([
  ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: •••'],
  ['sent Basic dXNlcjpwYXNz now', 'sent Basic ••• now'],
  ['{"authorization":"Bearer abc.def"}', '{"authorization":"•••"}'],
  ['Cookie: OpenBazaar_Auth_Cookie=abc; other=1', 'Cookie: •••'],
  ['Set-Cookie: a=b; Path=/', 'Set-Cookie: •••'],
  ['with OpenBazaar_Auth_Cookie=abcdef', 'with OpenBazaar_Auth_Cookie=•••'],
  ['wss://node/ws?auth=abc%3D&x=1', 'wss://node/ws?auth=•••&x=1'],
  ['GET /x?access_token=abc#top', 'GET /x?access_token=•••#top'],
  ['http://user:pass@node:4002/ob', 'http://•••@node:4002/ob'],
  ['by socks5h://me:p%40ss@127.0.0.1:9050', 'by socks5h://•••@127.0.0.1:9050'],
  ['{"password":"a\\"b","user":"x"}', '{"password":"•••","user":"x"}'],
  ['{"mnemonic":"abandon ability able"}', '{"mnemonic":"•••"}'],
  ['refused OMGProvider YWNjOnNlY3JldA== at /api', 'refused OMGProvider ••• at /api'],
  ['{"access_key":"acc","secret_key":"s3cret"}', '{"access_key":"acc","secret_key":"•••"}'],
  ['{"authentication_token":"t","user_id":"usr_1"}', '{"authentication_token":"•••","user_id":"usr_1"}'],
  ['{"clientId":"abc","status":"pending"}', '{"clientId":"•••","status":"pending"}'],
  ['{"cardProviderAuthPassword":"p","cardAuthorisationKey":"1234","cardRef":"7"}', '{"cardProviderAuthPassword":"•••","cardAuthorisationKey":"•••","cardRef":"7"}'],
  ['GET /token?grant=x&client_id=abc', 'GET /token?grant=x&client_id=•••'],
  ['upgrade of /app/socket?auth=YWJj%2BPT0%3D&deviceId=till-1', 'upgrade of /app/socket?auth=•••&deviceId=till-1'],
  ['the token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln was refused', 'the token ••• was refused'],
  ['at /next/eyJhbGciOiJIUzI1NiJ9%2EeyJzdWIiOiJ4In0%2Ec2ln', 'at /next/•••'],
  ['sent tenant.eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'sent tenant.•••'],
  ['{"passcode":"123456"} {"backup_code":"ab12"}', '{"passcode":"•••"} {"backup_code":"•••"}'],
])('what looks like a secret is hidden unknown: %s', (text, expected) => {
  expect(createRedactor().text(text)).toBe(expected);
});

test('what was typed with space around it is hidden as it is sent: without', () => {
  const redactor = knowing(' s3cret-key\n');
  expect(redactor.text('no s3cret-key here')).toBe(`no ${MASK} here`);
  expect(redactor.text(`sent ${base64('acc:s3cret-key')}`)).toBe(`sent ${MASK}`);
});

test('base64 of a secret is hidden to its end, however its padding is encoded', () => {
  const redactor = knowing('my-client-id');
  for (const user of ['', 'a', 'ab', 'a?>~']) {
    const encoded = base64(`${user}my-client-id`);
    for (const form of [encoded, encodeURIComponent(encoded), encoded.replace(/=+$/, ''), encoded.replaceAll('+', '%2B')]) {
      expect(redactor.text(`no client ${form}, sorry`)).toBe(`no client ${MASK}, sorry`);
    }
  }
});

test('a JSON web token is hidden whole, though a part of it holds what is known', () => {
  const jwt = ['{"alg":"HS256"}', '{"clientId":"my-client-id"}', 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');
  expect(knowing('my-client-id').text(`refused ${jwt} at /orders`)).toBe(`refused ${MASK} at /orders`);
});

test('a word that begins as a token does is none', () => {
  const text = 'order eyJx at table eyJ.4';
  expect(createRedactor().text(text)).toBe(text);
});

test('fields with telling names are hidden, whatever they hold', () => {
  const headers = { Cookie: 'a', authorization: ['b'], accept: 'json' };
  const details = { password: 'x', headers, apiKey: 7, clientId: 'c', seed: 's', secret: undefined };
  expect(createRedactor().value(details)).toEqual({
    password: MASK,
    headers: { Cookie: MASK, authorization: MASK, accept: 'json' },
    apiKey: MASK,
    clientId: MASK,
    seed: MASK,
    secret: undefined,
  });
});

test('what is copied is bounded: depth, width, length, cycles, bytes', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const deep = Array.from({ length: 20 }).reduce<unknown>((inner) => ({ inner }), 'core');
  const big = { wide: Array(1000).fill(0), long: 'x'.repeat(5000), huge: 'x'.repeat(100_000), bytes: Buffer.alloc(9) };
  const copy = createRedactor().value({ cycle, deep, ...big });
  const written = JSON.stringify(copy);
  expect(written.length).toBeLessThan(4000);
  expect(written).not.toContain('core');
  expect(copy).toMatchObject({ cycle: { self: '…' }, huge: '(100000 characters)', bytes: '(9 bytes)' });
});
