import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/journal/database.ts';
import { migrate } from '../../src/journal/schema.ts';
import { NOON } from '../clock.ts';
import { batch, folder, IDENTITY, journalAt, newJournal, sample } from './sample.ts';

const HOUR = 3_600_000;

test('a snoozed entry is unread, and awaits its end', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ read: true })));
  await journal.note([{ id: 1, at: NOON, snoozedUntil: NOON + HOUR }]);
  expect(journal.awaiting(NOON)).toEqual([{ id: 1, receivedAt: NOON + 500, snoozedUntil: NOON + HOUR }]);
  expect(journal.entry(1)).toMatchObject({ snoozedUntil: NOON + HOUR, alert: { read: false } });
  expect(journal.history(1).at(-1)).toEqual({ at: NOON, event: 'snoozed', note: String(NOON + HOUR) });
  await journal.note([{ id: 1, at: NOON, snoozedUntil: null }]);
  expect(journal.awaiting(NOON)).toEqual([]);
  expect(journal.entry(1)).not.toHaveProperty('snoozedUntil');
});

test('reading ends a snooze, here and on the server', async () => {
  const journal = newJournal();
  await journal.write(batch(sample(), sample({ key: 'k2' })));
  await journal.note([1, 2].map((id) => ({ id, at: NOON, snoozedUntil: NOON + HOUR })));
  await journal.markRead([1], NOON);
  const [written] = await journal.write({ identity: IDENTITY, items: [{ type: 'read', key: 'k2' }] });
  expect(written?.entry).not.toHaveProperty('snoozedUntil');
  expect(journal.awaiting(NOON)).toEqual([]);
  await journal.markUnread([1, 2], NOON);
  expect(journal.awaiting(NOON)).toEqual([]);
});

test('deadlines to come await, as they are known by now, until they are read or over', async () => {
  const journal = newJournal({ merge: (held, incoming) => ({ ...held, ...(incoming.deadlineAt !== undefined && { deadlineAt: incoming.deadlineAt }) }) });
  await journal.write(batch(sample({ deadlineAt: NOON + 5 * HOUR }), sample({ key: 'k2' }), sample({ key: 'k3', deadlineAt: NOON + HOUR, read: true })));
  expect(journal.awaiting(NOON)).toEqual([{ id: 1, receivedAt: NOON + 500, deadlineAt: NOON + 5 * HOUR }]);
  await journal.write(batch(sample({ deadlineAt: NOON + 2 * HOUR })));
  await journal.write({ identity: IDENTITY, items: [{ type: 'amend', key: 'k2', amendment: { deadlineAt: NOON + 4 * HOUR } }] });
  await journal.note([{ id: 1, at: NOON, reminded: HOUR }]);
  expect(journal.awaiting(NOON)).toMatchObject([
    { id: 1, deadlineAt: NOON + 2 * HOUR, reminded: HOUR },
    { id: 2, deadlineAt: NOON + 4 * HOUR },
  ]);
  await journal.markRead([2], NOON);
  expect(journal.awaiting(NOON + 2 * HOUR)).toEqual([]);
  await journal.markUnread([2, 3], NOON);
  expect(journal.awaiting(NOON).map(({ id }) => id)).toEqual([3, 1, 2]);
});

test('what is decided anew is undelivered until it is delivered again', async () => {
  const journal = newJournal();
  await journal.write(batch(sample()));
  const decision = { deliver: 'digest', why: 'quiet-hours' } as const;
  await journal.note([{ id: 1, at: NOON, decision: { deliver: 'notify', why: 'rings' } }, { id: 1, at: NOON, delivered: 'notification' }]);
  expect(journal.unsettled(9)).toEqual([]);
  await journal.note([{ id: 1, at: NOON, snoozedUntil: null }, { id: 1, at: NOON, decision, anew: true }]);
  expect(journal.unsettled(9)).toMatchObject([{ id: 1, decision }]);
  expect(journal.entry(1)).not.toHaveProperty('delivered');
  await journal.note([{ id: 1, at: NOON, delivered: 'digest' }]);
  expect(journal.unsettled(9)).toEqual([]);
});

test('what is snoozed is not forgotten', async () => {
  const journal = newJournal();
  await journal.write(batch(sample(), sample({ key: 'k2' })));
  await journal.note([1, 2].flatMap((id) => [{ id, at: NOON, decision: { deliver: 'inbox', why: 'rings' } as const }, { id, at: NOON, delivered: 'none' as const }]));
  await journal.note([{ id: 2, at: NOON, snoozedUntil: NOON + HOUR }]);
  expect(await journal.forget(NOON + 1)).toBe(1);
  expect(journal.entry(2)).toBeDefined();
});

test('a journal that is taken in brings its snoozes and what was reminded of', async () => {
  const file = path.join(folder(), 'old.db');
  const old = journalAt(file);
  await old.write(batch(sample({ deadlineAt: NOON + HOUR })));
  await old.note([{ id: 1, at: NOON, snoozedUntil: NOON + 7 }, { id: 1, at: NOON, reminded: HOUR }]);
  await old.close();
  const journal = newJournal();
  const db = openDatabase(file);
  migrate(db);
  await journal.adopt(db);
  db.close();
  expect(journal.awaiting(NOON)).toMatchObject([{ snoozedUntil: NOON + 7, deadlineAt: NOON + HOUR, reminded: HOUR }]);
});

test('what was missed is what happened since and came later, without the system’s own news', async () => {
  const journal = newJournal();
  const at = (key: string, occurredAt: number, receivedAt: number, category: 'order' | 'system' = 'order') => sample({ key, occurredAt, receivedAt, category });
  await journal.write(batch(at('before', NOON - 1, NOON + 9), at('live', NOON, NOON), at('missed', NOON, NOON + 9), at('gap', NOON, NOON + 9, 'system')));
  expect(journal.missed('c1', NOON, NOON + 5)).toBe(1);
  expect(journal.missed('c2', NOON, NOON + 5)).toBe(0);
});
