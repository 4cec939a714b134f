import { systemClock } from '../../src/shared/clock.ts';
import { createTaking } from '../../src/sources/doshii/taking.ts';
import { createMeeting } from '../../src/sources/doshii/meeting.ts';
import { createInflow } from '../../src/transport/inflow.ts';
import { venueContext } from './doshii-frames.ts';
import type { Figure } from './figures.ts';
import { startFlood, type Flood } from './flooding.ts';
import { withJournal } from './journals.ts';
import { countDecisions, fail, silentBell, UNUSED_SINK } from './silent-bell.ts';
import { median, spread } from './statistics.ts';

const FEW = 100;
/** Of the few, so many times more: each takes a moment only. */
const MORE_ROUNDS = 4;

/** What one event costs in a burst of many, against one of few: from the socket until it is decided, on disk. */
export async function doshiiCost({ quick }: { quick: boolean }): Promise<Figure[]> {
  const many = quick ? 2_000 : 10_000;
  const rounds = quick ? 2 : 3;
  const flood = await startFlood('doshii', many);
  try {
    // Warm, for what is measured first too.
    for (let round = 0; round < MORE_ROUNDS; round += 1) await receiveAndDecide(flood, FEW);
    await receiveAndDecide(flood, many);
    const few = { whole: [] as number[], parsed: [] as number[] };
    const all = { whole: [] as number[], parsed: [] as number[] };
    const looked: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (let more = 0; more < MORE_ROUNDS; more += 1) {
        few.whole.push((await receiveAndDecide(flood, FEW)).ms / FEW);
        few.parsed.push((await receiveAndParse(flood, FEW)) / FEW);
      }
      const { ms, lookUps } = await receiveAndDecide(flood, many);
      all.whole.push(ms / many);
      looked.push(lookUps / many);
      all.parsed.push((await receiveAndParse(flood, many)) / many);
    }
    const us = (ms: readonly number[]): number => median(ms) * 1000;
    const off = (ms: readonly number[]): string => `±${Math.round(spread(ms) * 50)} %`;
    return [
      {
        name: `an event of a burst of ${many.toLocaleString('en')}, from the socket until decided, on disk`,
        value: us(all.whole),
        unit: 'µs',
        against: { name: `of a burst of ${FEW}`, value: us(few.whole) },
        aim: { mostRatio: 1.2 },
        note: `encrypted journal, asked ${median(looked).toFixed(1)} times an event whether it is known; ${off(all.whole)}, of ${FEW} ${off(few.whole)}`,
      },
      {
        name: '  the same',
        value: us(all.whole),
        unit: 'µs',
        against: { name: 'received and JSON.parse alone', value: us(all.parsed) },
        note: `alone ${off(all.parsed)}; in a burst of ${FEW}: ${us(few.parsed).toFixed(0)} µs`,
      },
    ];
  } finally {
    flood.stop();
  }
}

const receiveAndParse = (flood: Flood, events: number): Promise<number> => flood.receive(events, (frame) => void JSON.parse(frame));

/** The way of a frame, as session and bell compose it; what would be shown goes nowhere. */
function receiveAndDecide(flood: Flood, events: number): Promise<{ ms: number; lookUps: number }> {
  return withJournal(async (file) => {
    const deciding = countDecisions(file, events);
    const bell = silentBell(deciding.journal);
    let room: Promise<void> | undefined;
    let release = (): void => {};
    const inflow = createInflow(systemClock, (on) => {
      release();
      room = on ? new Promise<void>((resolve) => (release = resolve)) : undefined;
    });
    let lookUps = 0;
    const meeting = createMeeting({
      held(identity, key) {
        lookUps += 1;
        return bell.held(identity, key);
      },
    });
    const taking = createTaking({
      sink: { deliver: bell.deliver, held: bell.held, ignored: fail, ...UNUSED_SINK },
      identity: venueContext().identity,
      meeting: () => meeting,
      context: () => venueContext(),
      pinged: () => fail('a heartbeat among the events'),
      named: (_news, items) => items,
      told: () => undefined,
      log: fail,
      missed: () => fail('an event was not kept'),
    });
    inflow.open(taking.take);
    const began = performance.now();
    await flood.receive(events, (frame) => {
      inflow.push(frame);
      return room;
    });
    const ms = (await deciding.done) - began;
    taking.stop();
    inflow.stop();
    await bell.close();
    return { ms, lookUps };
  });
}
