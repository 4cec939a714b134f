import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '../../src/shared/alert.ts';
import type { Item, Outcome } from '../../src/shared/batch.ts';
import { NOON } from '../clock.ts';
import { IDENTITY, merge, newJournal, sample } from './sample.ts';

/** The rules as plainly as they can be said: a list of alerts, and which of them each key and series led to first. */
function model(): { take(item: Item): Outcome; rows: Alert[] } {
  const rows: Alert[] = [];
  const seen = new Map<string, number>();
  const remember = (key: string | undefined, index: number): void => void (key !== undefined && !seen.has(key) && seen.set(key, index));
  const become = (index: number, alert: Alert): Outcome => {
    const before = JSON.stringify(rows[index], Object.keys(rows[index]!).toSorted());
    rows[index] = alert;
    return JSON.stringify(alert, Object.keys(alert).toSorted()) === before ? 'duplicate' : 'amended';
  };
  return {
    rows,
    take(item) {
      if (item.type !== 'alert') {
        const index = seen.get(item.key);
        if (index === undefined) return 'unknown';
        return become(index, item.type === 'read' ? { ...rows[index]!, read: true } : { ...rows[index]!, ...item.amendment } as Alert);
      }
      const { alert } = item;
      const index = (alert.series === undefined ? undefined : seen.get(alert.series)) ?? seen.get(alert.key);
      remember(alert.key, index ?? rows.length);
      remember(alert.series, index ?? rows.length);
      if (index !== undefined) return become(index, merge(rows[index]!, alert) ?? rows[index]!);
      rows.push(alert);
      return 'new';
    },
  };
}

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const status = fc.constantFrom('PENDING', 'CONFIRMED', undefined);
const item: fc.Arbitrary<Item> = fc.oneof(
  fc
    .record({ key, series: fc.option(fc.constantFrom('s', 't', 'a'), { nil: undefined }), status, read: fc.boolean(), at: fc.integer({ min: 0, max: 3 }) })
    .map(({ key, series, status, read, at }) => ({
      type: 'alert' as const,
      alert: sample({ key, read, occurredAt: NOON + at, ...(series && { series }), ...(status && { status }) }),
    })),
  fc.record({ key, status: fc.constantFrom('PENDING', 'CONFIRMED') }).map(({ key, status }) => ({ type: 'amend' as const, key, amendment: { status } })),
  key.map((key) => ({ type: 'read' as const, key }))
);

test('any writes in any grouping give the outcomes and rows of the plain rules', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(item, { maxLength: 6 }), { maxLength: 12 }), fc.constantFrom(0, 4), async (batches, sliceMs) => {
      const journal = newJournal({ sliceMs });
      const plain = model();
      const expected = batches.map((items) => items.map((one) => plain.take(one)));
      const written = await Promise.all(batches.map((items) => journal.write({ identity: IDENTITY, items })));
      expect(written.map((of) => of.map(({ outcome }) => outcome))).toEqual(expected);
      const held = journal.query({ limit: 200 }).toSorted((left, right) => left.id - right.id);
      expect(held.map(({ alert }) => alert)).toEqual(plain.rows);
      expect(journal.counts().unread).toBe(plain.rows.filter(({ read }) => !read).length);
      await journal.close();
    }),
    { numRuns: 60 }
  );
});
