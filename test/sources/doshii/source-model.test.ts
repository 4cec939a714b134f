import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Kept } from '../../contract/recording-sink.ts';
import { nothingKept } from '../../contract/recording-sink.ts';
import type { Doshii } from '../../servers/doshii/doshii.ts';
import type { Order, Thing } from '../../servers/doshii/things.ts';
import { MINUTE } from './stays.ts';
import { aDoshii, aSource, type Running, testClock } from './with-doshii.ts';

/** What may follow on a status. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  'order pending': ['accepted', 'rejected', 'cancelled'],
  'order accepted': ['complete', 'cancelled', 'venue_cancelled'],
  'booking pending': ['accepted', 'rejected', 'cust_cancelled'],
  'booking accepted': ['cancelled', 'acknowledged', 'cust_cancelled'],
};

interface Step {
  what: 'order' | 'booking' | 'update' | 'pay' | 'drop' | 'restart' | 'fault' | 'half' | 'full' | 'nothing';
  /** Which of those that there are. */
  which: number;
  /** Whether the socket hears of it, and whether that says where its details are. */
  live: boolean;
  uri: boolean;
  after: number;
}

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom('order', 'order', 'booking', 'update', 'update', 'update', 'pay', 'drop', 'restart', 'fault', 'half', 'full', 'nothing'),
    which: fc.nat(1_000),
    live: fc.boolean(),
    uri: fc.boolean(),
    after: fc.constantFrom(0, 500, 3_000, 30_000, 90_000),
  }),
  { minLength: 15, maxLength: 40 }
);

function ringsOf(kept: Kept): string[] {
  return [...kept.alerts.values()].flatMap(({ kind, subject, status }) =>
    kind === 'venueOrder' || kind === 'booking' ? [`${subject?.type ?? ''} ${subject?.id ?? ''} ${status ?? ''}`] : []
  );
}

/** Until what is there now was caught up, and its details read. */
async function caughtUp(doshii: Doshii, it: Running): Promise<void> {
  const since = doshii.requests.length;
  const isRead = (): boolean => doshii.answers.slice(since).some(({ name, locationId, status }) => name === '/bookings' && locationId === 'v2' && status === 200);
  while (!isRead() || it.source.state().phase !== 'online') {
    await doshii.idle();
    // In short steps: an answer that is on its way is not to be given up for a clock that jumps.
    await it.clock.advance(50);
  }
  await doshii.idle();
  await it.stop();
}

test('whatever breaks, and whenever: how each thing stands is told, nothing rings twice, and no payment is missed', async () => {
  const once = fc.asyncProperty(steps, fc.constantFrom(-5 * MINUTE, 0, 45_000, 5 * MINUTE), fc.boolean(), async (all, skew, bookingsByUpdate) => {
    const clock = testClock();
    const doshii = await aDoshii(clock, { bookingsByUpdate });
    doshii.skew(skew);
    doshii.location({ id: 'v2' });
    const kept = nothingKept();
    let it = aSource(doshii, clock, { kept });
    await it.online();
    const things: Thing[] = [];
    const orders: Order[] = [];
    const paid: string[] = [];
    for (const { what, which, live, uri, after } of all) {
      const how = { live, data: uri ? {} : { uri: undefined } };
      const place = { locationId: which % 2 === 0 ? 'v2' : String(doshii.venue.id) };
      const thing = things[which % Math.max(1, things.length)];
      const [order] = orders.slice(which % Math.max(1, orders.length));
      if (what === 'order') {
        const made = doshii.order({ ...place, ...how });
        orders.push(made);
        things.push(made);
      } else if (what === 'booking') things.push(doshii.booking({ ...place, ...how }));
      else if (what === 'update' && thing !== undefined) {
        const next = AFTER[`${thing.kind} ${String(thing.row['status'])}`] ?? [];
        if (next.length > 0) thing.update({ status: next[which % next.length] }, how);
      } else if (what === 'pay' && order !== undefined) {
        order.pay({ live, fields: { status: 'complete' } });
        paid.push(String(order.id));
      } else if (what === 'drop') doshii.drop();
      else if (what === 'restart') {
        await it.stop();
        it = aSource(doshii, clock, { kept });
        it.source.start();
      } else if (what === 'fault') doshii.faults.failNext([500, 404, 429][which % 3] ?? 503, { match: ['/orders', '/bookings', '/locations'][which % 2] ?? '' });
      else if (what === 'half') doshii.faults.half('/orders');
      else if (what === 'full') {
        it.sink.beforeWrite = () => {
          it.sink.beforeWrite = () => {};
          throw new Error('disk full');
        };
      }
      await clock.advance(after);
    }
    await it.stop();
    doshii.faults.clear();
    const last = aSource(doshii, clock, { kept });
    last.source.start();
    await caughtUp(doshii, last);
    const told = new Set([...kept.alerts.values()].map(({ subject, status }) => `${subject?.type ?? ''} ${subject?.id ?? ''} ${status ?? ''}`));
    expect(things.map(({ kind, id, row }) => `${kind} ${id} ${String(row['status'])}`).filter((one) => !told.has(one))).toEqual([]);
    const rings = ringsOf(kept);
    expect(rings.filter((one, index) => rings.indexOf(one) < index)).toEqual([]);
    const payments = [...kept.alerts.values()].flatMap(({ kind, subject }) => (kind === 'venuePayment' ? [subject?.id] : []));
    expect(payments.toSorted()).toEqual(paid.toSorted());
    await doshii.close();
  });
  await expect(fc.assert(once, { numRuns: 20, endOnFailure: true })).resolves.toBeUndefined();
}, 120_000);
