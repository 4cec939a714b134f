import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { autostartEntry, autostartFile } from '../../src/desktop/autostart.ts';

const words = { name: 'Tradebell', comment: 'Rings' };

function scene(ownFolder?: string) {
  const configHome = fs.mkdtempSync(path.join(tmpdir(), 'tradebell-autostart-'));
  onTestFinished(() => fs.rmSync(configHome, { recursive: true }));
  const folder = path.join(configHome, 'autostart');
  const make = (command: string[]) => autostartFile({ configHome, command, ownFolder, ...words });
  return { make, folder, files: () => (fs.existsSync(folder) ? fs.readdirSync(folder) : []) };
}

test('switched on it is one whole file, switched off it is none', () => {
  const { make, folder, files } = scene();
  const item = make(['/opt/Tradebell/tradebell', '--hidden']);
  expect(item.isOn()).toBe(false);
  item.set(false);
  item.set(true);
  item.set(true);
  expect(files()).toEqual(['tradebell.desktop']);
  expect(fs.readFileSync(path.join(folder, 'tradebell.desktop'), 'utf8')).toBe(autostartEntry(['/opt/Tradebell/tradebell', '--hidden'], words));
  expect(item.isOn()).toBe(true);
  item.set(false);
  expect([files(), item.isOn()]).toEqual([[], false]);
});

test('after a move it is written anew; an item of another data folder is another file', () => {
  const { make, folder, files } = scene('/data/one');
  make(['/old', '--hidden']).set(true);
  make(['/new', '--hidden']).set(true);
  const [name = ''] = files();
  expect(files()).toHaveLength(1);
  expect(name).toMatch(/^tradebell-[0-9a-f]{8}\.desktop$/);
  expect(fs.readFileSync(path.join(folder, name), 'utf8')).toContain('Exec=/new --hidden\n');
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('a desktop that says %s has switched it off', (line) => {
  const { make, folder } = scene();
  const item = make(['/opt/tradebell']);
  item.set(true);
  fs.appendFileSync(path.join(folder, 'tradebell.desktop'), `${line}\n`);
  expect(item.isOn()).toBe(false);
  item.set(true);
  expect(item.isOn()).toBe(true);
});

test('what cannot be written is an error', () => {
  const { make, folder } = scene();
  fs.writeFileSync(folder, 'a file in its place');
  expect(() => make(['/opt/tradebell']).set(true)).toThrow(/EEXIST|ENOTDIR/);
});

test('an argument reaches the program as it was, whatever is in it', () => {
  const hostile = ['/opt/a b/trade"bell', '--data-dir=/home/$HOME/`id`/100%/back\\slash', '$(reboot); rm', 'ends\n[Desktop Action x]\nExec=evil'];
  const entry = autostartEntry(['/usr/bin/env', 'printf', '%s\\0', ...hostile], words);
  expect(entry.split('\n').filter((line) => line.startsWith('['))).toEqual(['[Desktop Entry]']);
  const [, exec = ''] = /^Exec=(.*)$/m.exec(entry) ?? [];
  // As a desktop reads it: the value's own escapes, then field codes, then quotes, of which a shell knows the same.
  const value = exec.replaceAll(/\\(.)/g, (_all, one: string) => ({ n: '\n', t: '\t', r: '\r' })[one] ?? one).replaceAll('%%', '%');
  const { stdout } = spawnSync('sh', ['-c', value], { encoding: 'utf8' });
  expect(stdout.split('\0').slice(0, -1)).toEqual(hostile);
});
