import type { Awaiting } from '../shared/alarm.ts';
import type { Clock, Stop } from '../shared/clock.ts';
import { alarms, type Due } from '../policy/alarms.ts';

export interface AlarmsDeps {
  clock: Clock;
  /** What may have to ring again, as the journal has it. May throw where it cannot be read. */
  awaiting(now: number): Awaiting[];
  /** Its time has come. Resolves to whether that is noted for good: else it must not ring from here again. */
  due(due: Due): Promise<boolean>;
}

/** Rings what is snoozed or runs out when its time comes: one timer for all, and none while nothing waits. */
export interface Alarms {
  /** Something is to be waited for, or not any more, or the clock may have been set. */
  look(): void;
  close(): void;
}

/** A clock may be set, or sleep, while a timer waits. */
const LONGEST_MS = 3_600_000;
/** A journal that cannot be read is asked again. */
const AGAIN_MS = 60_000;

export function createAlarms({ clock, awaiting, due: ring }: AlarmsDeps): Alarms {
  /** Rung, and not noted yet: what the journal says of them is of before. */
  const ringing = new Set<string>();
  let timer: Stop | undefined;
  let closed = false;

  function look(): void {
    timer?.();
    timer = undefined;
    if (closed) return;
    const now = clock.now();
    const found = read(now);
    const { due, nextAt } = found === undefined ? { due: [], nextAt: now + AGAIN_MS } : alarms(found, now);
    for (const one of due) {
      const name = `${one.id} ${one.again} ${one.at}`;
      if (ringing.has(name)) continue;
      ringing.add(name);
      void ring(one).then((noted) => noted && ringing.delete(name));
    }
    if (nextAt !== undefined) timer = clock.after(Math.min(nextAt - now, LONGEST_MS), look);
  }

  /** Undefined where the disk does not let itself be read: that is told where it is written. */
  function read(now: number): Awaiting[] | undefined {
    try {
      return awaiting(now);
    } catch {
      return undefined;
    }
  }

  return {
    look,
    close() {
      closed = true;
      timer?.();
    },
  };
}
