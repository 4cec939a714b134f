import { createBackoff } from '../../transport/backoff.ts';

/** The catch-ups of one stay: one at a time, again where it failed, and where it was wanted while one ran. */
export interface Passes {
  /** That of the stay's beginning; settles when it is through. Rejects where there is no sense in going on. */
  first(): Promise<void>;
  /** Something may have been missed. */
  want(): void;
  /** Something was surely missed, and would be missed again at once. */
  wantLater(): void;
}

export interface PassesDeps {
  /** Uniform in [0, 1). */
  random(): number;
  pause(ms: number): Promise<void>;
  track(work: Promise<void>): void;
  isOver(): boolean;
  pass(): Promise<void>;
  /** Nothing is asked again after this. */
  isFinal(error: unknown): boolean;
  /** The server has no list of what was missed. */
  isUnlisted(error: unknown): boolean;
  unlisted(): void;
  catchingUp(): void;
  done(): void;
  failed(error: unknown, retryMs: number): void;
}

export function createPasses(deps: PassesDeps): Passes {
  let running = false;
  let again = false;
  let later = false;

  const untilDone = async (): Promise<void> => {
    const backoff = createBackoff(deps.random);
    do {
      again = false;
      later = false;
      try {
        await deps.pass();
        if (deps.isOver()) return;
        deps.done();
      } catch (error) {
        if (deps.isOver()) return;
        if (deps.isFinal(error)) throw error;
        if (deps.isUnlisted(error)) {
          later = false;
          deps.unlisted();
          return;
        }
        const retryMs = backoff.next();
        deps.failed(error, retryMs);
        await deps.pause(retryMs);
        again = true;
      }
    } while (again && !deps.isOver());
  };
  const run = async (before?: Promise<void>): Promise<void> => {
    running = true;
    try {
      await before;
      if (!deps.isOver()) await untilDone();
    } finally {
      running = false;
    }
    // What was missed while it ran it may have asked for already.
    if (later && !deps.isOver()) afterPause();
  };
  const afterPause = (): void => {
    deps.track(run(deps.pause(createBackoff(deps.random).next())));
  };

  return {
    first() {
      deps.catchingUp();
      return run();
    },
    want() {
      again = true;
      if (!running) deps.track(run());
    },
    wantLater() {
      if (running) later = true;
      else afterPause();
    },
  };
}
