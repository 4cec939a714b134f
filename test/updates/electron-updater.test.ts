import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { troubleOf } from '../../src/updates/update-error.ts';
import { eventually } from '../clock.ts';
import type { ReleaseMode } from '../servers/releases.ts';
import { OLD, updaterWorld, type UpdaterWorld, type WorldOptions } from './updater-world.ts';

const NEW = Buffer.from('the new program '.repeat(20_000));
const open: UpdaterWorld[] = [];
async function world(options?: WorldOptions): Promise<UpdaterWorld> {
  const made = await updaterWorld(options);
  open.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const trouble = (task: Promise<unknown>): Promise<string> => task.then(() => 'none', troubleOf);

test('a good release is found, fetched and installed in the place of the old one, under its name', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  expect(await w.updater.look()).toBe('0.2.0');
  const shares: number[] = [];
  await w.updater.download((share) => shares.push(share));
  expect(shares.at(-1)).toBe(1);
  expect(w.program()).toBe(OLD);
  w.updater.install();
  expect(w.program()).toBe(NEW.toString());
  expect(statSync(w.image).mode & 0o777).toBe(0o755);
  expect(w.leftovers()).toEqual(['update-info.json']);
});

test('the server is told nothing of the computer, and no number is kept for it', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  await w.updater.look();
  await w.updater.download(() => {});
  expect(w.releases.asked).toEqual(['/latest-linux.yml', '/latest-linux.yml.sig', '/tradebell-0.2.0.AppImage']);
  for (const head of w.releases.heads) expect(head).toMatch(/user-agent Tradebell(?!\S)/i);
  expect(w.releases.heads.join('\n')).not.toMatch(/staging|linux|x64|node/i);
  expect(existsSync(path.join(w.folder, '.updaterId'))).toBe(false);
});

test('the release that runs is no news', async () => {
  const w = await world({ version: '0.2.0' });
  w.releases.offer({ version: '0.2.0', file: NEW });
  expect(await w.updater.look()).toBeUndefined();
});

test('an older release is refused, though it is signed', async () => {
  const w = await world({ version: '0.2.0' });
  w.releases.offer({ version: '0.1.9', file: NEW });
  expect(await trouble(w.updater.look())).toBe('older');
  w.releases.offer({ version: '0.2.0-beta.1', file: NEW });
  expect(await trouble(w.updater.look())).toBe('older');
});

test.each<[ReleaseMode, string]>([
  ['unsigned', 'unsigned'],
  ['foreign', 'wrong-signature'],
  ['changed', 'wrong-signature'],
  ['nonsense', 'wrong-signature'],
  ['other-system', 'unreadable'],
  ['elsewhere', 'unreadable'],
  ['empty-list', 'unreadable'],
  ['down', 'unreachable'],
])('a list of releases that is %s is refused before anything is fetched', async (mode, expected) => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  w.releases.behave(mode);
  expect(await trouble(w.updater.look())).toBe(expected);
  expect(w.releases.asked.filter((asked) => asked.endsWith('.AppImage'))).toEqual([]);
});

test.each<[ReleaseMode, string]>([
  ['corrupt', 'corrupt'],
  ['truncated', 'cut-short'],
  ['short', 'cut-short'],
  ['endless', 'corrupt'],
])('a download that is %s is refused, and nothing of it stays or is installed', async (mode, expected) => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  await w.updater.look();
  w.releases.behave(mode);
  expect(await trouble(w.updater.download(() => {}))).toBe(expected);
  w.updater.install();
  expect(w.program()).toBe(OLD);
  expect(w.leftovers()).toEqual([]);
  // The next look may find it in order.
  w.releases.behave('good');
  expect(await w.updater.look()).toBe('0.2.0');
  await w.updater.download(() => {});
  w.updater.install();
  expect(w.program()).toBe(NEW.toString());
});

test('a release behind a redirect is taken', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  w.releases.behave('redirect');
  expect(await w.updater.look()).toBe('0.2.0');
  await w.updater.download(() => {});
  w.updater.install();
  expect(w.program()).toBe(NEW.toString());
});

test('a download that falls silent ends after a minute', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  await w.updater.look();
  w.releases.behave('silent');
  let share = 0;
  const over = trouble(w.updater.download((now) => (share = now)));
  await eventually(() => share >= 0.5);
  await w.clock.advance(60_000);
  expect(await over).toBe('slow');
  expect(w.leftovers()).toEqual([]);
});

test('a list that never comes ends the look, and no timer is left', async () => {
  const w = await world();
  w.releases.behave('silent-list');
  const over = trouble(w.updater.look());
  await w.releases.nextAsked();
  await w.clock.advance(30_000);
  expect(await over).toBe('slow');
  expect(w.clock.pending()).toBe(0);
});

test('a server that is not there is unreachable', async () => {
  const w = await world();
  await w.releases.close();
  expect(await trouble(w.updater.look())).toBe('unreachable');
});

test('a download ends with the app', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  await w.updater.look();
  w.releases.behave('silent');
  let share = 0;
  const over = trouble(w.updater.download((now) => (share = now)));
  await eventually(() => share > 0);
  w.end();
  expect(await over).toBe('cut-short');
});

test('what was downloaded before is taken up without a second download, unless somebody changed it', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  await w.updater.look();
  await w.updater.download(() => {});
  const files = () => w.releases.asked.filter((asked) => asked.endsWith('.AppImage')).length;
  const pending = path.join(w.folder, 'tradebell-updates', 'pending', 'tradebell-0.2.0.AppImage');
  const kept = readFileSync(pending);

  const again = await world();
  again.releases.offer({ version: '0.2.0', file: NEW });
  const folder = path.join(again.folder, 'tradebell-updates', 'pending');
  mkdirSync(folder, { recursive: true });
  const info = readFileSync(path.join(w.folder, 'tradebell-updates', 'pending', 'update-info.json'));
  writeFileSync(path.join(folder, 'update-info.json'), info);
  writeFileSync(path.join(folder, 'tradebell-0.2.0.AppImage'), kept);
  await again.updater.look();
  await again.updater.download(() => {});
  expect(again.releases.asked.filter((asked) => asked.endsWith('.AppImage'))).toEqual([]);
  again.updater.install();
  expect(again.program()).toBe(NEW.toString());

  const changed = await world();
  changed.releases.offer({ version: '0.2.0', file: NEW });
  const other = path.join(changed.folder, 'tradebell-updates', 'pending');
  mkdirSync(other, { recursive: true });
  writeFileSync(path.join(other, 'update-info.json'), info);
  writeFileSync(path.join(other, 'tradebell-0.2.0.AppImage'), Buffer.concat([kept.subarray(1), Buffer.from('x')]));
  await changed.updater.look();
  await changed.updater.download(() => {});
  expect(changed.releases.asked.filter((asked) => asked.endsWith('.AppImage'))).toHaveLength(1);
  changed.updater.install();
  expect(changed.program()).toBe(NEW.toString());
  expect(files()).toBe(1);
});

test('without a release that is ready nothing is installed', async () => {
  const w = await world();
  w.updater.install();
  expect(w.program()).toBe(OLD);
});

test('on request the app quits, and what is installed then is started with its arguments', async () => {
  const w = await world({ args: ['--show', '--data-dir=/tmp/a b'] });
  const told = path.join(w.folder, 'told');
  w.releases.offer({ version: '0.2.0', file: Buffer.from(`#!/bin/sh\nprintf '%s\\n' "$@" "image=$APPIMAGE" > '${told}.part'\nmv '${told}.part' '${told}'\n`) });
  await w.updater.look();
  await w.updater.download(() => {});
  w.updater.restart();
  expect(w.quits).toHaveLength(1);
  expect(w.program()).toBe(OLD);
  w.updater.install();
  await eventually(() => existsSync(told));
  expect(readFileSync(told, 'utf8')).toBe('--show\n--data-dir=/tmp/a b\nimage=\n');
});

test('a program for another kind of processor is not taken for ours', async () => {
  const w = await world({ arch: 'x64' });
  w.releases.offer({ version: '0.2.0', file: NEW, name: 'tradebell-0.2.0-arm64.AppImage' });
  expect(await trouble(w.updater.look())).toBe('unreadable');
  const arm = await world({ arch: 'arm64' });
  arm.releases.offer({ version: '0.2.0', file: NEW, name: 'tradebell-0.2.0-arm64.AppImage' });
  expect(await arm.updater.look()).toBe('0.2.0');
  expect(arm.releases.asked[0]).toBe('/latest-linux-arm64.yml');
});

test('an installer for Windows is found in its own list, fetched and checked', async () => {
  const w = await world({ kind: 'nsis' });
  w.releases.offer({ version: '0.2.0', file: NEW, name: 'Tradebell-Setup-0.2.0.exe' });
  expect(await w.updater.look()).toBe('0.2.0');
  await w.updater.download(() => {});
  expect(w.releases.asked).toEqual(['/latest.yml', '/latest.yml.sig', '/Tradebell-Setup-0.2.0.exe']);
  expect(w.leftovers().toSorted()).toEqual(['Tradebell-Setup-0.2.0.exe', 'update-info.json']);
  const other = await world({ kind: 'nsis' });
  other.releases.offer({ version: '0.2.0', file: NEW, name: 'Tradebell-Setup-0.2.0.exe' });
  await other.updater.look();
  other.releases.behave('corrupt');
  expect(await trouble(other.updater.download(() => {}))).toBe('corrupt');
  expect(other.leftovers()).toEqual([]);
});

test('a download that was deleted before the end leaves the old program whole', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  await w.updater.look();
  await w.updater.download(() => {});
  rmSync(path.join(w.folder, 'tradebell-updates'), { recursive: true });
  w.updater.install();
  expect(w.program()).toBe(OLD);
  expect(w.leftovers()).toEqual([]);
});

test('an AppImage that is gone meanwhile is not downloaded for', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  process.env['APPIMAGE'] = path.join(w.folder, 'gone', 'Tradebell.AppImage');
  expect(await trouble(w.updater.look())).toBe('not-writable');
});
