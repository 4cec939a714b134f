import type { Clock, Stop } from '../../shared/clock.ts';
import type { Trouble } from '../../shared/connection.ts';

export interface HeartbeatDeps {
  clock: Clock;
  /** Puts a heartbeat on the socket and says its ref. */
  beat(): string;
  /** The first reply, or 30 s of life: once. */
  alive(): void;
  /** No reply within 10 s, nor anything else: nothing more is sent. */
  dead(trouble: Trouble): void;
}

/** Keeps a socket open, and notices when there is nobody at its other end. Costs one timer. */
export interface Heartbeat {
  /** The socket is open. */
  start(): void;
  /** Beats now; where a reply is awaited already, that one decides. */
  check(): void;
  /** Any frame came: the server is not silent, though its reply may be behind many others. */
  heard(): void;
  /** A reply came; of no effect where it is not the awaited one. */
  answered(ref: string): void;
  stop(): void;
}

/** The server closes after 60 s without bytes from the client (ewallet.md, "Connect"). */
const EVERY_MS = 25_000;
const REPLY_MS = 10_000;
const LIFE_MS = 30_000;

/**
 * The first beat comes a whole interval after the socket opened: an earlier one would be answered before a poison topic ends the socket,
 * and so would pass for proof of life.
 */
export function createHeartbeat({ clock, beat, alive, dead }: HeartbeatDeps): Heartbeat {
  let running = false;
  let stopTimer: Stop | undefined;
  let awaited: string | undefined;
  /** Since the beat, or since the limit was last put off. */
  let heard = false;
  let proven = false;
  let openedAt = 0;
  let lastBeat = 0;
  let limitFrom = 0;

  const stop = (): void => {
    running = false;
    stopTimer?.();
  };
  /** When the next thing happens: a beat, its limit, or the end of the first 30 s. */
  const nextAt = (): number => {
    const at = awaited === undefined ? lastBeat + EVERY_MS : limitFrom + REPLY_MS;
    return proven ? at : Math.min(at, openedAt + LIFE_MS);
  };
  const arm = (): void => {
    stopTimer?.();
    if (running) stopTimer = clock.after(Math.max(0, nextAt() - clock.elapsed()), tick);
  };
  const prove = (): void => {
    if (proven) return;
    proven = true;
    alive();
  };
  const send = (): void => {
    lastBeat = clock.elapsed();
    limitFrom = lastBeat;
    heard = false;
    awaited = beat();
  };
  const tick = (): void => {
    const now = clock.elapsed();
    if (awaited !== undefined && now >= limitFrom + REPLY_MS && heard) {
      heard = false;
      limitFrom = now;
    } else if (awaited !== undefined && now >= limitFrom + REPLY_MS) {
      stop();
      dead({ code: 'silent', detail: `no reply to a heartbeat within ${REPLY_MS} ms` });
      return;
    }
    if (awaited === undefined && now >= lastBeat + EVERY_MS) send();
    if (now >= openedAt + LIFE_MS) prove();
    arm();
  };

  return {
    start() {
      running = true;
      openedAt = clock.elapsed();
      lastBeat = openedAt;
      arm();
    },
    check() {
      if (!running || awaited !== undefined) return;
      send();
      arm();
    },
    heard() {
      heard = true;
    },
    answered(ref) {
      if (!running || ref !== awaited) return;
      awaited = undefined;
      prove();
      arm();
    },
    stop,
  };
}
