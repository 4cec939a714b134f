import { expect, test } from 'vitest';
import { type Absence, ALIVE, createAbsence } from '../../src/sources/absence.ts';
import { NOON, type TestClock, testClock } from '../clock.ts';
import { nothingKept, type RecordingSink, recordingSink } from '../contract/recording-sink.ts';

const MINUTE = 60_000;

function absence(kept = nothingKept(), clock: TestClock = testClock()): { it: Absence; sink: RecordingSink; clock: TestClock } {
  const sink = recordingSink(kept);
  return { it: createAbsence({ system: 'ewallet', clock, sink, identity: 'ewallet:me', connectionId: 'c1' }), sink, clock };
}

test('the first time there was nothing before', async () => {
  const { it, sink } = absence();
  it.joined();
  await it.unlisted();
  expect(sink.kept.batches).toEqual([]);
  await it.alive();
  expect(sink.kept.batches).toEqual([{ identity: 'ewallet:me', items: [], watermarks: { [ALIVE]: String(NOON) } }]);
});

test('the gap goes from the last sign of life to when the topics were joined, whenever that is proven', async () => {
  const kept = { ...nothingKept(), watermarks: { [ALIVE]: String(NOON - 10_000) } };
  const { it, sink, clock } = absence(kept);
  it.joined();
  await clock.advance(25_000);
  await it.unlisted();
  await it.alive();
  await it.alive();
  const gap = { key: `gap|${NOON - 10_000}`, since: NOON - 10_000, occurredAt: NOON, receivedAt: NOON + 25_000 };
  expect([...sink.kept.alerts.values()]).toMatchObject([gap]);
  expect(sink.kept.deliveries.get(gap.key)).toBe(1);
});

test('less than ten seconds are no gap', async () => {
  const { it, sink } = absence({ ...nothingKept(), watermarks: { [ALIVE]: String(NOON - 9_999) } });
  it.joined();
  await it.unlisted();
  await it.alive();
  expect(sink.kept.alerts.size).toBe(0);
});

test('a stay that never proved itself leaves the mark where it was, so that the whole gap is told later', async () => {
  const kept = { ...nothingKept(), watermarks: { [ALIVE]: String(NOON - MINUTE) } };
  const { it, sink } = absence(kept);
  it.joined();
  await it.unlisted();
  await it.heard();
  await it.ended();
  expect(sink.kept.batches).toEqual([]);
});

test('signs of life are noted every ten minutes, and the last one at the end', async () => {
  const { it, sink, clock } = absence();
  it.joined();
  await it.unlisted();
  await it.alive();
  for (let minute = 1; minute <= 25; minute++) {
    await clock.advance(MINUTE);
    await it.heard();
  }
  await clock.advance(MINUTE);
  await it.ended();
  const marks = sink.kept.batches.map(({ watermarks }) => Number(watermarks?.[ALIVE]) - NOON);
  expect(marks).toEqual([0, 10, 20, 25].map((minutes) => minutes * MINUTE));
});

test('where there is a list of what was missed, nothing is kept', async () => {
  const { it, sink } = absence();
  it.joined();
  await it.alive();
  await it.heard();
  await it.ended();
  expect(sink.kept.batches).toEqual([]);
});

test('what was read after a long sleep is no proof that nothing was missed; a stay that outlives it is', async () => {
  const stay = async (awakeMs: number): Promise<number> => {
    const { it, sink, clock } = absence();
    it.joined();
    await it.unlisted();
    await it.alive();
    await clock.advance(25_000);
    await it.heard();
    await clock.advance(5 * MINUTE);
    await it.heard();
    await clock.advance(awakeMs);
    await it.heard();
    await it.ended();
    return Number(sink.kept.watermarks[ALIVE]) - NOON;
  };
  expect(await stay(1_000)).toBe(25_000);
  expect(await stay(35_000)).toBe(25_000 + 5 * MINUTE + 35_000);
});

test('after an alert was refused by disk and memory the mark stays, so that the next stay tells of the gap', async () => {
  const { it, sink, clock } = absence();
  it.joined();
  await it.unlisted();
  await it.alive();
  await clock.advance(MINUTE);
  it.missed();
  for (let minute = 0; minute < 15; minute++) {
    await clock.advance(MINUTE);
    await it.heard();
  }
  await it.ended();
  expect(sink.kept.watermarks).toEqual({ [ALIVE]: String(NOON + MINUTE) });
});

test('topics that are listened to again are told of where there is no list, if it took ten seconds or longer', async () => {
  const { it, sink, clock } = absence();
  it.joined();
  await clock.advance(MINUTE);
  await it.rejoined(NOON);
  expect(sink.kept.batches).toEqual([]);
  await it.unlisted();
  await it.rejoined(NOON + MINUTE - 9_999);
  expect(sink.kept.batches).toEqual([]);
  await it.rejoined(NOON + MINUTE - 10_000);
  expect([...sink.kept.alerts.values()]).toMatchObject([{ kind: 'gap', since: NOON + 50_000, occurredAt: NOON + MINUTE }]);
});

test('where some of what was missed could be caught up, the gap says so', async () => {
  const { it, sink } = absence({ ...nothingKept(), watermarks: { [ALIVE]: String(NOON - MINUTE) } });
  it.joined();
  await it.alive();
  expect(sink.kept.batches).toEqual([]);
  await it.unlisted('partly');
  expect([...sink.kept.alerts.values()]).toMatchObject([{ kind: 'gap', since: NOON - MINUTE, occurredAt: NOON, status: 'partly' }]);
});
