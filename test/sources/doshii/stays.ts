import type { Alert } from '../../../src/shared/alert.ts';
import type { TestClock } from '../../clock.ts';
import type { Kept } from '../../contract/recording-sink.ts';
import type { Doshii, DoshiiOptions } from '../../servers/doshii/doshii.ts';
import { aDoshii, aSource, type SourceOptions, testClock } from './with-doshii.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** One stay, from start to stop, so long after the last that nothing is waited for; answers what was kept. */
export async function aStay(doshii: Doshii, clock: TestClock, options: SourceOptions = {}): Promise<Kept> {
  const it = aSource(doshii, clock, options);
  await it.online();
  await it.stop();
  return it.sink.kept;
}

/** A Doshii, after a first stay with it. */
export async function begun(options: DoshiiOptions = {}): Promise<{ clock: TestClock; doshii: Doshii; kept: Kept }> {
  const clock = testClock();
  const doshii = await aDoshii(clock, options);
  return { clock, doshii, kept: await aStay(doshii, clock) };
}

/** What is told of one thing. */
export function alertsOf(kept: Kept, id: string | number): Alert[] {
  return [...kept.alerts.values()].filter(({ subject }) => subject?.id === String(id));
}
