import { expect, test } from 'vitest';
import type { Bell } from '../../src/bell.ts';
import type { Connections } from '../../src/connections.ts';
import { callHandlers, type HandlerParts } from '../../src/desktop/handlers.ts';
import { answerCall } from '../../src/desktop/ipc.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';
import { aRequest } from '../bell/purse.ts';
import { NOON, testClock } from '../clock.ts';

/** Handlers over as much of the app as the call under test needs, asked as a page asks. */
function scene({ bell = {}, connections = {}, open = true }: { bell?: Partial<Bell>; connections?: Partial<Connections>; open?: boolean }) {
  const hidden: string[] = [];
  const paused: (number | null)[] = [];
  const tried: unknown[] = [];
  const core = { bell, connections, journal: { entry: () => ({ id: 1, alert: aRequest() }), history: () => [] } };
  const handlers = callHandlers({
    core: () => (open ? core : undefined),
    vault: { settings: { get: () => DEFAULT_SETTINGS } },
    clock: testClock(),
    catalogue: () => CATALOGUES.en,
    locale: () => 'en',
    pictureId: () => 'picture',
    zone: () => zoneOf('UTC'),
    pause: (until: number | null) => void paused.push(until),
    testNotification: async (asked?: unknown) => void tried.push(asked),
    hide: (secret: string) => void hidden.push(secret),
  } as unknown as HandlerParts);
  const logged: unknown[] = [];
  return { hidden, paused, tried, logged, ask: (name: string, request: unknown) => answerCall(name, request, { handlers, log: (...line) => void logged.push(line) }) };
}
const NOT_YET = { ok: false, trouble: { code: 'waiting-for-keyring' } };

test('a question reaches the page rendered, and its trouble as it is', async () => {
  const put = scene({ bell: { question: async (id, verb) => ({ ok: true, question: { token: `${id}`, verb, reread: true, alert: aRequest() } }) } });
  expect(await put.ask('inbox.question', { id: 1, verb: 'approve' })).toMatchObject({
    ok: true,
    value: { ok: true, question: { token: '1', verb: 'approve', reread: true, who: 'Lena', amount: '12.50 ABC', direction: 'in' } },
  });
  const refused = scene({ bell: { question: async () => ({ ok: false, trouble: { code: 'decided-already' } }) } });
  expect(await refused.ask('inbox.question', { id: 1, verb: 'approve' })).toEqual({ ok: true, value: { ok: false, trouble: { code: 'decided-already' } } });
  expect(await refused.ask('inbox.question', { id: 1, verb: 'reply' })).toEqual({ ok: false, reason: 'bad-request' });
});

test('a yes is handed on with its question, a reply with its text', async () => {
  const acts: unknown[] = [];
  const { ask } = scene({
    bell: {
      async act(...given) {
        acts.push(given);
        return { ok: true };
      },
    },
  });
  await ask('inbox.act', { id: 1, verb: 'approve', question: 'token' });
  await ask('inbox.act', { id: 1, verb: 'reply', text: 'yes' });
  expect(acts).toEqual([
    [1, 'approve', { text: undefined, question: 'token' }],
    [1, 'reply', { text: 'yes', question: undefined }],
  ]);
});

test('the detail shows what was agreed to, as the bell knows it', async () => {
  const { ask } = scene({ bell: { intent: () => ({ verb: 'approve', at: 7, outcome: 'unknown' }) } });
  expect(await ask('inbox.detail', { id: 1 })).toMatchObject({ value: { intent: { verb: 'approve', outcome: 'unknown' }, actions: [] } });
});

test('what somebody signs in with is hidden from the log before anything else', async () => {
  const { ask, hidden, logged } = scene({
    connections: {
      signIn() {
        throw new Error('a bug');
      },
    },
  });
  const draft = { system: 'ewallet', url: 'https://wallet.example.net', auth: 'OMGAdmin' };
  expect(await ask('connections.signIn', { step: 'password', draft, email: 'mara@example.net', password: 'walnut' })).toEqual({ ok: false, reason: 'failed' });
  await ask('connections.signIn', { step: 'code', ticket: 't', kind: 'passcode', code: '123456' });
  expect(hidden).toEqual(['walnut', '123456']);
  expect(JSON.stringify(logged)).not.toMatch(/walnut|123456/);
});

test('before the journal is open, nothing can be asked, done or signed in to', async () => {
  const { ask } = scene({ open: false });
  for (const [name, request] of [
    ['inbox.question', { id: 1, verb: 'approve' }],
    ['inbox.act', { id: 1, verb: 'approve', question: 'token' }],
    ['connections.signIn', { step: 'code', ticket: 't', kind: 'backup', code: '123456' }],
  ] as const) {
    expect(await ask(name, request)).toEqual({ ok: true, value: NOT_YET });
  }
  expect(await ask('connections.topics', { id: 'purse' })).toEqual({ ok: true, value: [] });
});

test('a pause is chosen by name or in minutes, and a snooze by one of the times that are offered', async () => {
  const snoozed: unknown[] = [];
  const { ask, paused } = scene({
    bell: {
      async snooze(...given) {
        snoozed.push(given);
      },
    },
  });
  await ask('app.pauseFor', { how: 'morning' });
  await ask('app.pauseFor', { how: 'resumed' });
  await ask('app.pause', { minutes: 5 });
  expect(paused).toEqual([NOON + 20 * 3_600_000, null, NOON + 300_000]);
  expect(await ask('app.pauseFor', { how: 'ever' })).toEqual({ ok: false, reason: 'bad-request' });
  expect(await ask('inbox.snoozeTimes', undefined)).toEqual({ ok: true, value: { hour: NOON + 3_600_000, evening: NOON + 6 * 3_600_000, morning: NOON + 20 * 3_600_000 } });
  await ask('inbox.snooze', { ids: [1, 2], until: NOON + 1 });
  await ask('inbox.snooze', { ids: [1], until: null });
  expect(snoozed).toEqual([
    [[1, 2], NOON + 1],
    [[1], null],
  ]);
});

test('a sound can be tried, and what a connection may show be set or left to the app', async () => {
  const set: unknown[] = [];
  const { ask, tried } = scene({ connections: { privacy: (...given) => void set.push(given) } });
  await ask('app.trySound', { sound: 'chime' });
  await ask('app.testNotification', undefined);
  await ask('connections.ring', { id: 'purse' });
  expect(tried).toEqual([{ sound: 'chime' }, undefined, { connection: 'purse' }]);
  expect(await ask('app.trySound', { sound: 'gong' })).toEqual({ ok: false, reason: 'bad-request' });
  await ask('connections.privacy', { id: 'purse', privacy: 'who' });
  await ask('connections.privacy', { id: 'purse', privacy: null });
  expect(set).toEqual([
    ['purse', 'who'],
    ['purse', undefined],
  ]);
});
