import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sizesInside, sizeTable, withSizes } from '../../scripts/dist/sizes.mjs';

test('what lies in an app is told apart, and a link counts nothing', () => {
  const app = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-sizes-'));
  try {
    const files = { tradebell: 100, 'locales/es.pak': 20, 'resources/app.asar': 30, 'resources/app.asar.unpacked/libsql/index.node': 40 };
    for (const [file, size] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
      fs.writeFileSync(path.join(app, file), Buffer.alloc(size));
    }
    fs.symlinkSync('tradebell', path.join(app, 'again'));
    expect(sizesInside(app, path.join(app, 'resources'))).toEqual({ all: 190, electron: 100, locales: 20, archive: 30, unpacked: 40 });
  } finally {
    fs.rmSync(app, { recursive: true });
  }
});

test('the table has a line for each package and each part, in megabytes', () => {
  const inside = { all: 247_000_000, electron: 232_800_000, locales: 2_100_000, archive: 2_140_000, unpacked: 9_900_000 };
  const table = sizeTable([{ name: 'a.deb', bytes: 84_725_476 }], inside, '33.2.1');
  expect(table).toContain('| `a.deb` | 84.7 |');
  expect(table).toContain('Electron 33.2.1 | 232.8 |');
});

test('only what is between the marks is replaced, also a second time', () => {
  const text = 'before\n<!-- sizes: npm run dist -- --write-sizes -->\n\nold\n\n<!-- /sizes -->\nafter\n';
  const once = withSizes(text, 'new');
  expect(once).toBe(text.replace('old', 'new'));
  expect(withSizes(once, 'new')).toBe(once);
  expect(() => withSizes('no marks', 'new')).toThrow('no place for the sizes');
});

test('the README has a place for the sizes', () => {
  const readme = fs.readFileSync(path.resolve(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
  expect(withSizes(readme, 'table')).toContain('table');
});
