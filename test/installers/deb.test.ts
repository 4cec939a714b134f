import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Bridge } from '../../src/shared/bridge.ts';
import { LIMIT_MS } from '../desktop/record.ts';
import { BOB, soon } from '../e2e/shop.ts';
import type { Node } from '../servers/openbazaar/node.ts';
import { startReleases, type Releases } from '../servers/releases.ts';
import { aptInstall, aptPurge, aptRemove, installWhatItNeeds, removePackages, stateOfPackage } from './apt.ts';
import { built, type Built } from './built.ts';
import { readDesktopEntry } from './desktop-entry.ts';
import { connectByForm, expectSandboxed, inInbox, installedApp, online, openSettings, sampleNode, sellAndRing, type InstalledApp } from './installed-app.ts';
import { homeFiles, systemFiles } from './listing.ts';
import { ordinaryUser, type OrdinaryUser } from './ordinary-user.ts';

const BINARY = '/opt/Tradebell/tradebell';
const ENTRY = '/usr/share/applications/tradebell.desktop';

// One life of one package, told in order: installed, used, upgraded, removed.
let packages: Built;
let user: OrdinaryUser;
let app: InstalledApp;
let node: Node;
let releases: Releases;
let needed: string[] = [];
let before: string[];
let autostart: string;

beforeAll(async () => {
  packages = built();
  if (stateOfPackage() !== undefined) throw new Error('Tradebell is installed on this system already: remove it, then try again');
  needed = installWhatItNeeds(packages.real.file('deb'));
  before = systemFiles();
  user = ordinaryUser();
  autostart = path.join(user.home, '.config', 'autostart', 'tradebell.desktop');
  app = await installedApp({ user, command: 'tradebell' });
  node = await sampleNode();
  releases = await startReleases({ port: packages.feedPort, privateKey: packages.privateKey });
  releases.offer({ version: '99.0.0', file: Buffer.from('never asked for') });
});

afterAll(async () => {
  try {
    await app?.close();
    await Promise.all([node?.close(), releases?.close()]);
    await user?.remove();
  } finally {
    if (stateOfPackage() !== undefined) aptPurge();
    removePackages(needed);
  }
});

const renderers = (): string[] => user.processes().flatMap(({ command }) => (command.includes('--type=renderer') ? [command] : []));
const nothingRuns = () => vi.waitUntil(() => user.processes().length === 0, { timeout: LIMIT_MS });

test('apt installs it, all of it belonging to root', async () => {
  aptInstall(packages.real.file('deb'));
  expect(stateOfPackage()).toBe(`install ok installed ${packages.real.version}`);
  const own = readdirSync('/opt/Tradebell', { recursive: true, withFileTypes: true }).map((one) => statSync(path.join(one.parentPath, one.name)));
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter(({ uid, mode }) => uid !== 0 || (mode & 0o022) !== 0)).toEqual([]);
  expect(existsSync('/usr/share/doc/tradebell/copyright')).toBe(true);
  expect(await user.run('tradebell', ['--version'])).toMatchObject({ code: 0, stdout: expect.stringContaining(packages.real.version) as string });
});

test('an ordinary user starts it in Chromium’s sandbox, adds a node in the window, and a sale rings', async () => {
  await app.start();
  await connectByForm(app, node);
  await expectSandboxed(app, user);
  await sellAndRing(app, node, 'Red bowl');
  const [rung] = app.rings();
  expect(rung).toMatchObject({ appName: 'Tradebell', title: 'New order: Red bowl', hints: { desktopEntry: 'tradebell' } });
  await inInbox(app, 'Red bowl');
  await app.picture('inbox');
});

test('after kill -9 the alert is still there, from the database in the package, and does not ring again', async () => {
  await app.kill9();
  await app.start();
  await online(app);
  await inInbox(app, 'Red bowl');
  await sellAndRing(app, node, 'Blue mug');
  expect(app.rings().map(({ title }) => title)).toEqual(['New order: Blue mug']);
});

test('settings say what it is, and that updates come by apt', async () => {
  const page = await openSettings(app);
  await page.getByRole('heading', { name: `Tradebell ${packages.real.version}` }).waitFor();
  await page.getByText('Updates come with those of your system, by apt.').waitFor();
  await page.getByRole('button', { name: 'Licences of what is inside' }).click();
  await page.getByRole('region', { name: 'Licences of what is inside' }).getByText(/libsql/).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const libraries = page.getByLabel('It runs on');
  await libraries.scrollIntoViewIfNeeded();
  expect(await libraries.innerText()).toMatch(/Electron\s+\d+\.\d+\.\d+\s+Chromium\s+\d+[\d.]+\s+Node\s+\d+\.\d+\.\d+/);
  await app.picture('settings-about');
});

test('a second start brings the first one’s window, and ends', async () => {
  await app.closeWindow();
  const page = await app.pageOpenedBy(async () => expect(await app.secondStart()).toBe(0));
  await page.getByRole('option', { name: 'Blue mug' }).first().waitFor();
});

test('starting at login is by the installed program', async () => {
  const page = await openSettings(app);
  await page.getByRole('checkbox', { name: /login|log in/i }).check();
  await expect.poll(() => existsSync(autostart)).toBe(true);
  expect(readDesktopEntry(autostart)['Desktop Entry']).toMatchObject({ Type: 'Application', Exec: `${BINARY} --hidden`, Icon: 'tradebell' });
});

test('its desktop entry stands in the menu with its icons, and takes tradebell:// links', async () => {
  const { 'Desktop Entry': entry, ...actions } = readDesktopEntry(ENTRY);
  expect(entry).toMatchObject({ Name: 'Tradebell', Icon: 'tradebell', MimeType: 'x-scheme-handler/tradebell;', Exec: `${BINARY} %U` });
  expect(Object.keys(actions)).toEqual(['Desktop Action inbox', 'Desktop Action quit']);
  expect([entry?.['GenericName[es]'], actions['Desktop Action quit']?.['Name[zh_CN]']]).toEqual(['Avisos de tus ventas y compras', '退出']);
  const icons = ['16x16', '48x48', '256x256'].map((size) => `/usr/share/icons/hicolor/${size}/apps/tradebell.png`);
  expect(icons.filter((icon) => !existsSync(icon))).toEqual([]);
  expect((await user.run('xdg-mime', ['query', 'default', 'x-scheme-handler/tradebell'], app.desktop.env)).stdout.trim()).toBe('tradebell.desktop');

  await app.closeWindow();
  const page = await app.pageOpenedBy(() => user.run('xdg-open', ['tradebell://inbox'], app.desktop.env));
  await page.getByRole('option', { name: 'Blue mug' }).first().waitFor();
});

test('no link of a web page is a flag, however it is written', async () => {
  const elsewhere = path.join(user.home, 'elsewhere');
  const tray = app.tray();
  for (const link of [`tradebell://inbox --quit --data-dir=${elsewhere}`, `tradebell:--data-dir=${elsewhere}`, 'tradebell://--quit']) {
    await app.closeWindow();
    const page = await app.pageOpenedBy(() => user.run('xdg-open', [link], app.desktop.env));
    await page.getByRole('option', { name: 'Blue mug' }).first().waitFor();
  }
  expect(app.tray()).toBe(tray);
  expect(existsSync(elsewhere)).toBe(false);
});

test('the menu’s own action quits it, and a link starts it where it does not run', async () => {
  const before = app.tray();
  const quitting = readDesktopEntry(ENTRY)['Desktop Action quit']!['Exec']!.split(' ');
  expect(quitting).toEqual(['tradebell', '--quit']);
  expect(await app.secondStart(...quitting.slice(1))).toBe(0);
  await before.gone;
  await nothingRuns();

  const opening = user.run('xdg-open', ['tradebell://inbox'], app.desktop.env);
  await app.startedElsewhere(before);
  await online(app);
  // A start without a link has no window once there is a connection.
  await vi.waitUntil(() => renderers().length > 0, { timeout: LIMIT_MS });
  await app.quit();
  expect((await opening).code).toBe(0);
});

test('started as at login it shows no window, and rings', async () => {
  const before = app.tray();
  const [command, ...args] = readDesktopEntry(autostart)['Desktop Entry']!['Exec']!.split(' ');
  user.start(command!, args, app.desktop.env);
  await app.startedElsewhere(before);
  await online(app);
  const rung = app.desktop.notifications.calls.next(({ title }) => title === 'New order: Grey jug');
  node.trade.sale({ buyer: BOB, title: 'Grey jug' });
  await rung;
  expect(renderers()).toEqual([]);
  await app.tray().until(({ menu }) => menu.some(({ label }) => label === 'Open inbox (3 unread)'));
  await app.quit();
});

test('upgraded while it runs it goes on ringing; the new one starts with all data, and rings nothing twice', async () => {
  await app.start();
  await online(app);
  aptInstall(packages.next.file('deb'));
  expect(stateOfPackage()).toBe(`install ok installed ${packages.next.version}`);
  await sellAndRing(app, node, 'Green plate');
  await app.quit();

  await app.start();
  await online(app);
  for (const title of ['Red bowl', 'Blue mug', 'Grey jug', 'Green plate']) await inInbox(app, title);
  await sellAndRing(app, node, 'White cup');
  expect(app.rings().map(({ title }) => title)).toEqual(['New order: White cup']);
  await expectSandboxed(app, user);
});

test('built with a place to look for updates it still leaves them to apt, and asks nobody', async () => {
  const page = await openSettings(app);
  await page.getByRole('heading', { name: `Tradebell ${packages.next.version}` }).waitFor();
  await page.getByText('Updates come with those of your system, by apt.').waitFor();
  expect(await page.getByRole('button', { name: 'Look for updates' }).count()).toBe(0);
  // Not even when the page asks for what it has no button for.
  expect(await page.evaluate(() => (globalThis as unknown as { tradebell: Bridge }).tradebell.call('updates.check'))).toEqual({ state: 'managed', kind: 'deb' });
  expect(releases.asked).toEqual([]);
});

test('removed and purged it leaves nothing on the system, and takes nothing out of a home', async () => {
  await app.quit();
  const home = homeFiles(user.home);
  expect(Object.keys(home)).toContain(path.join(user.home, '.config', 'Tradebell', 'settings.json'));
  aptRemove();
  expect(existsSync(BINARY) || existsSync('/usr/bin/tradebell')).toBe(false);
  aptPurge();
  expect(stateOfPackage()).toBeUndefined();
  const known = new Set(before);
  const after = systemFiles();
  expect(after.filter((file) => !known.has(file))).toEqual([]);
  const left = new Set(after);
  expect(before.filter((file) => !left.has(file))).toEqual([]);
  expect(readFileSync('/usr/share/applications/mimeinfo.cache', 'utf8')).not.toContain('tradebell');
  expect(homeFiles(user.home)).toEqual(home);
  expect(await soon(user.run('sh', ['-c', 'command -v tradebell']), 'a look for the program')).toMatchObject({ stdout: '' });
});
