import { setImmediate as soon } from 'node:timers';
import type { Clock } from '../shared/clock.ts';

/** Frames between the socket and the journal. */
export interface Inflow {
  /** Only queues. Answers false where so much waits that the socket had better be given up. */
  push(text: string): boolean;
  /** From now on frames are taken out; those that came before were kept. */
  open(take: (frames: readonly string[]) => void): void;
  stop(): void;
}

const MAX_FRAMES = 50_000;
const MAX_CHARACTERS = 64 * 1024 * 1024;
/** So long, or so many, at one go: the main loop stays free for the window and the next frames. */
const SLICE_MS = 2;
const SLICE_FRAMES = 64;
const GRAIN = 16;

/** Receiving never waits: what arrives in a burst is taken in slices, between which the main loop turns. */
export function createInflow(clock: Clock): Inflow {
  let waiting: string[] = [];
  let next = 0;
  let characters = 0;
  let take: ((frames: readonly string[]) => void) | undefined;
  let scheduled: NodeJS.Immediate | undefined;

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
    schedule();
  };

  const schedule = (): void => {
    if (take !== undefined && waiting.length > 0) scheduled ??= soon(slice);
  };

  return {
    push(text) {
      if (waiting.length - next >= MAX_FRAMES || characters + text.length > MAX_CHARACTERS) return false;
      waiting.push(text);
      characters += text.length;
      schedule();
      return true;
    },
    open(taker) {
      take = taker;
      schedule();
    },
    stop() {
      take = undefined;
      waiting = [];
      next = 0;
      if (scheduled !== undefined) clearImmediate(scheduled);
      scheduled = undefined;
    },
  };
}
