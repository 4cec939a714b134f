import { systemClock } from '../../src/shared/clock.ts';
import { openConsumer, subjectOf } from '../../src/sources/acapy-cloud/nats-consumer.ts';
import { NATS_SEQUENCE, writePosition } from '../../src/sources/acapy-cloud/nats-position.ts';
import { openNatsRoad } from '../../src/sources/acapy-cloud/nats-road.ts';
import { natsRouteOf } from '../../src/sources/acapy-cloud/nats-route.ts';
import { createNetwork } from '../../src/transport/create-network.ts';
import type { Network } from '../../src/transport/network.ts';
import { startNats, type Nats } from '../servers/nats/server.ts';
import { EVENTS_STREAM } from '../servers/nats/subjects.ts';
import { busyEvents, CLOUD_IDENTITY, cloudContext, natsOptions, WALLET } from './cloud-events.ts';
import type { Figure } from './figures.ts';
import { withJournal } from './journals.ts';
import { countDecisions, fail, silentBell, UNUSED_SINK } from './silent-bell.ts';
import { median, spread } from './statistics.ts';

const FEW = 100;
/** Of the few, so many times more: each takes a moment only. */
const MORE_ROUNDS = 4;

/** A stream of the real server, and our way to it. */
interface Stream {
  readonly nats: Nats;
  readonly network: Network;
  readonly made: string;
  /** So many messages it holds. */
  readonly last: number;
}

/** What one event costs in a burst of many, against one of few: from NATS until it is decided, on disk. */
export async function cloudCost({ quick }: { quick: boolean }): Promise<Figure[]> {
  const many = quick ? 2_000 : 10_000;
  const rounds = quick ? 2 : 3;
  const nats = await startNats({ auth: 'user' });
  const network = createNetwork(systemClock);
  try {
    await nats.publishAll(busyEvents('cost', many));
    const stream = { nats, network, made: await madeAt(nats, network), last: many };
    // Warm, for what is measured first too.
    for (let round = 0; round < MORE_ROUNDS; round += 1) await receiveAndDecide(stream, FEW);
    await receiveAndDecide(stream, many);
    const few = { whole: [] as number[], parsed: [] as number[] };
    const all = { whole: [] as number[], parsed: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      for (let more = 0; more < MORE_ROUNDS; more += 1) {
        few.whole.push((await receiveAndDecide(stream, FEW)) / FEW);
        few.parsed.push((await receiveAndParse(stream, FEW)) / FEW);
      }
      all.whole.push((await receiveAndDecide(stream, many)) / many);
      all.parsed.push((await receiveAndParse(stream, many)) / many);
    }
    const us = (ms: readonly number[]): number => median(ms) * 1000;
    const off = (ms: readonly number[]): string => `±${Math.round(spread(ms) * 50)} %`;
    return [
      {
        name: `an event of ${many.toLocaleString('en')} that wait, from NATS until decided, on disk`,
        value: us(all.whole),
        unit: 'µs',
        against: { name: `of ${FEW} that wait`, value: us(few.whole) },
        aim: { mostRatio: 1.2 },
        note: `a durable consumer, encrypted journal; ${off(all.whole)}, of ${FEW} ${off(few.whole)}`,
      },
      {
        name: '  the same',
        value: us(all.whole),
        unit: 'µs',
        against: { name: 'received, JSON.parse and acknowledged alone', value: us(all.parsed) },
        note: `alone ${off(all.parsed)}; of ${FEW}: ${us(few.parsed).toFixed(0)} µs`,
      },
    ];
  } finally {
    network.close();
    await nats.close();
  }
}

const routeTo = (nats: Nats) => natsRouteOf(natsOptions(nats), nats.user.secret, { url: nats.url });

async function madeAt(nats: Nats, network: Network): Promise<string> {
  const link = await network.nats(routeTo(nats));
  try {
    return (await link.stream(EVENTS_STREAM)).created;
  } finally {
    await link.close();
  }
}

const named = { last: 0 };
/** A connection that the server does not know yet: each has its own place in the stream. */
const newConnection = (): string => `bench-${(named.last += 1)}`;

/** From the first message on, in ms. */
async function receiveAndParse({ nats, network, last }: Stream, count: number): Promise<number> {
  const link = await network.nats(routeTo(nats));
  try {
    const { messages } = await openConsumer(link, {
      subject: subjectOf({ walletId: WALLET }),
      name: newConnection(),
      ackMs: 30_000,
      start: () => ({ after: last - count }),
    });
    const began = performance.now();
    let received = 0;
    for await (const message of messages) {
      JSON.parse(message.text);
      message.ack();
      received += 1;
      if (received === count) break;
    }
    return performance.now() - began;
  } finally {
    await link.close();
  }
}

/** The way of an event, as source and bell compose it; what would be shown goes nowhere. From the first message on, in ms. */
function receiveAndDecide({ nats, network, made, last }: Stream, count: number): Promise<number> {
  return withJournal(async (file) => {
    const deciding = countDecisions(file, count);
    const bell = silentBell(deciding.journal);
    let began: number | undefined;
    const id = newConnection();
    const road = openNatsRoad(
      {
        clock: systemClock,
        random: Math.random,
        network,
        log: fail,
        connection: { id, system: 'acapy-cloud', name: 'bench', url: nats.url, auth: 'cloud', paused: false, rules: {}, addedAt: 0 },
        sink: {
          ...UNUSED_SINK,
          deliver: bell.deliver,
          held: bell.held,
          ignored: fail,
          watermarks: () => ({ [NATS_SEQUENCE]: writePosition({ sequence: last - count, made }) }),
        },
        identity: CLOUD_IDENTITY,
        wallet: { walletId: WALLET },
        nats: natsOptions(nats),
        secret: nats.user.secret,
        context: (alertRoad) => ({ ...cloudContext(), road: alertRoad }),
      },
      {
        catchingUp: () => void (began = performance.now()),
        online: () => undefined,
        behind: () => fail('a list was asked for'),
        alive: () => undefined,
        topicsChanged: () => undefined,
        told: () => undefined,
        ended: ({ code }) => fail(`the road ended: ${code}`),
      }
    );
    const at = await deciding.done;
    await road.end();
    await bell.close();
    if (began === undefined) throw new Error('nothing waited in the stream');
    return at - began;
  });
}
