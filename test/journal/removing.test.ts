import { expect, test } from 'vitest';
import { NOON } from '../clock.ts';
import { batch, IDENTITY, newJournal, sample } from './sample.ts';

test('what is removed comes back exactly as it was, found by key, search and list', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ item: 'Camera', deadlineAt: NOON + 999 }), sample({ key: 'k2', series: 's2', read: true, occurredAt: NOON + 1 })));
  await journal.note([
    { id: 1, at: NOON, decision: { deliver: 'notify', why: 'rings' } },
    { id: 1, at: NOON, delivered: 'notification' },
    { id: 1, at: NOON, reminded: 3_600_000 },
    { id: 1, at: NOON, snoozedUntil: NOON + 500 },
    { id: 2, at: NOON, decision: { deliver: 'off', why: 'category-off' } },
    { id: 2, at: NOON, delivered: 'none' },
  ]);
  await journal.idle();
  const state = () => ({
    list: journal.query({ limit: 9 }),
    unread: journal.query({ unread: true, limit: 9 }),
    found: journal.query({ search: 'camera', limit: 9 }),
    byKey: journal.entryByKey(IDENTITY, 's2'),
    histories: [journal.history(1), journal.history(2)],
    awaiting: journal.awaiting(NOON),
    counts: journal.counts(),
  });
  const before = state();
  const removed = await journal.remove([1, 2, 77]);
  await journal.idle();
  expect(state()).toMatchObject({ list: [], unread: [], found: [], histories: [[], []], awaiting: [], counts: { total: 0 } });
  expect((await journal.write(batch(sample())))[0]).toEqual({ outcome: 'duplicate' });
  expect(await journal.restore(removed)).toEqual([1, 2]);
  await journal.idle();
  expect(state()).toEqual(before);
  expect(await journal.restore(removed)).toEqual([]);
});
