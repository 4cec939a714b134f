import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { JournalError } from '../../src/journal/journal.ts';
import { bundled, run } from './child.ts';
import { batch, folder, IDENTITY, newJournal, sample } from './sample.ts';

test('at the limit of its size, a journal refuses what does not fit, whole, and keeps what it holds', async () => {
  const troubles: unknown[] = [];
  const journal = newJournal({ maxPages: 120, trouble: (error) => troubles.push(error) });
  await journal.write({ ...batch(sample({ key: 'held', item: 'lamp' })), watermarks: { s: '1' } });
  const large = batch(...Array.from({ length: 300 }, (_, i) => sample({ key: `k${i}`, frame: 'x'.repeat(8000) })));
  const refused = await journal.write({ ...large, watermarks: { s: '2' } }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(JournalError);
  expect(refused).toMatchObject({ code: 'full' });
  expect(journal.counts().total).toBe(1);
  expect(journal.watermarks(IDENTITY)).toEqual({ s: '1' });
  expect((await journal.write(batch(sample({ key: 'small' }))))[0]!.outcome).toBe('new');
  expect(journal.query({ search: 'lamp', limit: 5 })).toHaveLength(1);
  expect(troubles.length).toBeGreaterThan(0);
});

/** A disk of 2 MB in a world of its own, where the machine allows that; on it, 600 KB that can be given back. */
const SMALL_DISK = 'mount -t tmpfs -o size=2m none "$1" && head -c 600000 /dev/zero > "$1/spare" && exec "$2" "$3" "$1/j.db" "$1/spare"';
/** Else a limit on the size of each file, which SQLite takes for a broken disk. */
const SMALL_FILES = 'ulimit -f 2000; exec "$2" "$3" "$1/j.db" ""';

test('on a disk that is full nothing is written by half, and with room again writing goes on', async () => {
  const script = await bundled('fill.script.ts');
  const disk = folder();
  const unshare = mountable(disk);
  let said = '';
  const args = ['-c', unshare === undefined ? SMALL_FILES : SMALL_DISK, 'sh', disk, process.execPath, script];
  const ended = await run(unshare?.[0] ?? 'sh', unshare === undefined ? args : [...unshare.slice(1), 'sh', ...args], (line) => void (said = line));
  expect(ended).toEqual({ code: 0, signal: null, errors: '' });
  const expected = unshare === undefined ? { code: 'broken', again: 'no room made' } : { code: 'full', again: 'new,new,new' };
  expect(JSON.parse(said)).toEqual({ ...expected, half: 0, watermarkKept: true, found: 5, troubled: true });
});

/** How to get a mount namespace here; undefined where there is no way to. */
function mountable(disk: string): string[] | undefined {
  return [['unshare', '-m'], ['unshare', '-rm']].find(([command = '', flag = '']) => {
    try {
      execFileSync(command, [flag, 'mount', '-t', 'tmpfs', 'none', path.resolve(disk)], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}
