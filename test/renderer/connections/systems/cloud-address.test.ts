import { describe, expect, test } from 'vitest';
import { recognise, ROLES } from '../../../../renderer/connections/systems/cloud-address.ts';
import { isNatsExposed, recogniseNats } from '../../../../renderer/connections/systems/cloud-nats-address.ts';
import { CLOUD_ROLES } from '../../../../src/shared/connection.ts';

test('the roles are those of the contract', () => {
  expect(ROLES).toEqual(CLOUD_ROLES);
});

describe('the address of the CloudAPI', () => {
  test.each<[string, string, string]>([
    ['https://cloudapi.example.com', 'https://cloudapi.example.com', ''],
    ['cloudapi.example.com/', 'https://cloudapi.example.com', ''],
    ['localhost:8100', 'http://localhost:8100', ''],
    ['https://example.com/identity/cloud/', 'https://example.com', '/identity/cloud'],
    ['https://example.com/identity/tenant/v1/connections', 'https://example.com', '/identity'],
    ['https://example.com/tenant-admin', 'https://example.com', ''],
    ['https://example.com/cloud/docs', 'https://example.com', '/cloud'],
    ['https://example.com/cloud/v1/connections', 'https://example.com', '/cloud/v1'],
    ['https://example.com/tenants', 'https://example.com', '/tenants'],
    ['https://maya:pw@example.com/cloud', 'https://example.com', '/cloud'],
  ])('%s is %s, deployed under "%s"', (text, url, path) => {
    expect(recognise(text)).toMatchObject({ ok: true, url, path });
  });

  test('that of a whole watch says role, wallet, group and what is waited for', () => {
    const found = recognise('https://example.com/cloud/tenant-admin/v1/sse/w-1/connections/their_label/Old%20Harbour/completed?look_back=60&group_id=guild');
    expect(found).toEqual({
      ok: true,
      url: 'https://example.com',
      path: '/cloud',
      said: { role: 'tenant-admin', walletId: 'w-1', groupId: 'guild', watch: { topic: 'connections', field: 'their_label', fieldId: 'Old Harbour', state: 'completed' } },
      notes: ['call'],
    });
  });

  test('of a call with half a watch the wallet is taken, and no watch', () => {
    const found = recognise('https://example.com/tenant/v1/sse/w-1/proofs');
    expect(found).toMatchObject({ said: { role: 'tenant', walletId: 'w-1' } });
    expect(found).not.toHaveProperty('said.watch');
  });

  test.each([
    ['', 'empty'],
    ['not an address', 'unreadable'],
    ['https://', 'unreadable'],
    [`https://example.com/${'long'.repeat(60)}`, 'unreadable'],
    ['nats://example.com:4222', 'scheme'],
  ])('%s is none', (text, problem) => {
    expect(recognise(text)).toEqual({ ok: false, problem });
  });
});

describe('the address of NATS', () => {
  test.each([
    ['nats.example.com', 'nats://nats.example.com:4222'],
    ['10.0.0.7:4333', 'nats://10.0.0.7:4333'],
    ['tls://NATS.example.com/', 'tls://nats.example.com:4222'],
    [' nats://[::1]:4222 ', 'nats://[::1]:4222'],
  ])('%s is %s', (text, url) => {
    expect(recogniseNats(text)).toEqual({ ok: true, url });
  });

  test('a login in it is taken out, a name alone is a token', () => {
    expect(recogniseNats('nats://maya:p%40ss@host')).toEqual({ ok: true, url: 'nats://host:4222', auth: 'user', username: 'maya', secret: 'p@ss' });
    expect(recogniseNats('tls://s3cret@host:1')).toEqual({ ok: true, url: 'tls://host:1', auth: 'token', secret: 's3cret' });
  });

  test.each([
    ['', 'natsEmpty'],
    ['https://nats.example.com', 'natsScheme'],
    ['nats://', 'natsUnreadable'],
    ['nats://a:4222,nats://b:4222', 'natsUnreadable'],
    ['nats://host:99999', 'natsUnreadable'],
    ['two words', 'natsUnreadable'],
  ])('%s is none', (text, problem) => {
    expect(recogniseNats(text)).toEqual({ ok: false, problem });
  });

  test('only nats:// to another computer can be read on the way', () => {
    expect(['nats://10.0.0.7:4222', 'tls://10.0.0.7:4222', 'nats://127.0.0.1:4222'].map(isNatsExposed)).toEqual([true, false, false]);
  });
});
