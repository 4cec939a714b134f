import { setTimeout as pause } from 'node:timers/promises';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase, type Database } from '../../src/journal/database.ts';
import { countEntries } from '../../src/journal/query.ts';
import type { Frame, Notification } from '../servers/openbazaar/builders.ts';
import type { Node } from '../servers/openbazaar/node.ts';
import { toWire } from '../servers/openbazaar/wire.ts';
import { ranWithin, type Profile } from './blocks.ts';
import type { ElectronApp } from './electron-app.ts';
import type { Figure } from './figures.ts';
import { shopFrame } from './frames.ts';
import { memoryOf } from './processes.ts';
import { percentile } from './statistics.ts';
import { startTradebell } from './tradebell.ts';

/** Since the main process began. */
interface Spent {
  readonly usedMs: number;
  readonly waitedMs: number;
}

/** A stretch in which the main loop did not turn. */
export interface Gap {
  readonly at: number;
  readonly ms: number;
  readonly waited: number;
}

/** What 10,000 frames at once do to the real app. */
export async function burst({ quick, profile }: { quick: boolean; profile: string | undefined }): Promise<Figure[]> {
  const count = quick ? 2_000 : 10_000;
  const app = await startTradebell({ how: 'observed' });
  try {
    const texts = burstTexts(app.node, 'burst', count);
    return await flooded(app, { what: `${count.toLocaleString('en')} frames`, alerts: count, send: () => Promise.all(texts.map((text) => app.node.sendRaw(text))), profile });
  } finally {
    await app.close();
  }
}

/** So many frames that the node stands by, when it is asked. */
export function burstTexts(node: Node, series: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const frame = shopFrame(series, n);
    keepAtNode(node, frame);
    return toWire(frame);
  });
}

/** What comes at once. */
interface Flooding {
  readonly what: string;
  /** So many alerts there are in the end. */
  readonly alerts: number;
  send(): Promise<unknown>;
  /** Whether the app gave its connection up, so that there is nothing to wait for. */
  lost?(): boolean;
  /** The file for a profile of the main process. */
  readonly profile: string | undefined;
}

/** The app gave its connection up under what came. */
export class Lost extends Error {}

/** What a lot at once does to an observed app. Throws Lost. */
export async function flooded(app: ElectronApp, { what, alerts, send, lost = () => false, profile }: Flooding): Promise<Figure[]> {
  await pause(1_000);
  await app.ask('watch');
  await pause(1_000);
  const idle = await app.ask<Gap[]>('gaps');
  const before = memoryOf(app.pid).total;

  if (profile !== undefined) await app.ask('profile');
  await app.ask('watch');
  const spent = await app.ask<Spent>('cpu');
  const began = performance.timeOrigin + performance.now();
  const sent = send();
  const { decided, settled, left } = await untilSettled(app, alerts, lost);
  await sent;
  const after = await app.ask<Spent>('cpu');
  const gaps = await app.ask<Gap[]>('gaps');
  const inBurst = gaps.filter(({ at }) => at <= decided);
  if (profile !== undefined) await keepProfile(app, profile, inBurst);
  const longest = inBurst.toSorted((a, b) => b.ms - a.ms)[0] ?? { at: began, ms: 0, waited: 0 };
  const blocked = [0, ...inBurst.map(ownOf)];
  return [
    {
      name: `longest block of the main loop, ${what} at once`,
      value: Math.max(...blocked),
      unit: 'ms',
      aim: { most: 10 },
      against: { name: 'of the idle app', value: Math.max(0.1, ...idle.map(ownOf)) },
      note: `without waiting for a processor; by the wall ${longest.ms.toFixed(1)} ms after ${(longest.at - began).toFixed(0)} ms; over 10 ms: ${blocked.filter((ms) => ms > 10).length}, p99 of blocks ${percentile(blocked, 0.99).toFixed(1)} ms`,
    },
    { name: 'until all are decided, on disk', value: (decided - began) / 1000, unit: 's', aim: { most: 3 } },
    {
      name: 'until each is shown, or within a digest, and noted so',
      value: (settled - began) / 1000,
      unit: 's',
      note: `${left === 0 ? '' : `NOT ALL: of ${left.toLocaleString('en')} it was never noted; `}the main process worked for ${seconds(after.usedMs - spent.usedMs)} and waited for a processor for ${seconds(after.waitedMs - spent.waitedMs)}`,
    },
    { name: 'memory after it (PSS)', value: memoryOf(app.pid).total, unit: 'MB', against: { name: 'before', value: before } },
  ];
}

/** What of a gap was not waiting for a processor. */
export const ownOf = ({ ms, waited }: Gap): number => Math.max(0, ms - waited);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Keeps the profile for a viewer, and says on standard error what ran in the longest blocks. */
async function keepProfile(app: ElectronApp, file: string, gaps: readonly Gap[]): Promise<void> {
  const { monotonicMs, utcMs } = await app.ask<{ monotonicMs: number; utcMs: number }>('clocks');
  const found = await app.ask<Profile>('profiled');
  await writeFile(file, JSON.stringify(found));
  for (const { at, ms, waited } of gaps.toSorted((a, b) => b.ms - b.waited - (a.ms - a.waited)).slice(0, 5)) {
    process.stderr.write(`Block of ${(ms - waited).toFixed(1)} ms (and ${waited.toFixed(1)} ms waiting for a processor):\n`);
    const to = (at - utcMs + monotonicMs) * 1000;
    for (const { ms: spent, stack } of ranWithin(found, { from: to - (ms + 1) * 1000, to }).slice(0, 6)) {
      process.stderr.write(`  ${spent.toFixed(1).padStart(6)} ms  ${stack}\n`);
    }
  }
}

/** Nothing changes any more in so long: a digest on the screen is updated once a second, and comes back after half a minute where it was closed. */
const STILL_MS = 5_000;

/**
 * Looks into the journal's file from outside, so that the app is not disturbed by being asked. `left`: entries of which nobody noted within
 * reasonable time what was done about them.
 */
async function untilSettled(app: ElectronApp, count: number, lost: () => boolean): Promise<{ decided: number; settled: number; left: number }> {
  const folder = path.join(app.userData, 'journal');
  const [file] = (await readdir(folder)).filter((name) => name.endsWith('.db'));
  if (file === undefined) throw new Error('the app has no journal');
  const database = openDatabase(path.join(folder, file));
  const end = performance.now() + 60_000;
  try {
    let decided: number | undefined;
    let left = Infinity;
    let settled = 0;
    for (;;) {
      const now = performance.timeOrigin + performance.now();
      if (decided === undefined && isDecided(database, count)) decided = now;
      if (decided !== undefined) {
        const unsettled = countUnsettled(database);
        if (unsettled !== left) [left, settled] = [unsettled, now];
        if (left === 0 || now - settled > STILL_MS) return { decided, settled, left };
      }
      if (lost()) throw new Lost(`the connection was given up after ${countEntries(database).total} of ${count} alerts`);
      if (performance.now() > end) {
        const undone = `${countEntries(database).total} of ${count} alerts were journaled, and ${countUnsettled(database)} of them not decided and shown`;
        throw new Error(`within a minute only ${undone}`);
      }
      await pause(20);
    }
  } finally {
    database.close();
  }
}

function countUnsettled(database: Database): number {
  return Number(database.get('SELECT count(*) FROM entries INDEXED BY entries_unsettled WHERE deliver IS NULL OR delivered IS NULL')?.[0]);
}

function isDecided(database: Database, count: number): boolean {
  return countEntries(database).total >= count && database.get('SELECT 1 FROM entries WHERE deliver IS NULL LIMIT 1') === undefined;
}

/** The node stands by what it sends, as a real one does: the app will ask. */
function keepAtNode({ store }: Node, frame: Frame): void {
  const { notification, message } = frame;
  if (isRecord(notification)) {
    store.notifications.push({ notification: { ...(notification as Notification) }, type: String(notification['type']), at: Date.now(), read: true });
  } else if (isRecord(message)) {
    const [messageId, peerId, text] = [String(message['messageId']), String(message['peerId']), String(message['message'])];
    store.messages.push({ messageId, peerId, subject: '', message: text, outgoing: false, sentAt: BigInt(Date.now()) * 1_000_000n, read: false });
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
