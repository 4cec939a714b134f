import { expect, test } from 'vitest';
import type { Delivered } from '../../src/shared/decision.ts';
import { openShop, rings } from './shop.ts';

const ROUNDS = 6;
const SALES = 40;

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('killed at random moments in a stream of sales, no order is lost, doubled, or rung twice', async () => {
  const seed = Number(process.env['TRADEBELL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`TRADEBELL_SEED=${seed}`);
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const shop = await openShop();
  const node = await shop.node();
  await shop.add(node);
  let sold = 0;
  const sell = (): void => void node.trade.sale({ title: `Mug ${(sold += 1)}` });

  for (let round = 1; round <= ROUNDS; round++) {
    // The kill comes some things after a sale of this round: requests that the app made, notifications that it showed, turns of our own loop.
    const doomed = below(SALES);
    const moment = [
      () => node.nextRequest(),
      () => shop.it.notifications.calls.next().then(() => undefined),
      async () => {
        for (let turns = below(200); turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
      },
    ][below(3)]!;
    let killed: Promise<void> | undefined;
    for (let n = 0; n < SALES; n++) {
      if (n === doomed) killed = Promise.race([moment(), node.idle()]).then(() => shop.it.kill9());
      sell();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await killed;
    await shop.restart();
    // Not every start is let come to rest before the next kill.
    if (random() < 0.7) await shop.says('online');
  }

  await shop.says('online');
  await shop.until('inbox.counts', undefined, ({ total }) => total === sold);
  const lines = await shop.lines();
  const titles = Array.from({ length: sold }, (_, n) => `New order: Mug ${n + 1}`);
  expect(lines.map(({ title }) => title).toSorted()).toEqual(titles.toSorted());

  const alone = rings(shop.it).map(({ title }) => title).filter((title) => title.startsWith('New order'));
  expect(alone).toEqual([...new Set(alone)]);
  const delivered = new Map<string, Delivered>();
  for (const { id, title } of lines) {
    const detail = await shop.until('inbox.detail', { id }, (found) => found?.delivered !== undefined);
    delivered.set(title, detail!.delivered!);
  }
  const by = (how: Delivered): string[] => titles.filter((title) => delivered.get(title) === how);
  expect([...by('notification'), ...by('digest')].toSorted()).toEqual(titles.toSorted());
  // Noted as shown is what was shown; shown but not noted is at most the one that a kill came between, and that came again in a digest.
  expect(alone).toEqual(expect.arrayContaining(by('notification')));
  expect(alone.filter((title) => delivered.get(title) === 'digest').length).toBeLessThanOrEqual(ROUNDS);
  expect(shop.it.notifications.calls.all.some(({ title }) => /^\d+ new events?$/.test(title))).toBe(true);
});
