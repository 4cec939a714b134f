import type { Clock, Stop } from '../../shared/clock.ts';

/** Due times by key, all of them on at most one timer of the clock; none while nothing is due. */
export interface Agenda {
  /** Calls `due` with this key once after `ms`, in place of an earlier appointment of the same key. */
  set(key: string, ms: number): void;
  delete(key: string): void;
  clear(): void;
}

/** `due` may make, move and delete appointments. */
export function createAgenda(clock: Clock, due: (key: string) => void): Agenda {
  const appointments = new Map<string, number>();
  let timer: { at: number; stop: Stop } | undefined;
  let ringing = false;

  const rest = (): void => {
    timer?.stop();
    timer = undefined;
  };
  const wakeAt = (at: number): void => {
    rest();
    timer = { at, stop: clock.after(at - clock.elapsed(), ring) };
  };
  const ring = (): void => {
    timer = undefined;
    const now = clock.elapsed();
    const reached = [...appointments].filter(([, at]) => at <= now);
    ringing = true;
    for (const [key, at] of reached) {
      // An earlier one in this round may have moved or ended it.
      if (appointments.get(key) !== at) continue;
      appointments.delete(key);
      due(key);
    }
    ringing = false;
    let next = Infinity;
    for (const at of appointments.values()) next = Math.min(next, at);
    if (next < Infinity) wakeAt(next);
  };

  return {
    set(key, ms) {
      const at = clock.elapsed() + ms;
      appointments.set(key, at);
      // A timer that is early costs one look; finding the earliest at each appointment would cost a look at all of them.
      if (!ringing && (timer === undefined || at < timer.at)) wakeAt(at);
    },
    delete(key) {
      appointments.delete(key);
      if (appointments.size === 0) rest();
    },
    clear() {
      appointments.clear();
      rest();
    },
  };
}
