import type { ConnectionState } from '../shared/connection.ts';

/** A connection as it stands, to be watched. */
export interface Standing {
  id: string;
  state: ConnectionState;
}

/** How one connection has been. Times by the wall (UTC ms), but `at`, which only grows. */
export interface Outage {
  /** Since when it has not been online, for this run. */
  at: number;
  since: number;
  /** When it was first reached again, to be asked what was missed. */
  reachedAt?: number;
  /** A person was told that it is away. */
  told: boolean;
  phase: 'down' | 'reached' | 'online';
}

/** Not online for so long, it is said so. */
export const AWAY_MS = 10 * 60_000;
/** What goes or comes within so long of another goes or comes with it. */
export const TOGETHER_MS = 30_000;

/** How a connection's phase counts; undefined: nobody waits for it. */
export function phaseOf({ phase }: ConnectionState): Outage['phase'] | undefined {
  switch (phase) {
    case 'paused':
      return undefined;
    case 'online':
      return 'online';
    case 'catching-up':
      return 'reached';
    case 'connecting':
    case 'waiting':
    case 'blocked':
      return 'down';
  }
}

/** Of those that are away and nobody was told of: who is to be told of now, and when to look again (by the clock that only grows). */
export function awayNow(outages: ReadonlyMap<string, Outage>, elapsed: number): { away: string[]; nextAt?: number } {
  const waiting = [...outages].filter(([, { told, phase }]) => !told && phase === 'down');
  const first = Math.min(...waiting.map(([, { at }]) => at + AWAY_MS));
  if (first > elapsed) return { away: [], ...(first === Infinity ? {} : { nextAt: first }) };
  const away = waiting.filter(([, { at }]) => at + AWAY_MS - TOGETHER_MS <= elapsed).map(([id]) => id);
  const rest = waiting.filter(([id]) => !away.includes(id)).map(([, { at }]) => at + AWAY_MS);
  return { away, ...(rest.length === 0 ? {} : { nextAt: Math.min(...rest) }) };
}
