import type { Signal, WalletError } from './decoded.ts';

/**
 * Where one channel stands. Refs tell the present from the past: a server answers late, and announces the end of a channel that a newer
 * join has already replaced.
 */
export type Standing =
  | { phase: 'waiting' | 'invalid' | 'quarantined' }
  | { phase: 'joining'; joinRef: string }
  | { phase: 'joined'; joinRef: string; since: number }
  | Leaving
  | { phase: 'errored' | 'denied'; retryAt: number };

export interface Leaving {
  phase: 'leaving';
  /** Of the join that is undone, whether or not it was answered. */
  joinRef: string;
  joinAnswered: boolean;
  leaveRef: string;
  /** Which half of reply and close is there. */
  heard: 'nothing' | 'reply' | 'close';
  /** Left for want of an answer to its join, to be joined again. */
  late: boolean;
}

/** What a signal makes of a channel. `undefined`: nothing, it speaks of the past. */
export type Turn = 'joined' | 'denied' | 'invalid' | 'errored' | 'left' | Leaving | undefined;

/** What a signal about its topic means to a channel that stands so (ewallet.md, "Envelope"). */
export function turnOf(standing: Standing, signal: Signal): Turn {
  switch (standing.phase) {
    case 'joining':
      if (signal.ref !== standing.joinRef) return undefined;
      if (signal.type === 'reply') return signal.ok ? 'joined' : refusalOf(signal.error);
      // The documents let a refused join be a phx_error.
      return signal.type === 'error' ? 'denied' : 'errored';
    case 'joined':
      return signal.type !== 'reply' && signal.ref === standing.joinRef ? 'errored' : undefined;
    case 'leaving':
      return leavingTurn(standing, signal);
    default:
      return undefined;
  }
}

/** After a join that the server never took up there is nothing to close: its leave is only refused. */
function leavingTurn(standing: Leaving, signal: Signal): Turn {
  if (signal.type === 'reply') {
    if (signal.ref !== standing.leaveRef) return undefined;
    return !signal.ok || standing.heard === 'close' ? 'left' : { ...standing, heard: 'reply' };
  }
  if (signal.ref !== standing.joinRef) return undefined;
  return standing.heard === 'reply' ? 'left' : { ...standing, heard: 'close' };
}

/** One code stands for two things, told apart by words only. What is unknown is a no like any other, asked again seldom. */
function refusalOf(error: WalletError | undefined): 'denied' | 'invalid' | 'errored' {
  if (error?.code !== 'websocket:connect_error') return 'denied';
  if (/unmatched topic/i.test(error.description)) return 'invalid';
  return /join crashed/i.test(error.description) ? 'errored' : 'denied';
}
