/** Ends what it was given for: a timer, a subscription, a server. Calling it twice is harmless. */
export type Stop = () => void;

/** Time, as every room below the desktop knows it. Tests bring their own and move it by hand. */
export interface Clock {
  /** UTC milliseconds; may jump when the machine's clock is set or the machine slept. */
  now(): number;
  /** Milliseconds that only ever grow; for measuring how long something took. */
  elapsed(): number;
  /** Runs `task` once after `ms`; a pending timer does not keep the process alive. */
  after(ms: number, task: () => void): Stop;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    if (typeof timer === 'object') timer.unref();
    return () => clearTimeout(timer);
  },
};
