import { setTimeout as pause } from 'node:timers/promises';
import type { Watch } from '../../src/shared/connection.ts';
import { startCloud, type Cloud } from '../servers/acapy-cloud/cloud.ts';
import type { LoggedRequest } from '../servers/acapy-cloud/observation.ts';
import { ownOf, type Gap } from './burst.ts';
import { standing, WALLET } from './cloud-events.ts';
import type { ElectronApp } from './electron-app.ts';
import type { Figure } from './figures.ts';
import { memoryOf } from './processes.ts';
import { startWithCloud } from './tradebell.ts';

/** What a person may wait for; twenty of them. */
const WATCHES: readonly Watch[] = [
  ...['request-received', 'presentation-received', 'done', 'abandoned', 'declined'].map((state) => standing('proofs', state)),
  ...['offer-received', 'request-received', 'credential-issued', 'done', 'abandoned', 'declined'].map((state) => standing('credentials', state)),
  ...['request-received', 'completed', 'abandoned'].map((state) => standing('connections', state)),
  ...['request-received', 'transaction-acked'].map((state) => standing('endorsements', state)),
  ...['received'].map((state) => standing('basic-message', state)),
  ...['done'].map((state) => standing('oob', state)),
  ...['active', 'full'].map((state) => standing('revocation', state)),
];

/** Until what opening took has been given back. */
const SETTLE_MS = 1_500;
const IDLE_MS = 3_000;

interface Idle {
  readonly memory: number;
  /** Timers that wait, and how many ran meanwhile. */
  readonly timers: number;
  readonly ran: number;
}

/** What it takes to open twenty standing watches, and to have them open. */
export async function cloudWatches(): Promise<Figure[]> {
  const one = await withWatches(WATCHES.slice(0, 1), async ({ app }) => ({ idle: await idleFor(app) }));
  const all = await withWatches(WATCHES, async ({ app, cloud }) => ({ idle: await idleFor(app), again: await openedAgain(app, cloud) }));
  const count = WATCHES.length;
  return [
    {
      name: `${count} watches, from the first request until all are open`,
      value: all.openedMs,
      unit: 'ms',
      note: `by a server next door; ${all.asked.streams} requests for streams`,
    },
    {
      name: '  lists asked for meanwhile',
      value: all.asked.lists,
      unit: 'requests',
      against: { name: 'lists there are', value: all.asked.different },
    },
    {
      name: '  after all were cut, until all are open again',
      value: all.again.openMs,
      unit: 'ms',
      note: `${all.again.asked.streams} requests for streams; longest block of the main loop meanwhile ${all.again.blockedMs.toFixed(1)} ms`,
    },
    {
      name: '  lists asked for meanwhile',
      value: all.again.asked.lists,
      unit: 'requests',
      against: { name: 'lists there are', value: all.asked.different },
    },
    {
      name: `memory with ${count} watches open (PSS)`,
      value: all.idle.memory,
      unit: 'MB',
      against: { name: 'with one', value: one.idle.memory },
    },
    {
      name: `timers that wait with ${count} watches open`,
      value: all.idle.timers,
      unit: 'timers',
      against: { name: 'with one', value: one.idle.timers },
      note: `in ${IDLE_MS / 1000} s without an event ${all.idle.ran} ran, with one watch ${one.idle.ran}; those of Node itself are not counted`,
    },
  ];
}

interface Watching {
  readonly app: ElectronApp;
  readonly cloud: Cloud;
}

interface Opened {
  readonly openedMs: number;
  readonly asked: Asked;
}

/** Of a server so far. */
interface Asked {
  readonly streams: number;
  readonly lists: number;
  /** Lists that differ in what they are of. */
  readonly different: number;
}

async function withWatches<T>(watches: readonly Watch[], task: (watching: Watching) => Promise<T>): Promise<T & Opened> {
  const cloud = await startCloud();
  let first = 0;
  void cloud.nextRequest(/\/sse\//).then(() => (first = performance.now()));
  const online = allOpen(cloud, watches.length);
  const app = await startWithCloud(
    { how: 'observed', countsTimers: true },
    {
      url: cloud.url,
      cloud: { walletId: WALLET, waypoint: { role: 'tenant', watches: [...watches] } },
      secret: { apiKey: cloud.apiKey },
      online,
      close: cloud.close,
    }
  );
  try {
    const openedMs = (await online) - first;
    // The lists that are read because the last one opened.
    await pause(SETTLE_MS);
    const asked = askedOf(cloud);
    return { ...(await task({ app, cloud })), openedMs, asked };
  } finally {
    await app.close();
  }
}

function askedOf({ requests }: Cloud, from = 0): Asked {
  const [streams, lists] = ['watch', 'rest'].map((wanted) => requests.slice(from).filter(({ kind }) => kind === wanted)) as [LoggedRequest[], LoggedRequest[]];
  return { streams: streams.length, lists: lists.length, different: new Set(lists.map(({ path }) => path)).size };
}

/** When so many streams are open at once. */
async function allOpen(cloud: Cloud, count: number): Promise<number> {
  while (cloud.streams.length < count) await cloud.nextStream();
  return performance.now();
}

async function idleFor(app: ElectronApp): Promise<Idle> {
  const before = await app.ask<Timers>('timers');
  await pause(IDLE_MS);
  const after = await app.ask<Timers>('timers');
  return { memory: memoryOf(app.pid).total, timers: after.waiting, ran: after.ran - before.ran };
}

interface Timers {
  readonly waiting: number;
  readonly ran: number;
}

async function openedAgain(app: ElectronApp, cloud: Cloud): Promise<{ openMs: number; asked: Asked; blockedMs: number }> {
  const before = cloud.requests.length;
  await app.ask('watch');
  const began = performance.now();
  cloud.drop();
  const openMs = (await allOpen(cloud, WATCHES.length)) - began;
  // Only a ping proves that there is more than an open door.
  cloud.ping();
  await pause(SETTLE_MS);
  const blocks = (await app.ask<Gap[]>('gaps')).map(ownOf);
  return { openMs, asked: askedOf(cloud, before), blockedMs: Math.max(0, ...blocks) };
}
