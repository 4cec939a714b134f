import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { startElectron, type ElectronApp } from './electron-app.ts';
import type { Figure } from './figures.ts';
import type { PastJournals, Wanted } from './past-journals.ts';
import { memoryOf } from './processes.ts';
import { median } from './statistics.ts';
import { ROOT, startTradebell } from './tradebell.ts';

export const footprintJournal: Wanted = { how: 'plain', count: 1_000 };

/** Until what starting and opening took has been given back. */
const SETTLE_MS = 3_000;

interface Footprint {
  readonly started: number[];
  readonly tray: number[];
  readonly window: number[];
  alone: string;
  opened: string;
}

/** Memory and start of Tradebell with a connection and 1,000 alerts, against an Electron app with nothing but a tray and an empty window. */
export async function footprint({ quick, past }: { quick: boolean; past: PastJournals }): Promise<Figure[]> {
  const starts = quick ? 2 : 7;
  const weighings = quick ? 1 : 3;
  const apps: { start(): Promise<ElectronApp>; found: Footprint }[] = [
    { start: () => startTradebell({ how: 'bare', journal: past(footprintJournal) }), found: nothingYet() },
    { start: () => startElectron({ folder: path.join(ROOT, 'test', 'bench', 'empty-app') }), found: nothingYet() },
  ];
  for (let round = 0; round <= starts; round += 1) {
    for (const { start, found } of apps) {
      const app = await start();
      try {
        if (round > 0) found.started.push(app.startedInMs); // the first warms the disk's cache
        if (round < weighings) await weigh(app, found);
      } finally {
        await app.close();
      }
    }
  }
  const [own, empty] = apps.map(({ found }) => found);
  if (own === undefined || empty === undefined) throw new Error('two apps are compared');
  const figure = (name: string, of: 'started' | 'tray' | 'window', unit: Figure['unit'], note: string): Figure => ({
    name,
    value: median(own[of]),
    unit,
    against: { name: 'an empty Electron app', value: median(empty[of]) },
    note: `${difference(median(own[of]) - median(empty[of]))} ${unit}${note}`,
  });
  return [
    figure('memory with the tray alone (PSS)', 'tray', 'MB', `: ${own.alone}; empty: ${empty.alone}`),
    figure('memory with the window open (PSS)', 'window', 'MB', `: ${own.opened}; empty: ${empty.opened}`),
    figure('start to tray', 'started', 'ms', `, of ${starts} starts, with 1,000 alerts and one connection`),
  ];
}

/** Beside the ratio: other Electron apps that run at the same time take their share of shared pages, and so change the ratio. */
const difference = (more: number): string => `${more < 0 ? '' : '+'}${more.toFixed(0)}`;

function nothingYet(): Footprint {
  return { started: [], tray: [], window: [], alone: '', opened: '' };
}

async function weigh(app: ElectronApp, found: Footprint): Promise<void> {
  await pause(SETTLE_MS);
  const alone = memoryOf(app.pid);
  found.tray.push(alone.total);
  found.alone = list(alone);
  await app.tray.activate();
  await pause(SETTLE_MS);
  const opened = memoryOf(app.pid);
  found.window.push(opened.total);
  found.opened = list(opened);
}

const list = ({ processes }: ReturnType<typeof memoryOf>): string => processes.map(({ kind, mb }) => `${kind} ${mb.toFixed(0)}`).join(', ');
