import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs a task with a folder of its own, and removes it in the end. `inMemory`: where nothing waits for a disk, if there is such a place. */
export async function inFolder<T>(task: (folder: string) => Promise<T>, { inMemory = false } = {}): Promise<T> {
  const folder = await mkdtemp(path.join(inMemory && existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tradebell-bench-'));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
