import type { Trouble } from '../shared/connection.ts';
import type { System } from '../shared/system.ts';
import { troubleOf } from '../transport/errors.ts';
import { NetworkError } from '../transport/network.ts';
import type { SourceDeps } from './source.ts';

export interface BackgroundDeps extends Pick<SourceDeps, 'log'> {
  /** For the log. */
  system: System;
  /** From then on the failing of work is no news. Absent: it always is. */
  isOver?(): boolean;
  /** What failing work ends, with the trouble that it failed with. Absent: the log alone says so. */
  fail?(trouble: Trouble): void;
}

/** Work that nobody waits for before the end. */
export interface Background {
  track(work: Promise<void>): void;
  /** Writing that nothing depends on: should it fail, the log says so, also after the end. */
  note(writing: Promise<void> | undefined): void;
  /** Settles when none is left, nor what it set off. Never rejects. */
  idle(): Promise<void>;
}

export function createBackground({ system, log, isOver, fail }: BackgroundDeps): Background {
  const tasks = new Set<Promise<void>>();

  const add = (work: Promise<void>, failed: (error: unknown) => void): void => {
    const task = work.catch(failed).finally(() => tasks.delete(task));
    tasks.add(task);
  };

  return {
    track: (work) =>
      add(work, (error) => {
        if (isOver?.() === true) return;
        // A trouble of the wire is told by what it ends.
        if (fail === undefined || !(error instanceof NetworkError)) log(`${system}: unexpected`, { error: String(error) });
        fail?.(troubleOf(error));
      }),
    note(writing) {
      if (writing !== undefined) add(writing, (error) => log(`${system}: not journaled`, { error: String(error) }));
    },
    async idle() {
      while (tasks.size > 0) await Promise.all(tasks);
    },
  };
}
