import type { Clock, Stop } from '../../shared/clock.ts';
import type { Trouble } from '../../shared/connection.ts';

export interface HeartbeatDeps {
  clock: Clock;
  /** Puts a heartbeat on the socket. */
  beat(): void;
  /** The server fell silent: nothing more is sent. */
  dead(trouble: Trouble): void;
}

/** Beats, and notices when there is nobody at the other end (doshii.md, "Heartbeat"). Costs one timer. */
export interface Heartbeat {
  /** The socket is open: beats at once, which completes the handshake. */
  start(): void;
  /** Any frame came. */
  heard(): void;
  /** Beats now, and gives the answer a short limit. */
  check(): void;
  /** We read no more for a while: meanwhile the server's silence says nothing. */
  hold(on: boolean): void;
  stop(): void;
}

const EVERY_MS = 30_000;
const SILENT_MS = 75_000;
const CHECK_MS = 10_000;

export function createHeartbeat({ clock, beat, dead }: HeartbeatDeps): Heartbeat {
  let running = false;
  let held = false;
  let stopTimer: Stop | undefined;
  let lastBeat = 0;
  let lastHeard = 0;
  /** When the answer to a check is due. */
  let dueAt: number | undefined;

  const silentAt = (): number => (held ? Infinity : Math.min(lastHeard + SILENT_MS, dueAt ?? Infinity));
  const arm = (): void => {
    stopTimer?.();
    if (running) stopTimer = clock.after(Math.max(0, Math.min(lastBeat + EVERY_MS, silentAt()) - clock.elapsed()), tick);
  };
  const send = (): void => {
    lastBeat = clock.elapsed();
    beat();
  };
  const stop = (): void => {
    running = false;
    stopTimer?.();
  };
  const tick = (): void => {
    const now = clock.elapsed();
    if (now >= silentAt()) {
      stop();
      const limit = dueAt !== undefined && now >= dueAt ? CHECK_MS : SILENT_MS;
      dead({ code: 'silent', detail: `no frame within ${limit / 1000} s` });
      return;
    }
    if (now >= lastBeat + EVERY_MS) send();
    arm();
  };

  return {
    start() {
      running = true;
      lastHeard = clock.elapsed();
      send();
      arm();
    },
    heard() {
      // No new timer a frame: one that comes early looks again.
      lastHeard = clock.elapsed();
      dueAt = undefined;
    },
    check() {
      if (!running || dueAt !== undefined) return;
      if (!held) dueAt = clock.elapsed() + CHECK_MS;
      send();
      arm();
    },
    hold(on) {
      held = on;
      lastHeard = clock.elapsed();
      dueAt = undefined;
      arm();
    },
    stop,
  };
}
