import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJournal } from '../../../src/journal/open-journal.ts';
import { merge } from '../../../src/shared/merge.ts';
import type { News } from '../../../src/sources/doshii/decoded.ts';
import { createMeeting } from '../../../src/sources/doshii/meeting.ts';
import { NOON } from '../../clock.ts';
import { at, IDENTITY, iso, live, rowOf } from './decoding.ts';

const RING = ['pending', 'rejected', 'cancelled', 'complete'];

interface Step {
  what: 'created' | 'updated' | 'preprocess' | 'row' | 'restart';
  id: number;
  status: string;
  /** 0: none is said. */
  version: number;
  /** Minutes since the last step. */
  after: number;
  /** Whether its details are fetched, and how it stands by then. */
  details: string | undefined;
}

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom('created', 'updated', 'updated', 'preprocess', 'row', 'row', 'restart'),
    id: fc.integer({ min: 1, max: 2 }),
    status: fc.constantFrom(...RING, 'accepted'),
    version: fc.integer({ min: 0, max: 3 }),
    after: fc.constantFrom(0, 0.1, 1, 9, 11, 120),
    details: fc.constantFrom(undefined, ...RING),
  }),
  { maxLength: 25 }
);

function newsOf({ what, id, status, version }: Step, now: number): News {
  const said = { id, status, ...(version === 0 ? {} : { version: `v${version}` }) };
  if (what === 'row') return rowOf('order', { ...said, updatedAt: iso(now - 1_000) }, at({ now, road: 'catch-up' }));
  return live(`order_${what}`, said, at({ now }));
}

test('whatever comes, however often and on whichever road, each status of an order that rings does so once, and one that was accepted by the time it is heard of', async () => {
  const once = fc.asyncProperty(steps, async (all) => {
    const journal = openJournal({ file: ':memory:', merge, searchText: () => '' });
    const begin = () => createMeeting({ held: (identity, key) => journal.entryByKey(identity, key)?.alert });
    let meeting = begin();
    let now = NOON;
    const expected = new Set<string>();
    const seen = new Set<string>();
    for (const step of all) {
      now += step.after * 60_000;
      if (step.what === 'restart') {
        meeting = begin();
        continue;
      }
      const news = newsOf(step, now);
      const accepted = `${step.id} accepted`;
      if (step.what !== 'preprocess' && RING.includes(step.status)) expected.add(`${step.id} ${step.status}`);
      else if (step.what === 'created' && !seen.has(accepted)) expected.add(accepted);
      else if (step.what === 'row' && !seen.has(accepted) && !seen.has(`${step.id} pending`)) expected.add(accepted);
      if (step.what !== 'preprocess') seen.add(`${step.id} ${step.status}`);
      const { items, key } = meeting.itemsOf(news);
      await journal.write({ identity: IDENTITY, items });
      expect(journal.entryByKey(IDENTITY, key)).toBeDefined();
      if (step.what === 'row' || step.details === undefined) continue;
      const detail = rowOf('order', { id: step.id, status: step.details, version: `v${step.version + 1}`, updatedAt: iso(now) }, at({ now }));
      await journal.write({ identity: IDENTITY, items: meeting.detailItems(detail, key, news.status) });
    }
    const rang = journal.query({ limit: 1_000 }).filter(({ alert }) => alert.kind === 'venueOrder');
    expect(rang.map(({ alert }) => `${alert.subject?.id ?? ''} ${alert.status ?? ''}`).toSorted()).toEqual([...expected].toSorted());
    await journal.close();
  });
  await expect(fc.assert(once, { numRuns: 150 })).resolves.toBeUndefined();
});
