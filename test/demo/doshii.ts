import { startDoshii, type Doshii } from '../servers/doshii/doshii.ts';
import type { Row } from '../servers/doshii/events.ts';
import { item } from '../servers/doshii/rows.ts';
import type { Order, Thing } from '../servers/doshii/things.ts';

/** An app by which customers order and book at two venues, as its owner connects it. */
export interface SampleDoshii {
  /** What its connection is called. */
  readonly name: string;
  readonly doshii: Doshii;
  readonly cafe: Thing;
  readonly bistro: Thing;
  /** A dinner that the bistro accepted long before Tradebell came. */
  readonly dinner: Order;
  /** How many alerts the first connect is to find. */
  readonly past: number;
  close(): Promise<void>;
}

export const GUESTS = ['Tony Marino', 'Nadia Haddad', 'Beth Larsson', 'Kofi Mensah'] as const;
type Guest = (typeof GUESTS)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Starts it on loopback, by the machine's clock. */
export async function startSampleDoshii(): Promise<SampleDoshii> {
  const doshii = await startDoshii();
  const { venue: cafe } = doshii;
  cafe.update({ name: 'Corner Cafe' }, { live: false });
  const bistro = doshii.location({ fields: { name: 'Bistro Lumen' } });
  const dinner = pastOf(doshii, bistro);
  return { name: 'Ordering app', doshii, cafe, bistro, dinner, past: told(doshii), close: () => doshii.close() };
}

/** Who orders or books. */
export function guest(name: Guest): Row {
  const [first = name] = name.toLowerCase().split(' ');
  return { consumer: { name, email: `${first}@example.com`, phone: '0400 000 000', marketingOptIn: false } };
}

/** What happened before; the dinner is still to come. */
function pastOf(doshii: Doshii, { id }: Thing): Order {
  const before = (ms: number): Row => {
    const at = new Date(Date.now() - ms).toISOString();
    return { createdAt: at, updatedAt: at };
  };
  const quiet = { live: false };
  const soup = { items: [item('Pumpkin soup', 950)], externalOrderRef: 'LU-2201', status: 'complete' };
  doshii.order({ ...quiet, fields: { ...before(2 * DAY + 3 * HOUR), ...guest('Kofi Mensah'), ...soup } });
  const table = { status: 'acknowledged', covers: 2, ref: 'B-118', date: new Date(Date.now() - DAY + 2 * HOUR).toISOString() };
  doshii.booking({ ...quiet, locationId: String(id), fields: { ...before(DAY + 4 * HOUR), ...guest('Beth Larsson'), ...table } });
  const risotto = { items: [item('Mushroom risotto', 2_175, 2)], externalOrderRef: 'LU-2207', type: 'delivery', status: 'accepted' };
  return doshii.order({ ...quiet, locationId: String(id), fields: { ...before(3 * HOUR), ...guest('Beth Larsson'), ...risotto } });
}

function told({ store }: Doshii): number {
  return store.all('order').length + store.all('booking').length;
}
