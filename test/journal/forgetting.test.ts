import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/journal/database.ts';
import { FORGET_SQL } from '../../src/journal/forgetting.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { createRetention } from '../../src/journal/retention.ts';
import { migrate } from '../../src/journal/schema.ts';
import { eventually, NOON, settle, testClock } from '../clock.ts';
import { batch, folder, IDENTITY, journalAt, newJournal, sample } from './sample.ts';

const DAY = 86_400_000;

async function settled(journal: Journal, count: number): Promise<void> {
  for (let id = 1; id <= count; id++) {
    await journal.note([{ id, at: NOON, decision: { deliver: 'inbox', why: 'quiet-kind' } }, { id, at: NOON, delivered: 'none' }]);
  }
}

test('what is old goes, oldest first, and stays a duplicate when it comes again', async () => {
  const journal = newJournal();
  const alerts = Array.from({ length: 120 }, (_, n) => sample({ key: `k${n}`, series: `s${n}`, item: `Lamp ${n}`, occurredAt: NOON + n, read: n % 2 === 0 }));
  await journal.write(batch(...alerts));
  await journal.write({ identity: IDENTITY, items: [], watermarks: { n: '7' } });
  await journal.intend(IDENTITY, 'consumption:1', 'approve', NOON);
  await settled(journal, 120);
  const order: number[] = [];
  journal.onChange((ids) => order.push(...ids));
  expect(await journal.forget(NOON + 110)).toBe(110);
  await journal.idle();
  expect(order).toEqual(Array.from({ length: 110 }, (_, n) => n + 1));
  expect(journal.counts()).toMatchObject({ total: 10, unread: 5 });
  expect(journal.query({ search: 'lamp', limit: 200 })).toHaveLength(10);
  expect(journal.history(1)).toEqual([]);
  const again = await journal.write(batch(alerts[0]!, sample({ key: 'another', series: 's1' })));
  expect(again).toEqual([{ outcome: 'duplicate' }, { outcome: 'duplicate' }]);
  expect(journal.counts().total).toBe(10);
  expect(journal.watermarks(IDENTITY)).toEqual({ n: '7' });
  expect(journal.intent(IDENTITY, 'consumption:1')).toMatchObject({ verb: 'approve' });
});

test('what is unread with its deadline ahead, snoozed or undecided stays, however old', async () => {
  const journal = newJournal();
  await journal.write(
    batch(
      sample({ key: 'open', deadlineAt: NOON + 9 * DAY }),
      sample({ key: 'open and read', deadlineAt: NOON + 9 * DAY, read: true }),
      sample({ key: 'over', deadlineAt: NOON + DAY }),
      sample({ key: 'snoozed' }),
      sample({ key: 'old' }),
      sample({ key: 'undecided' })
    )
  );
  await settled(journal, 5);
  await journal.note([{ id: 4, at: NOON, snoozedUntil: NOON + 3 * DAY }]);
  expect(await journal.forget(NOON + 2 * DAY, NOON + 2 * DAY)).toBe(3);
  expect(journal.query({ limit: 9 }).map(({ alert }) => alert.key).toSorted()).toEqual(['open', 'snoozed', 'undecided']);
  await journal.markRead([1], NOON);
  expect(await journal.forget(NOON + 2 * DAY, NOON + 2 * DAY)).toBe(1);
});

test('pictures not shown since then go too', async () => {
  const clock = testClock();
  const journal = newJournal({ clock });
  await journal.keepPicture('old', 'image/png', new Uint8Array(9));
  clock.jump(3 * DAY);
  await journal.keepPicture('new', 'image/png', new Uint8Array(9));
  await journal.forget(NOON + DAY);
  expect(journal.picture('old')).toBeUndefined();
  expect(journal.picture('new')).toBeDefined();
});

test('what comes in while much is forgotten does not wait for it', async () => {
  const journal = newJournal();
  await journal.write(batch(...Array.from({ length: 400 }, (_, n) => sample({ key: `k${n}`, occurredAt: NOON + n }))));
  await settled(journal, 400);
  const done: string[] = [];
  const forgetting = journal.forget(NOON + 400).then(() => done.push('forgotten'));
  await settle();
  await journal.write(batch(sample({ key: 'live', occurredAt: NOON + 999 }))).then(() => done.push('written'));
  await forgetting;
  expect(done).toEqual(['written', 'forgotten']);
  expect(journal.query({ limit: 9 }).map(({ alert }) => alert.key)).toEqual(['live']);
});

test('old entries are found from an index, without sorting', () => {
  const db = openDatabase(':memory:');
  migrate(db);
  const plan = db.all(`EXPLAIN QUERY PLAN ${FORGET_SQL}`, NOON, -1, 0, NOON).map((row) => String(row[3])).join('; ');
  expect(plan).toMatch(/SEARCH entries USING INDEX entries_list/);
  expect(plan).not.toMatch(/TEMP B-TREE|SCAN/);
});

test('when all is forgotten nothing of it is left in the file, and nothing comes back as new', async () => {
  const file = path.join(folder(), 'j.db');
  const journal = journalAt(file);
  const secretive = Array.from({ length: 60 }, (_, n) => sample({ key: `k${n}`, item: 'Wonderlamp', text: 'for the birthday party '.repeat(20), actor: { id: 'QmX', name: 'Rosalinde' } }));
  await journal.write(batch(...secretive));
  await journal.idle();
  await journal.keepPicture('p', 'image/png', Buffer.from('portrait-bytes'.repeat(50)));
  expect(await journal.forgetAll()).toBe(60);
  await journal.idle();
  expect(journal.counts()).toMatchObject({ total: 0, unread: 0 });
  expect(journal.query({ search: 'wonderlamp', limit: 9 })).toEqual([]);
  expect((await journal.write(batch(secretive[0]!)))[0]!.outcome).toBe('duplicate');
  await journal.write(batch(sample({ key: 'new', item: 'Chair' })));
  await journal.idle();
  expect(journal.query({ search: 'chair', limit: 9 })).toHaveLength(1);
  await journal.close();
  const left = ['', '-wal'].map((part) => readFileSync(file + part, { flag: 'a+' }).toString('latin1').toLowerCase()).join('');
  for (const word of ['wonderlamp', 'birthday', 'rosalinde', 'portrait-bytes']) expect(left).not.toContain(word);
});

test('history is trimmed a minute after start and then daily, as long as the user says, and no timer waits where all is kept', async () => {
  const clock = testClock();
  const told: number[] = [];
  let days: number | null = null;
  const journal = { forget: async (before: number) => told.push(before) };
  const retention = createRetention({ journal, clock, keepDays: () => days, log: () => undefined });
  expect(clock.pending()).toBe(0);
  days = 30;
  retention.look();
  await clock.advance(59_000);
  expect(told).toEqual([]);
  // Chosen by mistake, and another a moment later.
  days = 365;
  retention.look();
  await clock.advance(60_000);
  expect(told).toEqual([clock.now() - 365 * DAY]);
  await clock.advance(DAY);
  expect(told).toHaveLength(2);
  days = null;
  retention.look();
  expect(clock.pending()).toBe(0);
  retention.close();
});

test('a disk that refuses is tried again the next day, and a change while it runs counts', async () => {
  const clock = testClock();
  const logged: string[] = [];
  const calls: { before: number; end: (ok: boolean) => void }[] = [];
  let days: number | null = 10;
  const journal = { forget: (before: number) => new Promise<number>((resolve, reject) => calls.push({ before, end: (ok) => (ok ? resolve(0) : reject(new Error('full'))) })) };
  const retention = createRetention({ journal, clock, keepDays: () => days, log: (message) => logged.push(message) });
  await clock.advance(60_000);
  calls[0]!.end(false);
  await settle();
  expect(logged).toEqual(['old alerts could not be forgotten']);
  await clock.advance(DAY);
  expect(calls).toHaveLength(2);
  days = 5;
  retention.look();
  calls[1]!.end(true);
  await clock.advance(60_000);
  expect(calls[2]!.before).toBe(clock.now() - 5 * DAY);
  calls[2]!.end(true);
  await eventually(() => clock.pending() === 1);
  retention.close();
  expect(clock.pending()).toBe(0);
});
