import { expect, test } from 'vitest';
import { aRequest } from './bell/purse.ts';
import { SourceError } from '../src/sources/source.ts';
import { connected, draft, sourceError } from './connections-world.ts';

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
  expect(await connections.act(foreign, 'approve')).toEqual({ ok: false, trouble: { code: 'not-connected' }, outcome: 'not-done' });
  expect(await connections.reread(foreign)).toEqual({ ok: false, trouble: { code: 'not-connected' } });
});

test('an alert of a connection that was paused or removed meanwhile says so, and not that the network is to blame', async () => {
  const { connections, id } = await connected();
  await connections.pause(id, true);
  expect(await connections.reread(aRequest())).toEqual({ ok: false, trouble: { code: 'not-connected' } });
  await connections.remove(id);
  expect(await connections.act(aRequest(), 'approve')).toEqual({ ok: false, trouble: { code: 'not-connected' }, outcome: 'not-done' });
});

test('a server that repeats our secret does not bring it into the window', async () => {
  const { connections, now, sources } = await connected();
  const trouble = { code: 'refused-by-server', detail: 'no rights for typed' } as const;
  now.act = new SourceError(trouble);
  now.reread = new SourceError(trouble);
  now.test = { ok: false, trouble };
  sources[0]?.sink.state({ phase: 'blocked', trouble });
  const told = [await connections.act(aRequest(), 'approve'), await connections.reread(aRequest()), await connections.test(draft()), connections.list()[0]?.state];
  for (const each of told) expect(each).toMatchObject({ trouble: { code: 'refused-by-server', detail: 'no rights for •••' } });
  now.signIn = new SourceError({ code: 'wrong-login', detail: 'not walnut' });
  const { name: _name, topics: _topics, ...where } = draft();
  const signedIn = await connections.signIn({ step: 'password', draft: where, email: 'mara@example.net', password: 'walnut' });
  expect(signedIn).toEqual({ ok: false, trouble: { code: 'wrong-login', detail: 'not •••' } });
});

test('only the certificate that a server shows can be agreed to', async () => {
  const { connections, sources, settings, id } = await connected();
  const [shown, other] = ['AB', 'CD'].map((pair) => Array(32).fill(pair).join(':')) as [string, string];
  expect(await connections.trust(id, shown)).toEqual({ ok: false, trouble: { code: 'certificate-unknown' } });
  sources[0]?.sink.state({ phase: 'blocked', trouble: { code: 'certificate-changed', fingerprint: shown } });
  expect(await connections.trust(id, other)).toEqual({ ok: false, trouble: { code: 'certificate-changed', fingerprint: shown } });
  expect(settings().connections[0]?.pin).toBeUndefined();
  expect(await connections.trust(id, shown)).toEqual({ ok: true });
  expect(settings().connections[0]?.pin).toBe(shown);
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
