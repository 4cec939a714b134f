import { setTimeout as pause } from 'node:timers/promises';
import type { Wallet } from '../servers/ewallet/wallet.ts';
import { ownOf, type Gap } from './burst.ts';
import type { Figure } from './figures.ts';
import { memoryOf } from './processes.ts';
import { startWithWallet } from './tradebell.ts';

const TOPICS = 500;
/** Nothing more is asked for in this time where the answers are held back. */
const QUIET_MS = 300;
/** Until what joining took has been given back. */
const SETTLE_MS = 1_500;

/** What it takes to join many topics, and to have joined them. */
export async function walletTopics(): Promise<Figure[]> {
  const one = await memoryWith(1);
  const app = await startWithWallet({ how: 'observed' }, (wallet) => requests(wallet, TOPICS));
  try {
    const { wallet } = app;
    await pause(SETTLE_MS);
    const memory = memoryOf(app.pid).total;

    await app.ask('watch');
    const joined = allJoined(wallet);
    wallet.drop('cut');
    const tookMs = await joined;
    const blocks = (await app.ask<Gap[]>('gaps')).map(ownOf);

    const held = wallet.faults.holdJoins();
    const before = joinsAsked(wallet);
    wallet.drop('cut');
    await held.arrived;
    await pause(QUIET_MS);
    const atOnce = joinsAsked(wallet) - before;
    held.release();
    return [
      {
        name: `${TOPICS} topics, from the socket's opening until all are joined`,
        value: tookMs,
        unit: 'ms',
        note: `by a server next door; at most ${atOnce} joins wait for an answer; longest block of the main loop meanwhile ${Math.max(0, ...blocks).toFixed(1)} ms`,
      },
      { name: `memory with ${TOPICS} topics joined (PSS)`, value: memory, unit: 'MB', against: { name: 'with one', value: one } },
    ];
  } finally {
    await app.close();
  }
}

async function memoryWith(topics: number): Promise<number> {
  const app = await startWithWallet({ how: 'observed' }, (wallet) => requests(wallet, topics));
  try {
    await pause(SETTLE_MS);
    return memoryOf(app.pid).total;
  } finally {
    await app.close();
  }
}

const requests = (wallet: Wallet, count: number): string[] => Array.from({ length: count }, () => `transaction_request:${wallet.request().id}`);

const joinsAsked = ({ frames }: Wallet): number => frames.filter(({ event }) => event === 'phx_join').length;

/** How long it takes, in ms, from the next opening of a socket until all topics are joined on it. */
async function allJoined(wallet: Wallet): Promise<number> {
  const last = wallet.channels.joined.next(({ connection }) => connection.joined.size === TOPICS);
  await wallet.nextConnection();
  const opened = performance.now();
  await last;
  return performance.now() - opened;
}
