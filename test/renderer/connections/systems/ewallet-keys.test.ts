import { expect, test } from 'vitest';
import { keysIn, pairIn, tellsKeys } from '../../../../renderer/connections/systems/ewallet-keys.ts';

const pair = btoa('usr_01cc02:tok-en_1');

test.each(['OMGProvider', 'OMGAdmin', 'OMGClient', 'OMGServer'] as const)('a header of %s is taken apart', (auth) => {
  for (const text of [`${auth} ${pair}`, `Authorization: ${auth} ${pair}`, ` "${auth} ${pair}", `]) {
    expect(keysIn(text)).toEqual({ auth, username: 'usr_01cc02', secret: 'tok-en_1' });
  }
});

test.each([`-H "Authorization: OMGAdmin ${pair}"`, `curl -H 'authorization: OMGAdmin ${pair}' https://wallet.example.com/api`, `"Authorization": "OMGAdmin ${pair}",`])(
  'keys are found in the command or the config around them: %s',
  (text) => {
    expect(tellsKeys(text)).toBe(true);
    expect(keysIn(text)).toEqual({ auth: 'OMGAdmin', username: 'usr_01cc02', secret: 'tok-en_1' });
  }
);

test('a pair as people note it is both halves, an address is none', () => {
  expect(pairIn(' key:secr:et ')).toEqual({ username: 'key', secret: 'secr:et' });
  for (const text of ['key', 'key:', ':secret', 'a b:c', '']) expect(pairIn(text)).toBeUndefined();
  for (const text of ['https://wallet.example.com/authorization', 'wallet.example.com:4000', 'OMGAdmin']) expect(tellsKeys(text)).toBe(false);
});

test('base64 alone is taken apart, padded or not, and says nothing of its kind', () => {
  expect(keysIn(btoa('key:secret!!'))).toEqual({ username: 'key', secret: 'secret!!' });
  expect(keysIn(btoa('key:secret').replace(/=+$/, ''))).toEqual({ username: 'key', secret: 'secret' });
});

test('a secret may hold a colon, an access key may not', () => {
  expect(keysIn(btoa('key:a:b'))).toEqual({ username: 'key', secret: 'a:b' });
});

test.each(['', 'acc_01ce83t7xnb9yh2bqscx6jf9ey', 'api_01cdpmcz', '4aLmz0JKGHbXQjdlJkVXtUPGB0wEx_KzTKWo8xjW5Ws', 'Basic a2V5OnNlY3JldA==', 'key:secret', btoa('no colon here'), btoa(':empty'), btoa('empty:')])(
  '“%s” is left as it is',
  (text) => {
    expect(keysIn(text)).toBeUndefined();
  }
);
