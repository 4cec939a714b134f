import { expect, test } from 'vitest';
import { notificationKey } from '../../../src/sources/openbazaar/notifications.ts';
import { peerIdOf } from '../../servers/openbazaar/ids.ts';
import { aNode, aSource, aStay } from './with-node.ts';

test('a node that refuses while its socket stays open is not asked again, whatever for', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  node.setAccess({ kind: 'closed' });
  const refused = () => node.log.requests.filter(({ allowed }) => !allowed).length;
  const key = notificationKey('follow', node.trade.follow({ peer: peerIdOf('anna') }).id);
  await it.sink.until(() => it.alert(key) !== undefined);
  await it.sink.until(() => it.source.state().phase === 'blocked');
  expect(it.source.state()).toMatchObject({ trouble: { code: 'forbidden' } });
  await it.clock.advance(60_000);
  expect(refused()).toBe(1);
});

test('a refusal in the middle of telling what was read ends the telling', async () => {
  const node = await aNode();
  for (let i = 0; i < 100; i++) node.trade.follow({ live: false });
  const it = aSource(node);
  await it.online();
  await node.idle();
  node.setAccess({ kind: 'closed' });
  await it.source.markRead([...it.sink.kept.alerts.values()]);
  expect(node.log.requests.filter(({ allowed }) => !allowed).length).toBeLessThanOrEqual(4);
});

test('a refusal during catch-up stops it at once', async () => {
  const node = await aNode();
  const kept = await aStay(node);
  const it = aSource(node, { kept });
  const before = node.log.requests.length;
  node.faults.failNext(/^ob\/(?!config)/, 403, '403 - Forbidden', 1_000);
  it.source.start();
  await it.sink.until(() => it.source.state().phase === 'blocked');
  await it.clock.advance(600_000);
  await it.stop();
  // The socket, who it is, and the three order lists that are asked for together.
  expect(node.log.requests.length - before).toBeLessThanOrEqual(5);
});

test('what neither disk nor memory could take is asked for again once there is room', async () => {
  const node = await aNode();
  const it = aSource(node);
  await it.online();
  await node.idle();
  let full = true;
  it.sink.beforeWrite = () => {
    if (full) throw new Error('the journal cannot be written: full');
  };
  const key = notificationKey('order', node.trade.sale().id);
  for (let second = 0; second < 30; second++) await it.clock.advance(1_000);
  expect(it.alert(key)).toBeUndefined();
  full = false;
  while (it.alert(key) === undefined) await it.clock.advance(1_000);
  expect(it.source.state().phase).not.toBe('waiting');
  await it.stop();
  expect(it.clock.pending()).toBe(0);
});
