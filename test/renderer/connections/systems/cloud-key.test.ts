import { expect, test } from 'vitest';
import { keyIn } from '../../../../renderer/connections/systems/cloud-key.ts';
import { fakeKey } from '../../fake-cloud.ts';

const KEY = fakeKey('w/2+');
const ASCII = fakeKey('w-1');

test('a tenant’s key says its wallet', () => {
  expect(keyIn(ASCII)).toEqual({ key: ASCII, role: 'tenant', walletId: 'w-1' });
});

test.each([
  ['as header', `x-api-key: ${ASCII}`],
  ['in a command', `curl -H "X-API-Key: ${ASCII}"`],
  ['in quotes, with a comma', `"${ASCII}",`],
  ['in a line of a file', `X_API_KEY=x\nx-api-key=${ASCII}\n`],
  ['without its prefix', ASCII.slice('tenant.'.length)],
])('it is found %s', (_how, text) => {
  expect(keyIn(text)).toMatchObject({ key: ASCII, walletId: 'w-1' });
});

test('the prefix says the role, and other keys name no wallet', () => {
  expect(keyIn('tenant-admin.adminKey')).toEqual({ key: 'tenant-admin.adminKey', role: 'tenant-admin' });
  expect(keyIn('governance.adminKey')).toEqual({ key: 'governance.adminKey', role: 'governance' });
  expect(keyIn('tenant.no-token')).toEqual({ key: 'tenant.no-token', role: 'tenant' });
});

test('a payload that names no wallet, or cannot be read, breaks nothing', () => {
  for (const payload of ['', '!!!', 'A', btoa('{"sub":"x"}'), btoa('{"wallet_id":7}')]) expect(keyIn(`tenant.aa.${payload}.bb`)?.walletId).toBeUndefined();
  expect(keyIn(KEY)?.role).toBe('tenant');
});

test.each(['', 'tenant.', 'walnut', 'admin.key', 'Bearer abc', 'tenant.two words', `tenant.${'x'.repeat(5_000)}`])('%s is no key', (text) => {
  expect(keyIn(text)).toBeUndefined();
});
