import { networkInterfaces } from 'node:os';
import type { Clock, Stop } from '../shared/clock.ts';

/** What suggests that a server may be within reach again. */
export type WakeReason = 'resume' | 'unlock' | 'network' | 'interfaces' | 'clock';

/** Cuts waiting short when the machine's network or clock changed. */
export interface Wake {
  /** Whether any source is backing off: only then interfaces and clock are looked at. */
  waiting(is: boolean): void;
  /** The desktop's own signs. Any number of them within three seconds wakes once. */
  signal(reason: WakeReason): void;
  stop(): void;
}

export interface WakeDeps {
  clock: Clock;
  /** Addresses of this machine, by which it reaches others. */
  addresses(): readonly string[];
  wake(reason: WakeReason): void;
}

const LOOK_MS = 5_000;
const JUMP_MS = 3_000;
const ONE_MS = 3_000;

/** Signs come doubled or never (resume), so they are merged, and looked for where somebody waits. */
export function createWake({ clock, addresses, wake }: WakeDeps): Wake {
  let stopLook: Stop | undefined;
  let lastWake = { now: -Infinity, elapsed: -Infinity };
  let known: ReadonlySet<string> = new Set();
  let looked = 0;

  const signal = (reason: WakeReason): void => {
    const at = { now: clock.now(), elapsed: clock.elapsed() };
    // Both, since the one stands still while the machine sleeps, and the other may be set back.
    if (at.elapsed - lastWake.elapsed < ONE_MS && Math.abs(at.now - lastWake.now) < ONE_MS) return;
    lastWake = at;
    wake(reason);
  };

  const look = (): void => {
    const before = { known, looked };
    remember();
    stopLook = clock.after(LOOK_MS, look);
    // The timer stands still while the machine sleeps; the wall clock does not.
    if (Math.abs(looked - before.looked - LOOK_MS) > JUMP_MS) signal('clock');
    else if ([...known].some((address) => !before.known.has(address))) signal('interfaces');
  };

  const remember = (): void => {
    known = new Set(addresses());
    looked = clock.now();
  };

  const rest = (): void => {
    stopLook?.();
    stopLook = undefined;
  };

  return {
    waiting(is) {
      if (!is) rest();
      else if (stopLook === undefined) {
        remember();
        stopLook = clock.after(LOOK_MS, look);
      }
    },
    signal,
    stop: rest,
  };
}

/** This machine's addresses, loopback left out. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => !address.internal)
    .map((address) => address.address);
}
