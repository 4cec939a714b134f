import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { download } from '../../src/updates/download.ts';
import { takeFailedInstall } from '../../src/updates/failed-install.ts';
import { troubleOf } from '../../src/updates/update-error.ts';
import { eventually, NOON, testClock } from '../clock.ts';
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
  // As after "delete my data": nothing is written where nothing is to be left.
  expect(existsSync(path.join(w.folder, 'tradebell-updates'))).toBe(false);
});

test('where not even a note can be written the end is an end all the same', async () => {
  const w = await readyWorld();
  writeFileSync(pendingOf(w), 'changed');
  mkdirSync(path.join(w.folder, 'tradebell-updates', 'failed.json'));
  expect(() => w.updater.install()).not.toThrow();
  expect(w.log.join('\n')).toContain('could not be noted');
  expect(() => takeFailedInstall(w.folder)).toThrow('EISDIR');
});

test('an AppImage that is gone meanwhile is not downloaded for', async () => {
  const w = await world();
  w.releases.offer({ version: '0.2.0', file: NEW });
  process.env['APPIMAGE'] = path.join(w.folder, 'gone', 'Tradebell.AppImage');
  expect(await trouble(w.updater.look())).toBe('not-writable');
});

async function readyWorld(options?: WorldOptions, file: Buffer = NEW): Promise<UpdaterWorld> {
  const w = await world(options);
  w.releases.offer({ version: '0.2.0', file });
  await w.updater.look();
  await w.updater.download(() => {});
  return w;
}
const pendingOf = (w: UpdaterWorld, name = 'tradebell-0.2.0.AppImage'): string => path.join(w.folder, 'tradebell-updates', 'pending', name);
/** A program that says that it was started, and how. */
const telling = (told: string): string => `#!/bin/sh\nprintf '%s\\n' "$0" "libraries=$LD_LIBRARY_PATH" "path=$PATH" "dir=$APPDIR" > '${told}.part'\nmv '${told}.part' '${told}'\n`;

test('a download that was changed after it was checked is not installed', async () => {
  const w = await readyWorld();
  writeFileSync(pendingOf(w), Buffer.concat([NEW.subarray(1), Buffer.from('x')]));
  w.updater.install();
  expect(w.program()).toBe(OLD);
  expect(w.leftovers().filter((name) => name.endsWith('.new'))).toEqual([]);
  expect(w.log.join('\n')).toContain('changed since it was checked');
  expect(takeFailedInstall(w.folder)).toEqual({ code: 'corrupt', at: NOON });
  // Told once.
  expect(takeFailedInstall(w.folder)).toBeUndefined();
});

test('what somebody else put in the place of the old one meanwhile stays, as it may be newer', async () => {
  const w = await readyWorld();
  const newer = `${w.image}.by-hand`;
  writeFileSync(newer, 'a still newer program', { mode: 0o755 });
  renameSync(newer, w.image);
  w.updater.install();
  expect(w.program()).toBe('a still newer program');
  expect(takeFailedInstall(w.folder)).toBeUndefined();
  expect(w.leftovers().filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('who asked for a restart gets Tradebell back, also where nothing could be installed', async () => {
  const w = await readyWorld();
  const told = path.join(w.folder, 'told');
  // By hand, as above: this is what is to run now.
  writeFileSync(w.image, telling(told));
  w.updater.restart();
  w.updater.install();
  await eventually(() => existsSync(told));
  expect(w.program()).toBe(telling(told));
});

test('it does not end for a restart where the AppImage is gone', async () => {
  const w = await readyWorld();
  renameSync(w.image, `${w.image}.moved`);
  let code = 'none';
  try {
    w.updater.restart();
  } catch (error) {
    code = troubleOf(error);
  }
  expect(code).toBe('not-writable');
  expect(w.quits).toEqual([]);
});

test('an AppImage that was reached by a link is replaced behind it, with the rights that it had', async () => {
  const w = await world();
  const behind = path.join(w.folder, 'tradebell-current');
  renameSync(w.image, behind);
  chmodSync(behind, 0o700);
  symlinkSync(behind, w.image);
  w.releases.offer({ version: '0.2.0', file: NEW });
  await w.updater.look();
  await w.updater.download(() => {});
  w.updater.install();
  expect(readFileSync(behind, 'utf8')).toBe(NEW.toString());
  expect(statSync(behind).mode & 0o777).toBe(0o700);
});

test('a link that lies where the copy is to be made is not followed', async () => {
  const w = await readyWorld();
  const letter = path.join(w.folder, 'letter');
  writeFileSync(letter, 'dear reader');
  for (const name of ['new', `${process.pid}.new`]) symlinkSync(letter, `${w.image}.${name}`);
  w.updater.install();
  expect(readFileSync(letter, 'utf8')).toBe('dear reader');
  expect(w.program()).toBe(NEW.toString());
});

test('what a kill left beside the program goes with the next installation, and what another process makes there stays', async () => {
  const w = await readyWorld();
  const ended = spawnSync('true').pid;
  const [left, made] = [`${w.image}.${ended}.new`, `${w.image}.${process.ppid}.new`];
  for (const file of [left, made]) writeFileSync(file, 'half');
  w.updater.install();
  expect(w.program()).toBe(NEW.toString());
  expect([existsSync(left), existsSync(made)]).toEqual([false, true]);
});

test('what is started in its place is led to no library of the folder where the old one was mounted', async () => {
  const mounted = '/tmp/.mount_TradebAbCdEf';
  const told = path.join(os.tmpdir(), `tradebell-told-${process.pid}`);
  const env = { APPDIR: mounted, LD_LIBRARY_PATH: `${mounted}/usr/lib:/opt/lib`, PATH: `${mounted}:${mounted}/usr/sbin:/usr/bin:/bin` };
  const w = await readyWorld({ env }, Buffer.from(telling(told)));
  try {
    w.updater.restart();
    w.updater.install();
    await eventually(() => existsSync(told));
    expect(readFileSync(told, 'utf8')).toBe(`${w.image}\nlibraries=/opt/lib\npath=/usr/bin:/bin\ndir=\n`);
  } finally {
    rmSync(told, { force: true });
  }
});

test('what a kill left of a download goes with the next one, and with the news that there is nothing newer', async () => {
  const w = await world();
  mkdirSync(path.dirname(pendingOf(w)), { recursive: true });
  writeFileSync(pendingOf(w, 'temp-tradebell-0.1.5.AppImage'), 'half');
  w.releases.offer({ version: '0.2.0', file: NEW });
  await w.updater.look();
  await w.updater.download(() => {});
  expect(w.leftovers().toSorted()).toEqual(['tradebell-0.2.0.AppImage', 'update-info.json']);

  const after = await world({ version: '0.2.0' });
  mkdirSync(path.dirname(pendingOf(after)), { recursive: true });
  writeFileSync(pendingOf(after), NEW);
  after.releases.offer({ version: '0.2.0', file: NEW });
  expect(await after.updater.look()).toBeUndefined();
  expect(after.leftovers()).toEqual([]);
});

test('a download that comes a byte at a time ends after half a day', async () => {
  const clock = testClock();
  const pieces = { sent: 0, end: () => {} };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.end = () => controller.error(new Error('gone'));
    },
    async pull(controller) {
      pieces.sent += 1;
      controller.enqueue(Buffer.from('x'));
      await clock.advance(50_000);
    },
  });
  const fetch = (_url: string, { signal }: { signal: AbortSignal }): Promise<Response> => {
    signal.addEventListener('abort', () => pieces.end());
    return Promise.resolve(new Response(body));
  };
  const file = { url: new URL('https://updates.example/a.AppImage'), sha512: '', size: 1_000_000 };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tradebell-drip-'));
  try {
    const over = download({ fetch, clock, ended: new AbortController().signal }, file, path.join(folder, 'a'), () => {});
    expect(await trouble(over)).toBe('slow');
    expect(pieces.sent * 50_000).toBeLessThan(13 * 3_600_000);
    expect(clock.pending()).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
