import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { usableFolder } from '../../src/desktop/data-folder.ts';

function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tradebell-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** As somebody whom the modes of files bind: they do not bind root. */
function asAnybody<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work();
  process.seteuid!(65_534);
  try {
    return work();
  } finally {
    process.seteuid!(0);
  }
}

test('a folder that is missing is made, for its owner alone; a relative one is of where Tradebell was started', () => {
  const folder = aFolder();
  const made = path.join(folder, 'of', 'its own');
  expect(usableFolder(path.relative(process.cwd(), made))).toBe(made);
  expect(statSync(made).mode & 0o777).toBe(0o700);
  expect(usableFolder(made)).toBe(made);
});

test.skipIf(process.platform === 'win32')('a folder that nothing can be written to, a file, and what lies below one are refused', () => {
  const folder = aFolder();
  chmodSync(folder, 0o755);
  const closed = path.join(folder, 'closed');
  mkdirSync(closed, { mode: 0o555 });
  expect(() => asAnybody(() => usableFolder(closed))).toThrow('EACCES');
  expect(() => asAnybody(() => usableFolder(path.join(closed, 'new')))).toThrow('EACCES');
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(() => usableFolder(file)).toThrow('EEXIST');
  expect(() => usableFolder(path.join(file, 'below'))).toThrow('ENOTDIR');
});
