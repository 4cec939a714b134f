import { expect, test } from 'vitest';
import { answerCall } from '../../src/desktop/ipc.ts';
import type { CallHandlers } from '../../src/desktop/ipc.ts';

function scene(handlers: Partial<CallHandlers>) {
  const logged: unknown[] = [];
  return { logged, ask: (name: unknown, request?: unknown) => answerCall(name, request, { handlers: handlers as CallHandlers, log: (...line) => void logged.push(line) }) };
}

test('a call is answered with what its handler says, and only the fields of the contract', async () => {
  const { ask } = scene({ 'inbox.counts': async () => ({ total: 1, unread: 1, unreadByCategory: {}, unreadByConnection: {}, secret: 'x' }) as never });
  expect(await ask('inbox.counts')).toEqual({ ok: true, value: { total: 1, unread: 1, unreadByCategory: {}, unreadByConnection: {} } });
});

test.each(['no.such', 'toString', '__proto__', 7, null, undefined])('a call of %j is refused', async (name) => {
  expect(await scene({}).ask(name)).toEqual({ ok: false, reason: 'unknown' });
});

test('a request of another shape never reaches the handler', async () => {
  let called = false;
  const { ask, logged } = scene({ 'inbox.markRead': () => void (called = true) });
  expect(await ask('inbox.markRead', { ids: ['1'] })).toEqual({ ok: false, reason: 'bad-request' });
  expect(await ask('inbox.markRead', { ids: Array.from({ length: 1_001 }, (_, n) => n) })).toEqual({ ok: false, reason: 'bad-request' });
  expect(called).toBe(false);
  expect(logged).toHaveLength(2);
});

test('a handler that throws, or answers in another shape, fails the call without a word of why to the page', async () => {
  const { ask, logged } = scene({
    'app.resume': () => {
      throw new Error('secret');
    },
    'inbox.counts': () => ({ total: 'many' }) as never,
  });
  expect(await ask('app.resume')).toEqual({ ok: false, reason: 'failed' });
  expect(await ask('inbox.counts')).toEqual({ ok: false, reason: 'failed' });
  expect(logged).toHaveLength(2);
});
