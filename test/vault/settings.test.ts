import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import { SETTINGS_MIGRATIONS } from '../../src/vault/settings-migrations.ts';
import { openSettings } from '../../src/vault/settings.ts';
import { testClock } from '../clock.ts';
import { underFileLimit } from './file-limit.ts';

const clock = testClock(Date.UTC(2026, 0, 2, 3, 4, 5, 6));
const CONNECTION = {
  id: 'shop',
  system: 'openbazaar',
  name: 'Shop',
  url: 'http://127.0.0.1:4002',
  auth: 'none',
  paused: false,
  rules: {},
  addedAt: 1,
} as const;

const at: { folder: string } = { folder: '' };
const file = (name = 'settings.json') => path.join(at.folder, name);
const open = () => openSettings({ folder: at.folder, clock });
const read = (name?: string): Record<string, unknown> => JSON.parse(fs.readFileSync(file(name), 'utf8'));
const write = (value: unknown, name?: string) => fs.writeFileSync(file(name), typeof value === 'string' ? value : JSON.stringify(value));

beforeEach(() => {
  at.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-settings-'));
});
afterEach(() => fs.rmSync(at.folder, { recursive: true, force: true }));

test('a new folder has the defaults, no file and no problem', () => {
  const settings = open();
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(settings.problem).toBeUndefined();
  expect(fs.readdirSync(at.folder)).toEqual([]);
});

test('a change is on disk when it returns, readable by the user alone, with a last good copy beside it', () => {
  open().change({ theme: 'dark', connections: [CONNECTION] });
  expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', connections: [CONNECTION] });
  expect(read('settings.last-good.json')).toEqual(read());
  expect(fs.readdirSync(at.folder).toSorted()).toEqual(['settings.json', 'settings.last-good.json']);
  for (const name of fs.readdirSync(at.folder)) expect(fs.statSync(file(name)).mode & 0o777).toBe(0o600);
});

test('a function of the settings may make the change', () => {
  const settings = open();
  settings.change((now) => ({ ...now, connections: [...now.connections, CONNECTION] }));
  expect(settings.get().connections).toEqual([CONNECTION]);
});

test('where a Doshii app listens is read again as it was written', () => {
  const connection = {
    ...CONNECTION,
    system: 'doshii',
    url: 'https://socket.sandbox.doshii.co',
    auth: 'client',
    path: '/app/socket',
    doshii: { rest: 'https://sandbox.doshii.co/partner/v3', deviceId: 'till-1' },
  } as const;
  open().change({ connections: [connection] });
  expect(open().get().connections).toEqual([connection]);
});

test('listeners hear of a change once, and not of one that changes nothing', () => {
  const settings = open();
  const heard: string[] = [];
  const stop = settings.onChange((now) => heard.push(now.theme));
  settings.change({ theme: 'dark' });
  settings.change({ theme: 'dark' });
  stop();
  settings.change({ theme: 'light' });
  expect(heard).toEqual(['dark']);
});

test('a change that is not valid is refused with the name of the field, and leaves all as it was', () => {
  const settings = open();
  expect(() => settings.change({ theme: 'pink' as 'dark' })).toThrow(/"theme"/);
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(fs.readdirSync(at.folder)).toEqual([]);
});

test.each([
  ['cut short', '{"version":1,"connect'],
  ['empty', ''],
  ['a list', '[]'],
  ['not valid', JSON.stringify({ ...DEFAULT_SETTINGS, theme: 7 })],
  ['of no version', JSON.stringify({ ...DEFAULT_SETTINGS, version: undefined })],
])('a file that is %s is set aside and the last good copy used', (_, text) => {
  open().change({ theme: 'dark' });
  write(text);
  const settings = open();
  expect(settings.get().theme).toBe('dark');
  const kept = file('settings.broken-2026-01-02T03-04-05-006Z.json');
  expect(settings.problem).toContain(kept);
  expect(settings.problem).toContain('The last good copy is used.');
  expect(fs.readFileSync(kept, 'utf8')).toBe(text);
  expect(read()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  expect(open().problem).toBeUndefined();
});

test('a second broken file of the same moment does not replace the first', () => {
  open().change({ theme: 'dark' });
  write('one');
  open();
  write('two');
  open();
  const kept = fs.readdirSync(at.folder).filter((name) => name.includes('broken'));
  expect(kept.map((name) => fs.readFileSync(file(name), 'utf8')).toSorted()).toEqual(['one', 'two']);
});

test('a broken file never becomes the last good copy', () => {
  open().change({ theme: 'dark' });
  const good = read('settings.last-good.json');
  write('broken');
  open();
  expect(read('settings.last-good.json')).toEqual(good);
});

test('where the copy is broken as well, both are kept and the settings begin anew', () => {
  write('one');
  write('two', 'settings.last-good.json');
  const settings = open();
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(settings.problem).toContain('begin anew');
  expect(fs.readdirSync(at.folder)).toHaveLength(2);
  settings.change({ theme: 'dark' });
  expect(open().get().theme).toBe('dark');
});

test('a missing file is made again from the last good copy', () => {
  open().change({ theme: 'dark' });
  fs.rmSync(file());
  const settings = open();
  expect(settings.get().theme).toBe('dark');
  expect(settings.problem).toContain('missing');
  expect(read()['theme']).toBe('dark');
});

test('a file of a newer version is neither changed nor replaced, and what of it is understood is used for this run', () => {
  const newer = JSON.stringify({ ...DEFAULT_SETTINGS, version: DEFAULT_SETTINGS.version + 1, theme: 'dark', privacy: 'by-moonlight', connections: [CONNECTION] });
  write(newer);
  const settings = open();
  expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', connections: [CONNECTION] });
  expect(settings.problem).toMatch(/newer Tradebell.*Update/);
  expect(settings.change({ theme: 'light' }).theme).toBe('light');
  expect(fs.readFileSync(file(), 'utf8')).toBe(newer);
  expect(fs.readdirSync(at.folder)).toEqual(['settings.json']);
});

test('a last good copy of a newer version is not replaced either', () => {
  const newer = JSON.stringify({ ...DEFAULT_SETTINGS, version: DEFAULT_SETTINGS.version + 1 });
  write(newer, 'settings.last-good.json');
  open().change({ theme: 'dark' });
  expect(fs.readFileSync(file('settings.last-good.json'), 'utf8')).toBe(newer);
});

test('fields, systems and categories that a later release added survive a change made here', () => {
  const later = {
    ...DEFAULT_SETTINGS,
    shape: 'round',
    rules: { order: 'inbox', auction: 'notify' },
    connections: [
      { ...CONNECTION, colour: 'red', rules: { auction: 'off' } },
      { ...CONNECTION, id: 'other', system: 'not-yet-known', rules: [] },
    ],
  };
  write(later);
  const settings = open();
  expect(settings.problem).toBeUndefined();
  expect(settings.get().connections.map((connection) => connection.id)).toEqual(['shop']);
  expect(settings.get().rules).toEqual({ order: 'inbox' });
  settings.change({ theme: 'dark' });
  expect(read()).toEqual({ ...later, theme: 'dark' });
});

test('a field that was not there yet has its default, but a file without connections is a damaged one', () => {
  const { privacy, ...earlier } = { ...DEFAULT_SETTINGS, theme: 'dark' };
  write(earlier);
  expect(open().problem).toBeUndefined();
  expect(open().get()).toEqual({ ...earlier, privacy });
  write({ ...DEFAULT_SETTINGS, connections: undefined });
  expect(open().problem).toContain('"connections"');
});

test('an older version is brought up step by step, written, and kept as it was', () => {
  const { theme, ...old } = DEFAULT_SETTINGS;
  write({ ...old, version: -1, dark: true });
  const migrations = {
    ...SETTINGS_MIGRATIONS,
    [-1]: ({ dark, ...rest }: Record<string, unknown>) => ({ ...rest, colours: dark === true ? 'dark' : 'light' }),
    0: ({ colours, ...rest }: Record<string, unknown>) => ({ ...rest, theme: colours }),
  };
  const settings = openSettings({ folder: at.folder, clock, migrations });
  expect(theme).toBe('system');
  expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  expect(read()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  expect(read('settings.version--1.json')).toEqual({ ...old, version: -1, dark: true });
});

test('English that nobody chose becomes the language of the system, with all else as it was', () => {
  write({ ...DEFAULT_SETTINGS, version: 1, language: 'en', theme: 'dark', connections: [CONNECTION] });
  expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, language: 'system', theme: 'dark', connections: [CONNECTION] });
  expect(read('settings.version-1.json')).toMatchObject({ version: 1, language: 'en' });
});

test('a migration that stumbles leaves the file to be set aside, not the app to crash', () => {
  write({ ...DEFAULT_SETTINGS, version: 0 });
  const migrations = {
    0: () => {
      throw new TypeError('no connections');
    },
  };
  expect(openSettings({ folder: at.folder, clock, migrations }).problem).toContain('version (0) is unknown');
});

test('what a crash between write and rename left behind is neither read nor kept', () => {
  open().change({ theme: 'dark' });
  write('{"half', 'settings.json.tmp-1234567890abcdef');
  write('{"half', 'settings.last-good.json.new');
  expect(open().get().theme).toBe('dark');
  open().change({ theme: 'light' });
  expect(fs.readdirSync(at.folder).toSorted()).toEqual(['settings.json', 'settings.last-good.json']);
});

test('a crash between the copy and the file itself leaves a whole older file', () => {
  open().change({ theme: 'dark' });
  write({ ...DEFAULT_SETTINGS, theme: 'light' }, 'settings.last-good.json');
  expect(open().get().theme).toBe('dark');
  expect(open().problem).toBeUndefined();
});

test('where nothing can be written a change holds for this run, says so, and is written with the next', () => {
  const settings = open();
  const heard: (string | undefined)[] = [];
  settings.onChange(() => heard.push(settings.problem));
  settings.change({ theme: 'dark' });
  fs.renameSync(at.folder, `${at.folder}-away`);
  fs.writeFileSync(at.folder, 'a file where the folder was');
  expect(settings.change({ privacy: 'nothing' }).privacy).toBe('nothing');
  expect(settings.problem).toContain('kept for this run only');
  fs.rmSync(at.folder);
  fs.renameSync(`${at.folder}-away`, at.folder);
  expect(open().get().privacy).toBe('all');
  settings.change({ privacy: 'nothing' });
  expect(settings.problem).toBeUndefined();
  expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', privacy: 'nothing' });
  expect(heard).toEqual([undefined, expect.stringContaining('this run only'), undefined]);
});

test('a settings file that cannot be read at all is left alone', () => {
  fs.mkdirSync(file());
  const settings = open();
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(settings.problem).toContain('could not be read');
  settings.change({ theme: 'dark' });
  expect(fs.statSync(file()).isDirectory()).toBe(true);
});

test.skipIf(process.platform === 'win32')('a disk that takes only half of a change spoils neither the file nor its copy', async () => {
  open().change({ theme: 'dark' });
  const before = read();
  const connections = Array.from({ length: 40 }, (_, number) => ({ ...CONNECTION, id: `shop-${number}`, name: `Shop ${number}` }));
  const result = await underFileLimit(
    4096,
    `
      import { openSettings } from './src/vault/settings.ts';
      const clock = { now: () => 0, elapsed: () => 0, after: () => () => undefined };
      const settings = openSettings({ folder: ${JSON.stringify(at.folder)}, clock });
      settings.change({ connections: ${JSON.stringify(connections)} });
      console.log(JSON.stringify({ held: settings.get().connections.length, problem: settings.problem }));
    `
  );
  expect(result).toEqual({ held: 40, problem: expect.stringContaining('because the disk is full') });
  expect(read()).toEqual(before);
  expect(read('settings.last-good.json')).toEqual(before);
  expect(fs.readdirSync(at.folder).toSorted()).toEqual(['settings.json', 'settings.last-good.json']);
});
