import type { Clock, Stop } from '../shared/clock.ts';
import type { Settings } from '../shared/settings.ts';
import type { SettingsStore } from '../vault/settings.ts';

/** The longest that a timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export function isPaused({ pausedUntil }: Pick<Settings, 'pausedUntil'>, clock: Clock): boolean {
  return pausedUntil === null || pausedUntil > clock.now();
}

/** Tells when a pause begins and ends, by the user or by itself; at once how it is now. */
export function watchPause(settings: SettingsStore, clock: Clock, tell: (paused: boolean) => void): Stop {
  let timer: Stop | undefined;
  let told: boolean | undefined;
  const look = (): void => {
    timer?.();
    const { pausedUntil } = settings.get();
    const paused = isPaused(settings.get(), clock);
    if (paused && pausedUntil !== null) timer = clock.after(Math.min(pausedUntil - clock.now(), MAX_TIMER_MS), look);
    if (paused !== told) tell(paused);
    told = paused;
  };
  const stopListening = settings.onChange(look);
  look();
  return () => {
    stopListening();
    timer?.();
  };
}
