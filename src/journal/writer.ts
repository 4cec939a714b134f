import type { Clock } from '../shared/clock.ts';
import { diskFailure, type Database } from './database.ts';

/** Work within a transaction. It yields where it may be interrupted, every few tenths of a millisecond. */
export type Work<T> = () => Generator<void, T, void>;

/** Work that can wait: one small piece of it in a transaction or turn of its own; false where none is left. */
export interface Chore {
  run(): boolean;
}

export interface Writer {
  /** Queues; resolves when its transaction is on disk, rejects with JournalError where that cannot be, with nothing of it written. */
  add<T>(work: Work<T>): Promise<T>;
  /** There may be chores again. */
  wake(): void;
  /** Nothing queued, no chore left (a chore that failed counts as left for the next wake). */
  idle(): Promise<void>;
  /** Takes nothing more; resolves when what was queued is written. Chores are left for the next time. */
  end(): Promise<void>;
}

export interface WriterDeps {
  db: Database;
  clock: Pick<Clock, 'elapsed'>;
  /** How long the main loop may be held at a time, in ms. */
  sliceMs: number;
  /** Lets the main loop turn once; setImmediate, not a timer, so that nothing is due while nothing is to do. */
  turn(): Promise<void>;
  chores: readonly Chore[];
  /** Runs in a turn of its own after each transaction or chore. */
  upkeep(): void;
  /** After each commit, before the promises of its work resolve. */
  committed(): void;
  /** After a transaction was undone. */
  undone(): void;
  /** Something failed, and whoever waits for it was told. Chores and upkeep, for which nobody waits, are tried again after the next write. */
  trouble(error: unknown): void;
}

interface Job {
  steps(): Generator<void, () => void, void>;
  fail(error: unknown): void;
  /** Is to have a transaction of its own, because one that it was in went wrong for no fault of the disk. */
  alone: boolean;
}

/** However still the clock stands, the loop turns after so many steps. */
const STEPS_PER_SLICE = 1000;
/** So many slices may become one transaction while more comes in than one can hold: many small commits write the same pages again and again. */
const SLICES = 10;

/**
 * The only one that writes. What came in while the loop turned becomes one transaction, as far as it fits a few slices. A job longer than a
 * slice is interrupted, its transaction staying open, until it is whole; nothing else is written meanwhile, and readers, on a connection
 * of their own, do not see it. The commit has a turn of its own where much of the slice was used up.
 */
export function createWriter(deps: WriterDeps): Writer {
  const { db, clock, turn } = deps;
  const queue: Job[] = [];
  const waiting: (() => void)[] = [];
  let running = false;
  let ended = false;
  let chores = false;

  const transaction = async (): Promise<void> => {
    const jobs: Job[] = [];
    const settle: (() => void)[] = [];
    let began = clock.elapsed();
    let steps = 0;
    let slices = 1;
    const rest = async (limit: number): Promise<void> => {
      if (steps < STEPS_PER_SLICE && clock.elapsed() - began < limit) return;
      await turn();
      began = clock.elapsed();
      steps = 0;
      slices += 1;
    };
    try {
      db.exec('BEGIN IMMEDIATE');
      for (let job = queue[0]; job !== undefined && slices <= SLICES; job = queue[0]) {
        if (job.alone && jobs.length > 0) break;
        queue.shift();
        jobs.push(job);
        const work = job.steps();
        for (let step = work.next(); ; step = work.next()) {
          steps += 1;
          if (step.done === true) {
            settle.push(step.value);
            break;
          }
          await rest(deps.sliceMs);
        }
        if (job.alone) break;
      }
      await rest(deps.sliceMs / 2);
      db.exec('COMMIT');
    } catch (error) {
      undo(error, jobs);
      return;
    }
    // What waits for these writes goes on at once when they resolve: not in the same turn as a commit that took its time.
    await rest(deps.sliceMs / 2);
    deps.committed();
    for (const done of settle) done();
  };

  const undo = (error: unknown, jobs: readonly Job[]): void => {
    const failure = rolledBack(error) ?? diskFailure(error);
    deps.undone();
    deps.trouble(error);
    if (failure !== undefined) {
      // BEGIN itself may have failed, with nothing taken: then all that waits would fail alike, and is told so.
      const failed = jobs.length > 0 ? jobs : queue.splice(0);
      for (const job of failed) job.fail(failure);
    } else if (jobs.length > 1) {
      queue.unshift(...jobs.map((job) => ({ ...job, alone: true })));
    } else {
      for (const job of jobs) job.fail(error);
    }
  };

  /** SQLite may have rolled back already. What cannot even be undone is a disk failure, whatever began it. */
  const rolledBack = (error: unknown): Error | undefined => {
    try {
      if (db.inTransaction()) db.exec('ROLLBACK');
      return undefined;
    } catch (rollback) {
      return diskFailure(rollback) ?? diskFailure(error);
    }
  };

  /** What nobody waits for: a failure is said, and it is tried again another time. */
  const quietly = (task: () => boolean): boolean => {
    try {
      return task();
    } catch (error) {
      rolledBack(error);
      deps.trouble(error);
      return false;
    }
  };
  const chore = (): boolean => deps.chores.some((one) => one.run());
  const upkeep = (): boolean => (deps.upkeep(), true);

  const run = async (): Promise<void> => {
    for (;;) {
      await turn();
      if (queue.length > 0) {
        await transaction();
        chores = true;
      } else if (chores && !ended) {
        chores = quietly(chore);
      } else {
        break;
      }
      await turn();
      quietly(upkeep);
    }
    running = false;
    for (const resolve of waiting.splice(0)) resolve();
  };

  const start = (): void => {
    if (running) return;
    running = true;
    void run();
  };

  return {
    add<T>(work: Work<T>) {
      if (ended) return Promise.reject(new Error('the journal is closed'));
      return new Promise<T>((resolve, reject) => {
        const steps = function* (): Generator<void, () => void, void> {
          const result = yield* work();
          return () => resolve(result);
        };
        queue.push({ steps, fail: reject, alone: false });
        start();
      });
    },
    wake() {
      chores = true;
      start();
    },
    idle: () => (running ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    end() {
      ended = true;
      return running ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
    },
  };
}
