import { setTimeout as pause } from 'node:timers/promises';
import { startWithDoshii } from './doshii-servers.ts';
import type { ElectronApp } from './electron-app.ts';
import type { Figure } from './figures.ts';
import { memoryOf } from './processes.ts';
import { startTradebell, type TradebellStart } from './tradebell.ts';

/** Until what starting took has been given back. */
const SETTLE_MS = 1_500;
const IDLE_MS = 3_000;

interface Idle {
  readonly memory: number;
  /** Timers that wait, and how many ran meanwhile. */
  readonly waiting: number;
  readonly ran: number;
}

/** What it takes to listen to venues where nothing happens. */
export async function doshiiIdle(): Promise<Figure[]> {
  const start: TradebellStart = { how: 'observed', countsTimers: true };
  const node = await idleOf(await startTradebell(start));
  const bare = await idleOf(await startWithDoshii(start));
  const whole = await idleOf(await startWithDoshii(start, { details: true }));
  const against = (value: number) => ({ name: 'with an OpenBazaar node instead', value });
  return [
    {
      name: 'timers that wait with a Doshii, nothing happening',
      value: whole.waiting,
      unit: 'timers',
      against: against(node.waiting),
      note: `in ${IDLE_MS / 1000} s ${whole.ran} ran, without a client secret ${bare.ran} of ${bare.waiting}, with the node ${node.ran}; those of Node itself are not counted`,
    },
    { name: 'memory with a Doshii, nothing happening (PSS)', value: whole.memory, unit: 'MB', against: against(node.memory) },
  ];
}

async function idleOf(app: ElectronApp): Promise<Idle> {
  try {
    await pause(SETTLE_MS);
    const before = await app.ask<{ ran: number }>('timers');
    await pause(IDLE_MS);
    const { waiting, ran } = await app.ask<{ waiting: number; ran: number }>('timers');
    return { memory: memoryOf(app.pid).total, waiting, ran: ran - before.ran };
  } finally {
    await app.close();
  }
}
