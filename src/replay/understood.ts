import type { Alert } from '../shared/alert.ts';
import type { Item } from '../shared/batch.ts';

/** What came of one frame: several steps where a REST answer holds several rows. `also`: what the journal is told with the alert. */
export type Step = { outcome: 'alert'; alert: Alert; also?: Item[] } | { outcome: 'state' | 'ignored' | 'duplicate'; reason: string };

export interface Understood {
  steps: Step[];
  /** The remote said who it is, or who we are there. */
  self?: string;
}

/** Reads one recorded frame, or REST answer, that arrives at `now` (UTC ms). `self`: who we are there, as far as that is known. */
export type Understand = (text: string, at: { now: number; self?: string }) => Understood;

/** What understanding a system's frames takes besides the frames. */
export interface UnderstandDeps {
  /** The alert of that key, as the journal has it. */
  held(identity: string, key: string): Alert | undefined;
}

export function state(reason: string): Understood {
  return { steps: [{ outcome: 'state', reason }] };
}

export function orState(steps: Step[], reason: string): Understood {
  return steps.length > 0 ? { steps } : state(reason);
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
