import path from 'node:path';
import { expect, test } from 'vitest';
import { bundled, run } from './child.ts';
import { folder, IDENTITY, journalAt, KEY } from './sample.ts';

test('killed at any moment of a burst, nothing that was promised is lost, nothing is new twice, and no watermark runs ahead', { timeout: 60_000 }, async () => {
  const script = await bundled('burst.script.ts');
  const file = path.join(folder(), 'j.db');
  const promised = new Set<string>();
  const twice: string[] = [];
  let watermark = 0;

  for (const round of Array.from({ length: 10 }, (_, i) => i)) {
    let lines = 0;
    const enough = 1 + Math.floor(Math.random() * 700);
    const ended = await run(process.execPath, [script, file, KEY, `r${round}`], (line) => {
      const [event, what = ''] = line.split(' ');
      if (event === 'watermark') watermark = Number(what);
      else if (promised.has(what)) twice.push(what);
      else promised.add(what);
      lines += 1;
      return lines === enough ? 'kill' : undefined;
    });
    expect(ended).toMatchObject({ signal: 'SIGKILL', errors: '' });
  }

  const journal = journalAt(file, { key: KEY, merge: () => undefined, searchText: (alert) => `lamp ${alert.key}` });
  expect(twice).toEqual([]);
  const missing = (keys: Iterable<string>): string[] => [...keys].filter((key) => journal.entryByKey(IDENTITY, key) === undefined);
  expect(missing(promised)).toEqual([]);
  const reached = Number(journal.watermarks(IDENTITY)['notifications'] ?? 0);
  expect(reached).toBeGreaterThanOrEqual(watermark);
  expect(missing(Array.from({ length: reached * 60 }, (_, i) => `pass-${Math.floor(i / 60) + 1}-${i % 60}`))).toEqual([]);
  await journal.idle();
  const { total } = journal.counts();
  const found = journal.query({ search: 'lamp', limit: total + 1 });
  expect(new Set(found.map(({ alert }) => alert.key)).size).toBe(total);
  expect(found).toHaveLength(total);
});
