import type { Clock } from '../../shared/clock.ts';

/** A moment by both clocks: one stands still while the machine sleeps, the other jumps when it is set. */
export interface Moment {
  elapsed: number;
  now: number;
}

/** Seconds: what Waypoint looks back at most (acapy-cloud.md, "Waypoint"). */
export const LONGEST = 60;

export function momentOf(clock: Clock, agoMs = 0): Moment {
  return { elapsed: clock.elapsed() - agoMs, now: clock.now() - agoMs };
}

/** Milliseconds since then; where the clocks differ, the longer time. */
export function ageOf(clock: Clock, moment: Moment): number {
  return Math.max(0, clock.elapsed() - moment.elapsed, clock.now() - moment.now);
}

/** How far to look back, in whole seconds, so that nothing since then is missed; one more, for the request's own way. */
export function lookBackOver(clock: Clock, since: Moment | undefined): number {
  return since === undefined ? LONGEST : Math.min(LONGEST, Math.ceil(ageOf(clock, since) / 1000) + 1);
}
