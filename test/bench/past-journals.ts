import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Wanted {
  readonly how: 'encrypted' | 'plain';
  readonly count: number;
}

export type PastJournals = (wanted: Wanted) => string;

/** Fills the journals that parts will need, two at a time, and tells where each is. Parts copy them before they write. */
export async function fillPastJournals(folder: string, wanted: readonly Wanted[]): Promise<PastJournals> {
  const fileOf = ({ how, count }: Wanted): string => path.join(folder, `${how}-${count}.db`);
  const unique = new Map(wanted.map((one) => [fileOf(one), one]));
  const waiting = [...unique].toSorted(([, a], [, b]) => b.count - a.count);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runFiller(next[1], next[0]);
  };
  // Both have ended before a failure goes on, and the folder with it.
  const failed = (await Promise.allSettled([work(), work()])).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return fileOf;
}

async function runFiller({ how, count }: Wanted, file: string): Promise<void> {
  const filler = spawn(process.execPath, [path.join(import.meta.dirname, 'filler.mjs'), how, String(count), file], { stdio: ['ignore', 2, 2] });
  const [code] = await once(filler, 'exit');
  if (code !== 0) throw new Error(`a journal of ${count} alerts could not be filled (exit code ${String(code)})`);
}
