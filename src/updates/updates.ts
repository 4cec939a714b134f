import type { Clock, Stop } from '../shared/clock.ts';
import type { UpdateState } from '../shared/updates.ts';
import type { FailedInstall } from './failed-install.ts';
import { troubleOf } from './update-error.ts';
import type { Updater } from './updater.ts';

export interface UpdatesParts {
  /** Whether this package updates itself, or the state in which it stays. */
  does: 'itself' | UpdateState;
  /** What the end before this start could not install. */
  failed?: FailedInstall | undefined;
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
  settings: {
    get(): { checkForUpdates: boolean };
    onChange(listener: () => void): Stop;
  };
  /** Made when first needed: where updates are off, never. */
  updater(): Promise<Updater>;
  changed(): void;
  log(message: string, details?: Record<string, unknown>): void;
}

/** Looks for releases by itself, quietly, and fetches what it finds. Nothing here rings. */
export interface Updates {
  state(): UpdateState;
  /** Looks now. Settles when that is over, whatever came of it; never rejects. */
  look(): Promise<void>;
  /** Installs what is ready and starts it; answers whether anything was. */
  restart(): boolean;
  /** Timers stood still meanwhile. */
  woke(): void;
  /** The process ends now, with nothing else left in it. */
  atQuit(): void;
  close(): void;
}

const MINUTE_MS = 60_000;
/** Some minutes after the start, when connections have caught up, and not all who start at nine o'clock at once. */
const FIRST_MS = { least: 3 * MINUTE_MS, spread: 7 * MINUTE_MS };
const DAILY_MS = { least: 24 * 60 * MINUTE_MS, spread: 60 * MINUTE_MS };
/** Without a network there was no answer, which says nothing. */
const AGAIN_MS = { least: 60 * MINUTE_MS, spread: 30 * MINUTE_MS };

export function createUpdates(parts: UpdatesParts): Updates {
  const { does, clock, settings, log } = parts;
  let state: UpdateState = does === 'itself' ? { state: 'idle', ...(parts.failed && { trouble: parts.failed }) } : does;
  if (parts.failed !== undefined) log('the new release could not be installed at the last end', parts.failed);
  let running: Promise<void> | undefined;
  /** By a person, who is not told "off" for an answer. */
  let asked = false;
  let dueAt = 0;
  let stopTimer: Stop = () => {};
  let closed = false;
  let loaded: Updater | undefined;

  function set(next: UpdateState): void {
    state = next;
    if (!closed) parts.changed();
  }

  /** Plans the next look, or none. What is ready waits to be installed: the release after it is found then. */
  function plan({ least, spread }: { least: number; spread: number }): void {
    stopTimer();
    dueAt = 0;
    if (does !== 'itself' || closed || state.state === 'ready' || !settings.get().checkForUpdates) return;
    const wait = least + Math.floor(parts.random() * spread);
    dueAt = clock.now() + wait;
    stopTimer = clock.after(wait, () => void start());
  }

  function start(): Promise<void> {
    if (does !== 'itself' || closed || state.state === 'ready') return Promise.resolve();
    stopTimer();
    running ??= lookOnce().finally(() => {
      running = undefined;
      asked = false;
      const unanswered = state.state === 'idle' && state.trouble?.code === 'unreachable';
      plan(unanswered ? AGAIN_MS : DAILY_MS);
    });
    return running;
  }

  async function lookOnce(): Promise<void> {
    const lookedAt = state.state === 'idle' ? state.lookedAt : undefined;
    try {
      set({ state: 'looking' });
      const updater = (loaded ??= await parts.updater());
      const version = await updater.look();
      if (version === undefined) return set({ state: 'idle', lookedAt: clock.now() });
      // Switched off meanwhile: nothing is fetched that nobody wants any more.
      if (!asked && !settings.get().checkForUpdates) return set({ state: 'idle', ...(lookedAt === undefined ? {} : { lookedAt }) });
      log('a new release was found', { version });
      set({ state: 'downloading', version, share: 0 });
      await updater.download((share) => {
        // Told a hundred times, not for each piece that comes.
        const seen = Math.floor(Math.min(1, share) * 100) / 100;
        if (state.state === 'downloading' && seen > state.share) set({ ...state, share: seen });
      });
      log('a new release is ready', { version });
      set({ state: 'ready', version });
    } catch (error) {
      log('no update was taken', { error: String(error) });
      set({ state: 'idle', ...(lookedAt === undefined ? {} : { lookedAt }), trouble: { code: troubleOf(error), at: clock.now() } });
    }
  }

  plan(FIRST_MS);
  let wanted = settings.get().checkForUpdates;
  const stopListening = settings.onChange(() => {
    const now = settings.get().checkForUpdates;
    if (now === wanted) return;
    wanted = now;
    if (running === undefined) plan(FIRST_MS);
  });

  return {
    state: () => state,
    look() {
      asked = true;
      return start();
    },
    restart() {
      if (state.state !== 'ready') return false;
      log('the new release is to be installed, as was asked for', { version: state.version });
      try {
        loaded?.restart();
        return true;
      } catch (error) {
        log('it could not be', { error: String(error) });
        set({ state: 'idle', trouble: { code: troubleOf(error), at: clock.now() } });
        plan(DAILY_MS);
        return false;
      }
    },
    woke() {
      if (running === undefined && dueAt !== 0 && clock.now() >= dueAt) plan(FIRST_MS);
    },
    atQuit() {
      if (state.state === 'ready') loaded?.install();
    },
    close() {
      closed = true;
      stopTimer();
      stopListening();
    },
  };
}
