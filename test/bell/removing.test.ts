import { expect, onTestFinished, test } from 'vitest';
import { createBell } from '../../src/bell.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { Alert } from '../../src/shared/alert.ts';
import { merge } from '../../src/shared/merge.ts';
import { NOON, settle, testClock } from '../clock.ts';
import { anAlert } from '../policy/alerts.ts';
import { createScreen } from './screen.ts';

async function aRun() {
  const clock = testClock();
  const journal = openJournal({ file: ':memory:', merge, searchText: () => '', clock });
  const screen = createScreen();
  const told: unknown[] = [];
  const bell = createBell({
    journal,
    notifier: screen,
    clock,
    words: { alert: (alert) => ({ title: alert.item ?? alert.kind, body: '' }), digest: (digest) => ({ title: `${digest.size()} things`, body: '' }), actions: () => [] },
    picture: () => Promise.resolve(undefined),
    sound: () => 'bell',
    rules: () => ({ app: {}, connection: {}, quiet: undefined }),
    open: () => {},
    act: () => Promise.resolve({ ok: true }),
    reread: () => Promise.resolve({ ok: true }),
    newToken: () => `token-${clock.now()}`,
    wereRead: (alerts) => void told.push(...alerts),
    diskTrouble: () => {},
  });
  onTestFinished(async () => {
    await bell.close();
    await journal.close();
  });
  await bell.takeUp();
  bell.startUpDone();
  const deliver = async (...alerts: Alert[]): Promise<void> => {
    await bell.deliver({ identity: 'openbazaar:QmSelf', items: alerts.map((alert) => ({ type: 'alert', alert })) });
    await bell.settled();
    await settle();
  };
  return { bell, clock, journal, screen, told, deliver };
}
const order = (n: number, differs: Partial<Alert> = {}) => anAlert({ key: `order:Qm${n}`, item: `Mug ${n}`, ...differs });

test('what is removed leaves the screen, tells no server, and is not new when it comes again', async () => {
  const { bell, journal, screen, told, deliver } = await aRun();
  await deliver(order(1));
  expect(screen.on.size).toBe(1);
  const { token, ids } = await bell.remove([1]);
  expect(ids).toEqual([1]);
  expect(screen.on.size).toBe(0);
  await deliver(order(1));
  expect(screen.shown).toHaveLength(1);
  expect(journal.counts().total).toBe(0);
  expect(await bell.restore(token)).toBe(1);
  await bell.settled();
  expect(journal.entry(1)).toMatchObject({ alert: { item: 'Mug 1', read: false }, delivered: 'notification' });
  expect(screen.shown).toHaveLength(1);
  expect(told).toEqual([]);
});

test('what was removed while its ring waited for others, and put back, does not ring, now or at the next start', async () => {
  const { bell, journal, screen, deliver } = await aRun();
  let shown = (): void => {};
  const show = screen.show.bind(screen);
  screen.show = async (notice) => {
    await new Promise<void>((resolve) => (shown = resolve));
    return show(notice);
  };
  const coming = deliver(order(1), order(2));
  await settle();
  const { token } = await bell.remove([2]);
  shown();
  await coming;
  expect(await bell.restore(token)).toBe(1);
  await bell.settled();
  expect(screen.shown.map(({ title }) => title)).toEqual(['Mug 1']);
  expect(journal.unsettled(9)).toEqual([]);
});

test('what waits for its turn to ring while the history is deleted does not ring any more', async () => {
  const { bell, screen, deliver } = await aRun();
  let shown = (): void => {};
  const show = screen.show.bind(screen);
  screen.show = async (notice) => {
    await new Promise<void>((resolve) => (shown = resolve));
    return show(notice);
  };
  const coming = deliver(order(1), order(2));
  await settle();
  expect(await bell.forgetAll()).toBe(2);
  shown();
  await coming;
  expect(screen.shown.map(({ title }) => title)).toEqual(['Mug 1']);
});

test('a reminder goes with what it was of, and comes back with it', async () => {
  const HOUR = 3_600_000;
  const { bell, clock, screen, deliver } = await aRun();
  await deliver(order(1, { deadlineAt: NOON + 48 * HOUR, kind: 'buyerDisputeTimeout', category: 'dispute', urgency: 'urgent' }));
  const { token } = await bell.remove([1]);
  // Only the undo waits.
  expect(clock.pending()).toBe(1);
  expect(await bell.restore(token)).toBe(1);
  await clock.advance(25 * HOUR);
  await bell.settled();
  expect(screen.shown).toHaveLength(2);
});

test('when the history is deleted the screen is empty, nothing can be undone, and nothing rings again', async () => {
  const { bell, journal, screen, deliver } = await aRun();
  await deliver(order(1), order(2));
  const { token } = await bell.remove([1]);
  expect(await bell.forgetAll()).toBe(1);
  expect(screen.on.size).toBe(0);
  expect(await bell.restore(token)).toBe(0);
  await deliver(order(1), order(2));
  expect(screen.shown).toHaveLength(2);
  expect(journal.counts().total).toBe(0);
});
