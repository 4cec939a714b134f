import type { Clock } from '../../shared/clock.ts';
import { ageOf, type Moment } from '../moment.ts';

/** Seconds: what Waypoint looks back at most (acapy-cloud.md, "Waypoint"). */
export const LONGEST = 60;

/** How far to look back, in whole seconds, so that nothing since then is missed; one more, for the request's own way. */
export function lookBackOver(clock: Clock, since: Moment | undefined): number {
  return since === undefined ? LONGEST : Math.min(LONGEST, Math.ceil(ageOf(clock, since) / 1000) + 1);
}
