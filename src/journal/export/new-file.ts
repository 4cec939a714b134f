import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Gathered before the disk is asked. */
const CHUNK = 64 * 1024;

/**
 * Writes a file as it comes, under another name until it is whole and on disk: what ends early, by a fault or because it was stopped, leaves
 * nothing, and a file that was there as it was. Only its owner may read it. `token` keeps the other name apart from every file that is there.
 * Rejects with the system's error, or with what the pieces or the signal threw.
 */
export async function writeWhole(file: string, pieces: AsyncIterable<string>, token: string, signal?: AbortSignal): Promise<void> {
  const part = path.join(path.dirname(file), `.${path.basename(file).slice(0, 100)}.${token}.part`);
  const handle = await open(part, 'wx', 0o600);
  try {
    let waiting: string[] = [];
    let size = 0;
    const flush = async (): Promise<void> => {
      const bytes = Buffer.from(waiting.join(''));
      waiting = [];
      size = 0;
      await handle.writeFile(bytes);
    };
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      waiting.push(piece);
      size += piece.length;
      if (size >= CHUNK) await flush();
    }
    await flush();
    await handle.sync();
    signal?.throwIfAborted();
    await handle.close();
    await rename(part, file);
  } catch (error) {
    // What went wrong first is what counts.
    await handle.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}
