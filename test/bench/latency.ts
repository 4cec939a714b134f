import type { ElectronApp } from './electron-app.ts';
import { toWire } from '../servers/openbazaar/wire.ts';
import { builders } from '../servers/openbazaar/builders.ts';
import { idOf, orderIdOf } from '../servers/openbazaar/ids.ts';
import type { Figure } from './figures.ts';
import { median, percentile } from './statistics.ts';
import { startTradebell, type Tradebell } from './tradebell.ts';

/** Past the limit of rings, in steps that leave each ping of the socket its time for an answer. */
const STEPS = 6;
const STEP_MS = 6_000;
/** What `passTheLimit` advances the clock by. */
export const PASSED_MS = STEPS * STEP_MS;

/** From a sale on a node's socket to its notification at the desktop. */
export async function latency({ quick }: { quick: boolean }): Promise<Figure[]> {
  // Only three notifications may ring in half a minute, so the clock is advanced in between; nothing else differs from the app as shipped.
  const app = await startTradebell({ how: 'observed', build: 'out-test' });
  try {
    const build = builders('0.14');
    return await ringing(app, quick ? 30 : 200, (n) => {
      const title = `Brass lamp no. ${n} of a kind`;
      const { notification } = build.order({ notificationId: idOf('latency', String(n)), orderId: orderIdOf(`latency ${n}`), title });
      const text = toWire({ notification });
      // Kept by the node as well, so that the app finds it confirmed: of the unconfirmed only 20 an hour ring.
      app.node.store.notifications.push({ notification, type: 'order', at: Date.now(), read: true });
      return { says: title, send: () => app.node.sendRaw(text), pass: () => pass(app) };
    });
  } finally {
    await app.close();
  }
}

/** One thing that rings. */
interface Ringing {
  /** Words of its notification, and of no other. */
  readonly says: string;
  send(): Promise<void>;
  /** Lets so much time go by that the next one may ring. */
  pass(): Promise<void>;
}

/** How long it takes from sending to the notification, one after another. */
export async function ringing(app: ElectronApp, count: number, one: (n: number) => Ringing): Promise<Figure[]> {
  const times: number[] = [];
  let first: number | undefined;
  for (let n = 0; n < count; n += 1) {
    const { says, send, pass: passTime } = one(n);
    const shown = app.desktop.notifications.calls.next(({ title, body }) => `${title} ${body}`.includes(says));
    const began = performance.now();
    await send();
    await shown;
    const took = performance.now() - began;
    if (first === undefined) first = took;
    else times.push(took);
    await passTime();
  }
  return [
    { name: 'frame sent to notification received, median', value: median(times), unit: 'ms', note: `of ${times.length}; the first after start ${first?.toFixed(0)} ms` },
    { name: 'frame sent to notification received, p99', value: percentile(times, 0.99), unit: 'ms', note: `p90 ${percentile(times, 0.9).toFixed(1)} ms, longest ${percentile(times, 1).toFixed(1)} ms` },
  ];
}

/** Advances the app's clock past the limit of rings; `settled`: what was asked in a step was answered. */
export async function passTheLimit(app: ElectronApp, settled: () => Promise<unknown>): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    await app.ask('advance', { ms: STEP_MS });
    await settled();
  }
}

async function pass(app: Tradebell): Promise<void> {
  // First the node must have been asked and have answered whether it stands by the sale: a question in flight would time out.
  const asked = app.node.nextAnswer(({ path }) => path === 'ob/notifications');
  await app.ask('advance', { ms: 1_000 });
  await asked;
  await app.ask('turn');
  await passTheLimit(app, () => app.node.idle());
}
