import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createBell } from '../../src/bell.ts';
import { JournalError, type Journal } from '../../src/journal/journal.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { Rules } from '../../src/policy/rules.ts';
import type { Alert, Amendment } from '../../src/shared/alert.ts';
import type { Batch } from '../../src/shared/batch.ts';
import { merge } from '../../src/shared/merge.ts';
import { NOON, settle, testClock, type TestClock } from '../clock.ts';
import { anAlert } from '../policy/alerts.ts';
import { createScreen } from './screen.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const IDENTITY = 'openbazaar:QmSelf';

function aFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bell-again-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'journal.db');
}

interface Given {
  file?: string;
  clock?: TestClock;
  journal?: (real: Journal) => Partial<Journal>;
  quiet?: Rules['quiet'];
}

/** Tradebell as it runs from one start to one end, with nothing to catch up. */
async function aRun({ file = ':memory:', clock = testClock(), journal: over = () => ({}), quiet }: Given = {}) {
  const real = openJournal({ file, merge, searchText: (alert) => alert.subject?.id ?? '', clock });
  const screen = createScreen();
  const says: { quiet: Rules['quiet']; app: Rules['app'] } = { quiet, app: {} };
  const bell = createBell({
    journal: { ...real, ...over(real) },
    notifier: screen,
    clock,
    words: {
      alert: (alert, again) => ({ title: `${again === undefined ? '' : `${again} `}${alert.item ?? alert.kind}`, body: '' }),
      digest: (digest) => ({ title: `${digest.size()} things`, body: digest.lead()?.alert.item ?? 'nobody leads' }),
      actions: () => [],
    },
    picture: () => Promise.resolve(undefined),
    sound: () => 'bell',
    rules: () => ({ app: says.app, connection: {}, quiet: says.quiet }),
    open: () => {},
    act: () => Promise.resolve({ ok: true }),
    reread: () => Promise.resolve({ ok: true }),
    newToken: () => 'token',
    wereRead: () => {},
    diskTrouble: () => {},
  });
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await bell.close();
    await real.close();
  };
  onTestFinished(end);
  bell.quietChanged(quiet !== undefined);
  await bell.takeUp();
  bell.startUpDone();
  const rest = async (ms = 0): Promise<void> => {
    await bell.settled();
    await clock.advance(ms);
    await bell.settled();
    await settle();
    await bell.settled();
  };
  return {
    bell,
    clock,
    screen,
    end,
    rest,
    journal: real,
    titles: () => screen.shown.map(({ title }) => title),
    async deliver(...alerts: Alert[]) {
      await bell.deliver({ identity: IDENTITY, items: alerts.map((alert) => ({ type: 'alert', alert })) });
      await rest();
    },
    becomes(now: Rules['quiet']) {
      says.quiet = now;
      bell.quietChanged(now !== undefined);
    },
    says,
  };
}
const quietHours = { why: 'quiet-hours', urgentComes: true } as const;
const order = (n: number, differs: Partial<Alert> = {}) => anAlert({ key: `order:Qm${n}`, item: `Mug ${n}`, ...differs });
const dispute = (n: number, differs: Partial<Alert> = {}) => order(n, { kind: 'buyerDisputeTimeout', category: 'dispute', urgency: 'urgent', ...differs });
const amend = (amendment: Amendment): Batch => ({ identity: IDENTITY, items: [{ type: 'amend', key: 'order:Qm1', amendment }] });
const last = (journal: Journal, id: number) => journal.history(id).map(({ event, note }) => `${event} ${note}`).at(-1);

describe('a snoozed alert', () => {
  test('leaves the screen, and rings again when its time has come', async () => {
    const { bell, screen, journal, deliver, rest, titles } = await aRun();
    await deliver(order(1));
    await bell.snooze([1], NOON + HOUR);
    expect(screen.on.size).toBe(0);
    expect(journal.entry(1)?.snoozedUntil).toBe(NOON + HOUR);
    await rest(HOUR - 1);
    expect(titles()).toEqual(['Mug 1']);
    await rest(1);
    expect(titles()).toEqual(['Mug 1', 'snoozed Mug 1']);
    expect(journal.entry(1)).toMatchObject({ decision: { deliver: 'notify', why: 'snoozed' }, delivered: 'notification' });
    expect(journal.entry(1)).not.toHaveProperty('snoozedUntil');
    expect(last(journal, 1)).toBe('delivered notification');
  });
  test('that was read is unread again', async () => {
    const { bell, journal, deliver, rest, titles } = await aRun();
    await deliver(order(1));
    await bell.markRead([1]);
    await bell.snooze([1], NOON + HOUR);
    expect(journal.unread()).toBe(1);
    await rest(HOUR);
    expect(titles()).toEqual(['Mug 1', 'snoozed Mug 1']);
  });
  test.each<[string, (run: Awaited<ReturnType<typeof aRun>>) => Promise<unknown>]>([
    ['read here', ({ bell }) => bell.markRead([1])],
    ['read on the node', ({ bell }) => bell.deliver({ identity: IDENTITY, items: [{ type: 'read', key: 'order:Qm1' }] })],
    ['refuted', ({ bell }) => bell.deliver(amend({ confirmation: 'refuted' }))],
    ['settled', ({ bell }) => bell.deliver(amend({ status: 'confirmed' }))],
    ['told to be snoozed no more', ({ bell }) => bell.snooze([1], null)],
  ])('that is %s meanwhile does not ring, and is not snoozed any more', async (_how, does) => {
    const run = await aRun();
    await run.deliver(order(1, { kind: 'consumptionRequest', status: 'pending' }));
    await run.bell.snooze([1], NOON + HOUR);
    await does(run);
    await run.rest(2 * HOUR);
    expect(run.titles()).toEqual(['Mug 1']);
    expect(run.journal.entry(1)).not.toHaveProperty('snoozedUntil');
    expect(run.clock.pending()).toBe(0);
  });
  test('rings all the same where it was read with all others, and that was taken back', async () => {
    const { bell, journal, deliver, rest, titles } = await aRun();
    await deliver(order(1), order(2));
    await bell.snooze([1], NOON + HOUR);
    const ids = await bell.markRead({});
    expect(journal.entry(1)).not.toHaveProperty('snoozedUntil');
    await rest(10_000);
    await bell.markUnread(ids);
    expect(journal.entry(1)?.snoozedUntil).toBe(NOON + HOUR);
    expect(journal.entry(2)).not.toHaveProperty('snoozedUntil');
    await rest(HOUR);
    expect(titles()).toEqual(['Mug 1', 'Mug 2', 'snoozed Mug 1']);
  });
  test('that was read, and is unread again much later, is not snoozed any more', async () => {
    const { bell, journal, deliver, rest, titles } = await aRun();
    await deliver(order(1));
    await bell.snooze([1], NOON + HOUR);
    await bell.markRead([1]);
    await rest(2 * MINUTE);
    await bell.markUnread([1]);
    expect(journal.entry(1)).not.toHaveProperty('snoozedUntil');
    await rest(2 * HOUR);
    expect(titles()).toEqual(['Mug 1']);
  });
  test('joins the summary where it is quiet then', async () => {
    const { bell, journal, deliver, rest, becomes, titles } = await aRun();
    await deliver(order(1));
    await bell.snooze([1], NOON + HOUR);
    becomes(quietHours);
    await rest(3 * HOUR);
    expect(titles()).toEqual(['Mug 1']);
    expect(journal.entry(1)).toMatchObject({ decision: { deliver: 'digest', why: 'quiet-hours' } });
    expect(journal.entry(1)).not.toHaveProperty('delivered');
    becomes(undefined);
    await rest(MINUTE);
    expect(titles()).toEqual(['Mug 1', '1 things']);
    expect(journal.entry(1)?.delivered).toBe('digest');
  });
  test('that waits in a summary leaves it', async () => {
    const { bell, deliver, rest, becomes, titles } = await aRun({ quiet: quietHours });
    await deliver(order(1), order(2));
    await bell.snooze([2], NOON + HOUR);
    await rest();
    becomes(undefined);
    await rest(MINUTE);
    expect(titles()).toEqual(['1 things']);
    await rest(HOUR);
    expect(titles()).toEqual(['1 things', 'snoozed Mug 2']);
  });
  test('rings after a restart; what came due meanwhile is in the start-up summary', async () => {
    const file = aFile();
    const before = await aRun({ file });
    await before.deliver(order(1), order(2));
    await before.bell.snooze([1], NOON + HOUR);
    await before.bell.snooze([2], NOON + 3 * HOUR);
    await before.end();
    const after = await aRun({ file, clock: testClock(NOON + 2 * HOUR) });
    await after.rest(MINUTE);
    expect(after.titles()).toEqual(['1 things']);
    expect(after.journal.entry(1)).toMatchObject({ decision: { why: 'start-up' }, delivered: 'digest' });
    await after.rest(HOUR);
    expect(after.titles()).toEqual(['1 things', 'snoozed Mug 2']);
    await after.end();
    const third = await aRun({ file, clock: testClock(NOON + 9 * HOUR) });
    await third.rest(HOUR);
    expect(third.titles()).toEqual([]);
  });
  test('whose time passed while the machine slept rings when it wakes', async () => {
    const { bell, clock, deliver, rest, titles } = await aRun();
    await deliver(order(1));
    await bell.snooze([1], NOON + 8 * HOUR);
    clock.jump(9 * HOUR);
    bell.woke();
    await rest();
    expect(titles()).toEqual(['Mug 1', 'snoozed Mug 1']);
  });
  test('rings once though the disk takes no note of it', async () => {
    let full = false;
    const journal = (real: Journal): Partial<Journal> => ({ note: (notes) => (full ? Promise.reject(new JournalError('full')) : real.note(notes)) });
    const { bell, deliver, rest, titles } = await aRun({ journal });
    await deliver(order(1));
    await bell.snooze([1], NOON + HOUR);
    full = true;
    await rest(HOUR);
    bell.woke();
    await rest(5 * HOUR);
    expect(titles()).toEqual(['Mug 1', 'snoozed Mug 1']);
    full = false;
    await rest(HOUR);
    bell.woke();
    await rest(HOUR);
    expect(titles()).toEqual(['Mug 1', 'snoozed Mug 1']);
  });
  test('cannot be promised where the disk does not take it', async () => {
    let full = false;
    const journal = (real: Journal): Partial<Journal> => ({ note: (notes) => (full ? Promise.reject(new JournalError('full')) : real.note(notes)) });
    const { bell, screen, deliver } = await aRun({ journal });
    await deliver(order(1));
    full = true;
    await expect(bell.snooze([1], NOON + HOUR)).rejects.toThrow(JournalError);
    expect(screen.on.size).toBe(1);
  });
});

describe('a deadline', () => {
  const deadlineAt = NOON + 3 * DAY;
  test('is reminded of a day and an hour before, each once, and then never again', async () => {
    const { clock, screen, journal, deliver, rest, titles } = await aRun();
    await deliver(dispute(1, { deadlineAt }));
    await rest(2 * DAY);
    expect(titles()).toEqual(['Mug 1', 'reminder-day Mug 1']);
    expect([...screen.on.values()].map(({ title }) => title)).toEqual(['reminder-day Mug 1']);
    await rest(23 * HOUR);
    expect(titles()).toEqual(['Mug 1', 'reminder-day Mug 1', 'reminder-hour Mug 1']);
    expect(journal.entry(1)).toMatchObject({ decision: { why: 'reminder-hour' }, delivered: 'notification' });
    await rest(2 * DAY);
    expect(titles()).toHaveLength(3);
    expect(clock.pending()).toBe(0);
  });
  test('that was seen is not reminded of, and nothing waits for it', async () => {
    const { bell, clock, deliver, rest, titles } = await aRun();
    await deliver(dispute(1, { deadlineAt }));
    await bell.markRead([1]);
    await rest(4 * DAY);
    expect(titles()).toEqual(['Mug 1']);
    expect(clock.pending()).toBe(0);
    await bell.markUnread([1]);
    expect(clock.pending()).toBe(0);
  });
  test('is reminded of once over restarts, and whatever comes again', async () => {
    const file = aFile();
    const first = await aRun({ file });
    await first.deliver(dispute(1, { deadlineAt }));
    await first.rest(2 * DAY);
    await first.deliver(dispute(1, { deadlineAt }), dispute(1, { deadlineAt, road: 'catch-up' }));
    await first.rest(HOUR);
    await first.end();
    expect(first.titles()).toEqual(['Mug 1', 'reminder-day Mug 1']);
    const second = await aRun({ file, clock: testClock(NOON + 2 * DAY + 2 * HOUR) });
    await second.rest(20 * HOUR);
    expect(second.titles()).toEqual([]);
    await second.rest(HOUR);
    expect(second.titles()).toEqual(['reminder-hour Mug 1']);
  });
  test('of which both reminders were slept through is told of by the later one', async () => {
    const { bell, clock, deliver, rest, titles } = await aRun();
    await deliver(dispute(1, { deadlineAt }));
    clock.jump(3 * DAY - 30 * MINUTE);
    bell.woke();
    await rest(HOUR);
    expect(titles()).toEqual(['Mug 1', 'reminder-hour Mug 1']);
  });
  test('of an order whose dispute was decided meanwhile is not reminded of; a forged decision says nothing', async () => {
    const { deliver, rest, titles } = await aRun();
    const about = (id: string): Partial<Alert> => ({ subject: { type: 'order', id } });
    await deliver(dispute(1, { deadlineAt, ...about('QmDecided') }), dispute(2, { deadlineAt, ...about('QmForged') }));
    const close = { kind: 'disputeClose', category: 'dispute', occurredAt: NOON + 1 } as const;
    await deliver(order(3, { ...close, ...about('QmDecided') }), order(4, { ...close, ...about('QmForged'), confirmation: 'refuted' }));
    await rest(2 * DAY);
    expect(titles().filter((title) => title.startsWith('reminder'))).toEqual(['reminder-day Mug 2']);
  });
  test('learned later, or moved nearer, is reminded of by what is known by then', async () => {
    const { bell, deliver, rest, titles } = await aRun();
    await deliver(dispute(1));
    await bell.deliver(amend({ deadlineAt: NOON + 9 * DAY }));
    await bell.deliver(amend({ deadlineAt: NOON + 2 * DAY }));
    await rest(DAY);
    expect(titles()).toEqual(['Mug 1', 'reminder-day Mug 1']);
  });
  test('moved away after it was reminded of, is reminded of anew', async () => {
    const { bell, deliver, rest, titles } = await aRun();
    await deliver(dispute(1, { deadlineAt: NOON + 25 * HOUR }));
    await rest(25 * HOUR - 30 * MINUTE);
    expect(titles()).toEqual(['Mug 1', 'reminder-day Mug 1', 'reminder-hour Mug 1']);
    await bell.deliver(amend({ deadlineAt: NOON + 5 * DAY }));
    await rest(MINUTE);
    expect(titles()).toHaveLength(3);
    await rest(3 * DAY);
    expect(titles().slice(3)).toEqual(['reminder-day Mug 1']);
    await rest(DAY);
    expect(titles().slice(3)).toEqual(['reminder-day Mug 1', 'reminder-hour Mug 1']);
  });
  test('that somebody forged does not keep the true one from being reminded of', async () => {
    const { bell, clock, deliver, rest, titles } = await aRun();
    const series = 'buyerDisputeTimeout:QmOne';
    await deliver(dispute(1, { series, deadlineAt: NOON + 2 * HOUR, confirmation: 'unasked' }));
    await rest(HOUR);
    expect(titles()).toEqual(['Mug 1', 'reminder-hour Mug 1']);
    await bell.deliver(amend({ confirmation: 'refuted' }));
    const now = clock.now();
    await deliver(dispute(2, { series, deadlineAt: NOON + 3 * DAY, occurredAt: now, receivedAt: now, frame: '{"true":1}' }));
    await rest(3 * DAY);
    expect(titles().slice(2)).toEqual(['Mug 2', 'reminder-day Mug 2', 'reminder-hour Mug 2']);
  });
  test('comes through quiet hours, but through no pause', async () => {
    const { deliver, rest, becomes, titles } = await aRun({ quiet: quietHours });
    await deliver(dispute(1, { deadlineAt }));
    await rest(2 * DAY);
    expect(titles()).toEqual(['Mug 1', 'reminder-day Mug 1']);
    becomes({ why: 'paused', urgentComes: false });
    await rest(23 * HOUR);
    expect(titles()).toHaveLength(2);
    becomes(undefined);
    await rest(MINUTE);
    expect(titles().slice(2)).toEqual(['1 things']);
  });
  test('of a category that is off or waits in the inbox is not reminded of', async () => {
    const { says, journal, deliver, rest, titles } = await aRun();
    await deliver(dispute(1, { deadlineAt }));
    says.app = { dispute: 'inbox' };
    await rest(4 * DAY);
    expect(titles()).toEqual(['Mug 1']);
    expect(journal.entry(1)?.decision).toEqual({ deliver: 'notify', why: 'rings' });
  });
  test('many at once ring three, and the rest is in the summary', async () => {
    const { journal, deliver, rest, titles } = await aRun();
    await deliver(...[1, 2, 3, 4, 5].map((n) => dispute(n, { deadlineAt, road: 'catch-up', occurredAt: NOON - DAY })));
    await rest(MINUTE);
    await rest(2 * DAY);
    expect(titles().filter((title) => title.startsWith('reminder'))).toEqual(['reminder-day Mug 1', 'reminder-day Mug 2', 'reminder-day Mug 3']);
    for (const id of [4, 5]) expect(journal.entry(id)).toMatchObject({ decision: { deliver: 'digest', why: 'urgent-burst' }, delivered: 'digest' });
  });
  test('whose reminder was noted but not shown, because of a kill, is in the start-up summary', async () => {
    const file = aFile();
    const killed = openJournal({ file, merge, searchText: () => '' });
    await killed.write({ identity: IDENTITY, items: [{ type: 'alert', alert: order(1, { deadlineAt }) }] });
    await killed.note([{ id: 1, at: NOON, reminded: DAY }, { id: 1, at: NOON, decision: { deliver: 'notify', why: 'reminder-day' }, anew: true }]);
    await killed.close();
    const after = await aRun({ file, clock: testClock(NOON + 2 * DAY + MINUTE) });
    await after.rest(MINUTE);
    expect(after.titles()).toEqual(['1 things']);
  });
});

describe('when it is quiet no more', () => {
  test('one summary tells of all that waited, led by the most urgent', async () => {
    const { deliver, rest, becomes, screen } = await aRun({ quiet: { why: 'quiet-hours', urgentComes: false } });
    await deliver(order(1), dispute(2), order(3));
    await rest(8 * HOUR);
    expect(screen.shown).toEqual([]);
    becomes(undefined);
    await rest(MINUTE);
    expect(screen.shown).toMatchObject([{ title: '3 things', body: 'Mug 2', urgency: 'urgent' }]);
  });
  test('whoever led it and was read is followed by the next', async () => {
    const { bell, deliver, rest, becomes, screen } = await aRun({ quiet: { why: 'quiet-hours', urgentComes: false } });
    await deliver(order(1), dispute(2), order(3, { kind: 'message', category: 'chat' }));
    await bell.markRead([2]);
    becomes(undefined);
    await rest(MINUTE);
    expect(screen.shown).toMatchObject([{ title: '2 things', body: 'Mug 1' }]);
  });
  test('the summary is heard, also where one from before still stands there', async () => {
    const { clock, deliver, rest, becomes, screen } = await aRun();
    await deliver(order(1, { road: 'catch-up' }));
    await rest(MINUTE);
    becomes(quietHours);
    await deliver(order(2, { occurredAt: clock.now(), receivedAt: clock.now() }));
    await rest(HOUR);
    becomes(undefined);
    await rest(MINUTE);
    expect(screen.shown.map(({ title, sound }) => [title, sound])).toEqual([
      ['1 things', 'bell'],
      ['2 things', 'bell'],
    ]);
  });
  test('there is none where nothing waited, or all was read', async () => {
    const { bell, deliver, rest, becomes, screen } = await aRun({ quiet: quietHours });
    becomes(undefined);
    await rest(MINUTE);
    becomes(quietHours);
    await deliver(order(1), order(2));
    await bell.markRead([1, 2]);
    becomes(undefined);
    await rest(MINUTE);
    expect(screen.shown).toEqual([]);
  });
  test.each([
    ['refuted', { confirmation: 'refuted' }],
    ['beyond the limit of what nobody stands by', undefined],
  ] as const)('what was %s, and is confirmed in it, is told of though a kill comes first', async (_what, amendment) => {
    const file = aFile();
    const before = await aRun({ file });
    const asked = { confirmation: 'asked' } as const;
    if (amendment === undefined) {
      for (let n = 2; n < 23; n++) {
        const now = before.clock.now();
        await before.deliver(order(n, { ...asked, occurredAt: now, receivedAt: now }));
        await before.rest(MINUTE / 2);
      }
    }
    const now = before.clock.now();
    await before.deliver(order(1, { ...asked, occurredAt: now, receivedAt: now }));
    if (amendment !== undefined) await before.bell.deliver(amend(amendment));
    await before.rest();
    before.becomes(quietHours);
    await before.bell.deliver(amend({ confirmation: 'confirmed' }));
    await before.rest();
    const { id } = before.journal.entryByKey(IDENTITY, 'order:Qm1')!;
    expect(before.journal.entry(id)).toMatchObject({ decision: { deliver: 'digest', why: 'quiet-hours' } });
    expect(before.journal.entry(id)).not.toHaveProperty('delivered');
    await before.end();
    const after = await aRun({ file, clock: testClock(now + HOUR) });
    await after.rest(MINUTE);
    expect(after.screen.shown).toMatchObject([{ title: '1 things', body: 'Mug 1' }]);
  });
  test('what was removed and put back meanwhile is in it, once', async () => {
    const file = aFile();
    const before = await aRun({ file, quiet: quietHours });
    await before.deliver(order(1), order(2));
    const { token } = await before.bell.remove([1]);
    await before.bell.restore(token);
    before.becomes(undefined);
    await before.rest(MINUTE);
    expect(before.titles()).toEqual(['2 things']);
    expect(before.journal.entry(1)?.delivered).toBe('digest');
    await before.end();
    const after = await aRun({ file, clock: testClock(NOON + HOUR) });
    await after.rest(MINUTE);
    expect(after.titles()).toEqual([]);
  });
  test('a restart in the middle of it forgets nothing and keeps the reasons', async () => {
    const file = aFile();
    const before = await aRun({ file, quiet: quietHours });
    await before.deliver(order(1), order(2));
    await before.end();
    const within = await aRun({ file, quiet: quietHours, clock: testClock(NOON + HOUR) });
    await within.deliver(order(3, { occurredAt: NOON + HOUR, receivedAt: NOON + HOUR }));
    await within.rest(HOUR);
    expect(within.titles()).toEqual([]);
    await within.end();
    const after = await aRun({ file, clock: testClock(NOON + 9 * HOUR) });
    await after.rest(MINUTE);
    expect(after.titles()).toEqual(['3 things']);
    expect([1, 2, 3].map((id) => after.journal.entry(id)?.decision?.why)).toEqual(['quiet-hours', 'quiet-hours', 'quiet-hours']);
    expect(after.journal.history(1).filter(({ event }) => event === 'decided')).toHaveLength(1);
    await after.end();
    const later = await aRun({ file, clock: testClock(NOON + 10 * HOUR) });
    await later.rest(MINUTE);
    expect(later.titles()).toEqual([]);
  });
});

describe('what is heard', () => {
  test('is one sound of a burst, one more of what is urgent in it, and nothing of what changes in place', async () => {
    const { bell, clock, screen, deliver, rest } = await aRun();
    await deliver(order(1), order(2), order(3), order(4), dispute(5));
    await rest(1_000);
    await deliver(order(6));
    await bell.deliver(amend({ item: 'Cup 1' }));
    await rest(5_000);
    const heard = screen.shown.filter(({ sound }) => sound !== 'none').map(({ title, sound }) => [title, sound]);
    expect(heard).toEqual([
      ['Mug 1', 'bell'],
      ['Mug 5', 'bell'],
    ]);
    expect(screen.shown.map(({ title }) => title)).toContain('Cup 1');
    await clock.advance(60_000);
    await deliver(order(7, { occurredAt: clock.now(), receivedAt: clock.now() }));
    expect(screen.shown.at(-1)).toMatchObject({ title: 'Mug 7', sound: 'bell' });
  });
});
