import { expect, test } from 'vitest';
import { aRequest } from './bell/purse.ts';
import { connected, sourceError } from './connections-world.ts';

test('an action says whether it surely was not done', async () => {
  const { connections, now } = await connected();
  expect(await connections.act(aRequest(), 'approve')).toEqual({ ok: true });
  now.act = sourceError('refused-by-server');
  expect(await connections.act(aRequest(), 'approve')).toEqual({ ok: false, trouble: { code: 'refused-by-server' }, outcome: 'not-done' });
  now.act = sourceError('timeout', 'unknown');
  expect(await connections.act(aRequest(), 'approve')).toEqual({ ok: false, trouble: { code: 'timeout' }, outcome: 'unknown' });
  now.act = new TypeError('a bug');
  expect(await connections.act(aRequest(), 'approve')).toMatchObject({ ok: false, trouble: { code: 'server-error' }, outcome: 'unknown' });
});

test('an alert of a server that no connection leads to is neither acted on nor read again', async () => {
  const { connections } = await connected();
  const foreign = aRequest({ identity: 'ewallet:usr_9' });
  expect(await connections.act(foreign, 'approve')).toEqual({ ok: false, trouble: { code: 'unreachable' }, outcome: 'not-done' });
  expect(await connections.reread(foreign)).toEqual({ ok: false, trouble: { code: 'unreachable' } });
});

test('an alert is read again as the server has it now, where it can be asked', async () => {
  const { connections, now } = await connected();
  expect(await connections.reread(aRequest())).toEqual({ ok: true });
  now.reread = aRequest({ status: 'confirmed' });
  expect(await connections.reread(aRequest())).toEqual({ ok: true, alert: now.reread });
  now.reread = sourceError('timeout');
  expect(await connections.reread(aRequest())).toEqual({ ok: false, trouble: { code: 'timeout' } });
});

test('the list counts joined topics, and says so when that changes; paused, all of them wait', async () => {
  const { connections, now, sources, changes, id } = await connected({ topics: ['account:a', 'user:b', 'user:c'] });
  now.topics = [
    { topic: 'account:a', phase: 'joined' },
    { topic: 'user:b', phase: 'denied', retryAt: 7 },
    { topic: 'user:c', phase: 'joined' },
  ];
  const before = changes();
  sources[0]?.sink.topicsChanged();
  expect(changes()).toBe(before + 1);
  expect(connections.list()[0]?.joined).toBe(2);
  expect(connections.topics(id)).toEqual(now.topics);
  await connections.pause(id, true);
  expect(connections.list()[0]?.joined).toBeUndefined();
  expect(connections.topics(id).map(({ topic, phase }) => `${topic} ${phase}`)).toEqual(['account:a waiting', 'user:b waiting', 'user:c waiting']);
  expect(connections.topics('nobody')).toEqual([]);
});

test('a source that was replaced says nothing of topics any more', async () => {
  const { connections, sources, changes, id } = await connected();
  await connections.retry(id);
  const before = changes();
  sources[0]?.sink.topicsChanged();
  expect(changes()).toBe(before);
});
