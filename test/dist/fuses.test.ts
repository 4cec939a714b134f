import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareFuses } from '../../scripts/dist/fuses.mjs';
import { readFuses, resetFuses } from '../../scripts/electron-runtime/fuses.mjs';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-fuses-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function binary(...wires: string[]): string {
  const file = path.join(folder, 'electron');
  const parts = wires.map((wire) => `code${SENTINEL}\x01${String.fromCharCode(wire.length)}${wire}more code`);
  fs.writeFileSync(file, Buffer.from(`\x7fELF${parts.join('')}`, 'latin1'));
  return file;
}

describe('reading fuses back', () => {
  test('each is told by its name, and one that Electron has removed is left out', () => {
    expect(readFuses(binary('0101r0101'))).toEqual([
      {
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: true,
        onlyLoadAppFromAsar: false,
        loadBrowserProcessSpecificV8Snapshot: true,
        grantFileProtocolExtraPrivileges: false,
      },
    ]);
  });

  test('a universal binary has them once for each processor', () => {
    expect(readFuses(binary('10110001', '00110001')).map(({ runAsNode }) => runAsNode)).toEqual([true, false]);
  });

  test('a binary that has none is an error, not all off', () => {
    expect(() => readFuses(binary())).toThrow('no fuse wire');
  });

  test("Electron's defaults are read as they were written", () => {
    const file = binary('00000000');
    resetFuses(file);
    expect(readFuses(file)[0]).toMatchObject({ runAsNode: true, enableCookieEncryption: false, grantFileProtocolExtraPrivileges: true });
  });
});

describe('comparing fuses', () => {
  const wanted = { runAsNode: false, onlyLoadAppFromAsar: true };

  test('what is as it was to be is said, and nothing is wrong', () => {
    expect(compareFuses(wanted, [wanted])).toEqual({ lines: ['runAsNode: off', 'onlyLoadAppFromAsar: on'], wrong: [] });
  });

  test('one that differs for one processor only is wrong', () => {
    const { lines, wrong } = compareFuses(wanted, [wanted, { ...wanted, runAsNode: true }]);
    expect(wrong).toEqual(['runAsNode was to be off']);
    expect(lines[0]).toBe('runAsNode: off and on');
  });

  test('one that the binary does not have is wrong', () => {
    expect(compareFuses(wanted, [{ runAsNode: false }]).wrong).toEqual(['onlyLoadAppFromAsar was to be on']);
    expect(compareFuses(wanted, []).wrong).toHaveLength(2);
  });
});
