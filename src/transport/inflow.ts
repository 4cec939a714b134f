import { setImmediate as soon } from 'node:timers';
import type { Clock } from '../shared/clock.ts';

/** Frames between the socket and the journal. */
export interface Inflow {
  /** Only queues. */
  push(text: string): void;
  /** From now on frames are taken out; those that came before were kept. */
  open(take: (frames: readonly string[]) => void): void;
  stop(): void;
}

/** With so much waiting nothing more is read; with half of it, reading goes on. */
const HIGH = { frames: 50_000, characters: 16 * 1024 * 1024 };
/** So long, or so many, at one go: the main loop stays free for the window and the next frames. */
const SLICE_MS = 2;
const SLICE_FRAMES = 64;
const GRAIN = 16;

/**
 * Receiving never waits: what arrives in a burst is taken in slices, between which the main loop turns. Where frames come faster than they can
 * be taken, the server is held up (`hold`): what it could not send yet is lost to nobody, and memory stays flat.
 */
export function createInflow(clock: Clock, hold: (on: boolean) => void): Inflow {
  let waiting: string[] = [];
  let next = 0;
  let characters = 0;
  let held = false;
  let take: ((frames: readonly string[]) => void) | undefined;
  let scheduled: NodeJS.Immediate | undefined;

  const weigh = (): void => {
    const limit = held ? 2 : 1;
    const much = (waiting.length - next) * limit > HIGH.frames || characters * limit > HIGH.characters;
    if (much === held) return;
    held = much;
    hold(held);
  };

  const slice = (): void => {
    scheduled = undefined;
    const began = clock.elapsed();
    const end = next + SLICE_FRAMES;
    while (take !== undefined && next < Math.min(waiting.length, end) && clock.elapsed() - began < SLICE_MS) {
      const frames = waiting.slice(next, Math.min(next + GRAIN, end));
      next += frames.length;
      for (const frame of frames) characters -= frame.length;
      take(frames);
    }
    if (next >= waiting.length) {
      waiting = [];
      next = 0;
    }
    weigh();
    schedule();
  };

  const schedule = (): void => {
    if (take !== undefined && waiting.length > 0) scheduled ??= soon(slice);
  };

  return {
    push(text) {
      waiting.push(text);
      characters += text.length;
      weigh();
      schedule();
    },
    open(taker) {
      take = taker;
      schedule();
    },
    stop() {
      take = undefined;
      waiting = [];
      next = 0;
      characters = 0;
      if (scheduled !== undefined) clearImmediate(scheduled);
      scheduled = undefined;
    },
  };
}
