import type { Clock } from '../shared/clock.ts';

/** A moment by both clocks: one stands still while the machine sleeps, the other jumps when it is set. */
export interface Moment {
  elapsed: number;
  now: number;
}

export function momentOf(clock: Clock, agoMs = 0): Moment {
  return { elapsed: clock.elapsed() - agoMs, now: clock.now() - agoMs };
}

/** Milliseconds since then; where the clocks differ, the longer time. */
export function ageOf(clock: Clock, moment: Moment): number {
  return Math.max(0, clock.elapsed() - moment.elapsed, clock.now() - moment.now);
}
