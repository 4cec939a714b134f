import { expect, test } from 'vitest';
import { keyOf } from '../../../src/sources/acapy-cloud/keys.ts';
import { testClock } from '../../clock.ts';
import type { Entity } from '../../servers/acapy-cloud/domain.ts';
import { aCloud, aSource, MESSAGES } from './with-cloud.ts';

/** The key that the last event of a record must come under. */
function keyFor({ event }: Entity): string {
  return keyOf({ walletId: event.wallet_id, topic: event.topic, payload: event.payload });
}

test.each([0, 30, 150])('events a second apart arrive, none lost and none twice, over a way of %i ms', async (ms) => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  if (ms > 0) cloud.faults.slow(ms);
  const it = aSource(cloud, clock, { watches: [MESSAGES] });
  it.source.start();
  for (let step = 0; step < 50; step++) await clock.advance(10);
  expect(it.source.state().phase).toBe('online');
  const keys: string[] = [];
  for (let second = 0; second < 60; second++) {
    keys.push(keyFor(cloud.message()));
    for (let step = 0; step < 100; step++) await clock.advance(10);
  }
  for (let step = 0; step < 500; step++) await clock.advance(10);
  expect(it.keys().toSorted()).toEqual(keys.toSorted());
  // Over a long way one may be found when looking through a second once more.
  if (ms < 100) expect(it.keys()).toEqual(keys);
  expect([...it.sink.kept.deliveries.values()].every((times) => times === 1)).toBe(true);
});

test('what happened in the minute before is found, oldest first, though the server says one event a stream', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const keys: string[] = [];
  for (let index = 0; index < 5; index++) {
    keys.push(keyFor(cloud.message()));
    await clock.advance(3_000);
  }
  const it = aSource(cloud, clock, { watches: [MESSAGES] });
  await it.online();
  await it.sink.until(() => it.keys().length === keys.length);
  expect(it.keys()).toEqual(keys);
  expect([...it.sink.kept.deliveries.values()].every((times) => times === 1)).toBe(true);
});

test.each([0, 30])('of a burst that is heard live, what comes a fifth of a second apart is found too, over a way of %i ms', async (ms) => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  if (ms > 0) cloud.faults.slow(ms);
  const it = aSource(cloud, clock, { watches: [MESSAGES] });
  it.source.start();
  for (let step = 0; step < 500; step++) await clock.advance(10);
  const keys: string[] = [];
  for (let index = 0; index < 6; index++) {
    keys.push(keyFor(cloud.message()));
    for (let step = 0; step < 20; step++) await clock.advance(10);
  }
  for (let step = 0; step < 500; step++) await clock.advance(10);
  expect(it.keys()).toEqual(keys);
});

test('what comes soon after an event that was known already is found, though the watch was just looking back', async () => {
  const clock = testClock();
  const cloud = await aCloud(clock);
  const first = aSource(cloud, clock, { watches: [MESSAGES] });
  await first.online();
  const known = keyFor(cloud.message());
  await first.sink.until(() => first.keys().length === 1);
  await first.stop();

  await clock.advance(120);
  const it = aSource(cloud, clock, { watches: [MESSAGES], kept: first.sink.kept });
  const asked = cloud.nextStream('look_back=60');
  it.source.start();
  await asked;
  await clock.advance(280);
  const next = keyFor(cloud.message());
  for (let step = 0; step < 300; step++) await clock.advance(10);
  expect(it.keys()).toEqual([known, next]);
});
