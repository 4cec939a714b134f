import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../shared/clock.ts';
import { createRedactor, type Redactor } from './redact.ts';

export type Level = 'info' | 'warn' | 'error';

/** What happened, for whoever looks into a problem. Never throws, never waits; secrets are masked before anything is queued. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
  /** This value is never written from now on. */
  hide(secret: string): void;
  /** A text as the log would hold it: for what servers say, which may be what we told them. */
  mask(text: string): string;
  /** Settles when all that was logged until now is in the file, or could not be. */
  flush(): Promise<void>;
}

export interface LogDeps {
  /** Absolute path of the data folder; the log is tradebell.log there, and tradebell.1.log before it. */
  folder: string;
  clock: Clock;
  redactor?: Redactor;
  /** Also told each line, already masked: the console while developing. */
  echo?(level: Level, line: string): void;
  /** Bytes after which a file is put by, and a new one begun; 1 MB. */
  maxBytes?: number;
  /** Lines that wait for the disk at most, the oldest are kept; 1,000. */
  maxQueue?: number;
}

/** Opens the log; touches the disk with the first line only. */
export function openLog(deps: LogDeps): Log {
  const { folder, clock, redactor = createRedactor(), maxBytes = 1024 * 1024, maxQueue = 1000 } = deps;
  const file = path.join(folder, 'tradebell.log');
  const older = path.join(folder, 'tradebell.1.log');
  const queue: string[] = [];
  const state = { lost: 0, writing: undefined as Promise<void> | undefined };

  const line = (level: Level, message: string, details?: unknown): string => {
    const at = new Date(clock.now()).toISOString();
    return JSON.stringify({ at, level, message: redactor.text(message), ...(details === undefined ? {} : { details }) });
  };

  const append = async (text: string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const size = await sizeOf(file);
    if (size > 0 && size + Buffer.byteLength(text) > maxBytes) await rename(file, older);
    await appendFile(file, text, { mode: 0o600 });
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const lines = queue.splice(0, slice(queue, maxBytes));
      const lost = state.lost;
      if (lost > 0) lines.push(line('warn', `${lost} lines of the log were lost: the disk was slow, full or read-only`));
      try {
        await append(`${lines.join('\n')}\n`);
        state.lost -= lost;
      } catch (error) {
        // A log that cannot be written must not become a trouble of its own; how much is missing is said once it can be.
        state.lost += lines.length - (lost > 0 ? 1 : 0);
        deps.echo?.('error', line('error', 'the log cannot be written', redactor.value({ error })));
      }
    }
    state.writing = undefined;
  };

  const log =
    (level: Level) =>
    (message: string, details?: Record<string, unknown>): void => {
      const text = line(level, message, details === undefined ? undefined : redactor.value(details));
      deps.echo?.(level, text);
      if (queue.length >= maxQueue) {
        state.lost += 1;
        return;
      }
      queue.push(text);
      state.writing ??= Promise.resolve().then(drain);
    };

  return {
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    hide: (secret) => redactor.know(secret),
    mask: redactor.text,
    flush: () => state.writing ?? Promise.resolve(),
  };
}

/** How many of the waiting lines fit into one file; one at least. */
function slice(queue: readonly string[], maxBytes: number): number {
  let bytes = 0;
  const end = queue.findIndex((text) => {
    bytes += Buffer.byteLength(text) + 1;
    return bytes > maxBytes / 2;
  });
  return end < 0 ? queue.length : Math.max(1, end);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
