import { expect, test } from 'vitest';
import { fieldsOf } from '../../../../renderer/connections/draft.ts';
import type { Fields } from '../../../../renderer/connections/draft.ts';
import { withPieces } from '../../../../renderer/connections/paste/apply.ts';
import { recognise } from '../../../../renderer/connections/paste/recognise.ts';
import { CATALOGUES } from '../../../../src/shared/words/catalogue.ts';
import type { System } from '../../../../src/shared/system.ts';

const { form } = CATALOGUES.en.window;
const KEYS = btoa('access-1:secret-2');
const CREDS = '-----BEGIN NATS USER JWT-----\nx\n------END NATS USER JWT------\n-----BEGIN USER NKEY SEED-----\ny\n------END USER NKEY SEED------';

/** The form after this was pasted into it; `system` where a person has to say it. */
function after(text: string, system?: System): Fields {
  const found = recognise(text);
  const choice = found.ok === 'one' ? found : found.ok === 'several' ? found.choices.find((each) => each.system === system) : undefined;
  if (choice === undefined) throw new Error(`not recognised: ${text}`);
  return withPieces(fieldsOf(choice.system, undefined, form), choice.pieces, form);
}

test('a node’s address and cookie each go where they belong, in either order', () => {
  const expected = { system: 'openbazaar', address: 'http://10.0.0.5:4002', auth: 'cookie', secret: 'abc', name: '10.0.0.5' };
  expect(after('OpenBazaar_Auth_Cookie=abc\nhttp://10.0.0.5:4002')).toMatchObject(expected);
  expect(after('http://10.0.0.5:4002\nOpenBazaar_Auth_Cookie=abc')).toMatchObject(expected);
});

test('a node’s login may have a colon in its password', () => {
  expect(after(`curl -H 'Authorization: Basic ${btoa('maya:a:b')}' http://127.0.0.1:4002`)).toMatchObject({ auth: 'basic', username: 'maya', secret: 'a:b' });
});

test('the path of a pasted socket stands, whatever path its keys are usually for', () => {
  expect(after(`https://wallet.example.com/api/client/socket\nOMGProvider ${KEYS}`)).toMatchObject({
    system: 'ewallet',
    address: 'https://wallet.example.com',
    path: '/api/client/socket',
    auth: 'OMGProvider',
    username: 'access-1',
    secret: 'secret-2',
  });
});

test('a pair that somebody said is a wallet’s is taken apart', () => {
  expect(after('access-1:secret-2', 'ewallet')).toMatchObject({ username: 'access-1', secret: 'secret-2' });
  expect(after('access-1:secret-2', 'openbazaar')).toMatchObject({ auth: 'basic', username: 'access-1', secret: 'secret-2' });
});

test.each([
  ['nats://nats.example.com', 'nats'],
  [CREDS, 'nats'],
  ['tenant-admin.adminKey', 'waypoint'],
  ['https://cloud.example.com/tenant/v1/sse/w-1', 'waypoint'],
  ['nats://nats.example.com\ntenant-admin.adminKey', 'both'],
])('%s says over what an identity wallet is listened to', (text, road) => {
  expect(after(text)).toMatchObject({ system: 'acapy-cloud', road });
});

test('the role of an API key does not take the key away again', () => {
  const fields = after('https://cloud.example.com/tenant/v1/sse/w-1\nx-api-key: tenant-admin.adminKey');
  expect(fields).toMatchObject({ role: 'tenant-admin', apiKey: 'tenant-admin.adminKey', walletId: 'w-1' });
});

test('a whole address of Doshii’s socket leaves no client id where it can be read', () => {
  const fields = after(`wss://doshii.example.com/app/socket?auth=${btoa('client-id1')}`);
  expect(fields).toMatchObject({ system: 'doshii', environment: 'other', address: 'wss://doshii.example.com/app/socket', clientId: 'client-id1' });
});
