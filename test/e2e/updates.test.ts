import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { UpdateTrouble } from '../../src/shared/updates.ts';
import { createListener } from '../servers/listener.ts';
import { startSocksProxy } from '../servers/proxies/socks-proxy.ts';
import { startReleases, type ReleaseMode, type Releases } from '../servers/releases.ts';
import type { LaunchOptions } from './launch.ts';
import { openShop, type Shop } from './shop.ts';

const OLD = '#!/bin/sh\n# the old program\n';
const MINUTE = 60_000;

interface World {
  releases: Releases;
  image: string;
  /** Written by the new program, once it runs. */
  told: string;
  shop: Shop;
}

/** The real app, that takes itself for an AppImage, and a server with a newer one: a script that says how it was started. */
async function world(options: LaunchOptions = {}): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tradebell-image-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const image = path.join(folder, 'Tradebell.AppImage');
  await writeFile(image, OLD);
  await chmod(image, 0o755);
  const told = path.join(folder, 'told');
  const releases = await startReleases();
  onTestFinished(() => releases.close());
  releases.offer({ version: '9.0.0', file: Buffer.from(`#!/bin/sh\nprintf '%s\\n' "$@" > '${told}.part'\nmv '${told}.part' '${told}'\n${'# long enough to come in pieces\n'.repeat(20_000)}`) });
  const env = { ...options.env, TRADEBELL_TEST_FEED: releases.url, TRADEBELL_TEST_KEY: releases.key, APPIMAGE: image };
  return { releases, image, told, shop: await openShop({ ...options, env }) };
}

const ready = (shop: Shop) => shop.until('updates.get', undefined, ({ state }) => state === 'ready');
/** Settles once the file is there. */
const written = (file: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!existsSync(file)) return;
      watching.close();
      resolve();
    };
    const watching = watch(path.dirname(file), look);
    look();
  });
const ended = (shop: Shop): Promise<void> => new Promise((resolve) => shop.it.app.process().once('exit', () => resolve()));

test('a release is found some minutes after the start, told in tray and window without ringing, and in its place after quitting', async () => {
  const { shop, image, told } = await world();
  await shop.page();
  await shop.advance(11 * MINUTE);
  expect(await ready(shop)).toEqual({ state: 'ready', version: '9.0.0' });
  const { menu } = await shop.tray((view) => view.menu.some(({ label }) => label === 'Restart to update to 9.0.0'));
  expect(menu.at(-1)?.label).toBe('Quit Tradebell');
  await (await shop.page()).getByText('Tradebell 9.0.0 is ready. It is installed when you quit.').waitFor();
  expect(shop.it.notifications.calls.all).toEqual([]);
  expect(await readFile(image, 'utf8')).toBe(OLD);
  await shop.it.quit();
  expect(await readFile(image, 'utf8')).not.toBe(OLD);
  expect(existsSync(told)).toBe(false);
});

test('on request it quits, and the new one is started as it was, shown', async () => {
  const { shop, told } = await world();
  const page = await shop.page();
  await page.getByRole('button', { name: 'Settings' }).first().click();
  await page.getByRole('button', { name: 'Look for updates', exact: true }).click();
  const gone = ended(shop);
  await page.getByRole('button', { name: 'Restart and install' }).click();
  await gone;
  await written(told);
  const args = (await readFile(told, 'utf8')).trim().split('\n');
  expect(args).toContain(`--user-data-dir=${shop.it.userData}`);
  expect(args.at(-1)).toBe('--show');
});

test('the tray restarts to update as well', async () => {
  const { shop, image } = await world();
  await shop.call('updates.check');
  await shop.tray((view) => view.menu.some(({ label }) => label === 'Restart to update to 9.0.0'));
  const gone = ended(shop);
  const chosen = (await shop.it.tray()).choose('Restart to update to 9.0.0').catch((error: Error) => {
    if (!error.message.includes('disconnected from message bus')) throw error; // it may be gone before it has answered
  });
  await Promise.all([gone, chosen]);
  expect(await readFile(image, 'utf8')).not.toBe(OLD);
});

test('with its AppImage moved away it does not end for a restart that cannot come, and says why', async () => {
  const { shop, image } = await world();
  await shop.call('updates.check');
  await shop.tray((view) => view.menu.some(({ label }) => label === 'Restart to update to 9.0.0'));
  await rename(image, `${image}.moved`);
  await (await shop.it.tray()).choose('Restart to update to 9.0.0');
  await shop.tray((view) => !view.menu.some(({ label }) => label === 'Restart to update to 9.0.0'));
  expect(await shop.call('updates.get')).toMatchObject({ state: 'idle', trouble: { code: 'not-writable' } });
  expect(await readFile(`${image}.moved`, 'utf8')).toBe(OLD);
});

test('what could not be installed at the end is told by the next start', async () => {
  const { shop, image } = await world();
  await shop.call('updates.check');
  await writeFile(path.join(shop.it.userData, 'tradebell-updates', 'pending', 'tradebell-9.0.0.AppImage'), 'changed on the disk');
  await shop.it.quit();
  expect(await readFile(image, 'utf8')).toBe(OLD);
  await shop.restart();
  expect(await shop.call('updates.get')).toMatchObject({ state: 'idle', trouble: { code: 'corrupt' } });
});

test.each<[ReleaseMode, UpdateTrouble, RegExp]>([
  ['foreign', 'wrong-signature', /not signed by the makers of Tradebell/],
  ['unsigned', 'unsigned', /without a signature/],
  ['corrupt', 'corrupt', /was damaged/],
  ['truncated', 'cut-short', /broke off/],
])('a release that is %s is refused, said in Settings, never rung, and nothing is installed', async (mode, code, words) => {
  const { shop, releases, image } = await world();
  releases.behave(mode);
  expect(await shop.call('updates.check')).toMatchObject({ state: 'idle', trouble: { code } });
  const page = await shop.page();
  await page.getByRole('button', { name: 'Settings' }).first().click();
  await page.getByText(words).waitFor();
  expect(shop.it.notifications.calls.all).toEqual([]);
  await shop.it.quit();
  expect(await readFile(image, 'utf8')).toBe(OLD);
});

test('updates go by the proxy of the settings, and by no other way', async () => {
  const { shop, releases } = await world();
  const proxy = await startSocksProxy();
  onTestFinished(() => proxy.close());
  await shop.call('settings.change', { updateProxy: `socks5h://127.0.0.1:${proxy.port}` });
  expect(await shop.call('updates.check')).toEqual({ state: 'ready', version: '9.0.0' });
  expect(new Set(proxy.asked.map(({ port }) => port))).toEqual(new Set([releases.port]));
});

test('with that proxy gone the server is not reached past it', async () => {
  const { shop, releases } = await world();
  const proxy = await startSocksProxy();
  await proxy.close();
  await shop.call('settings.change', { updateProxy: `socks5h://127.0.0.1:${proxy.port}` });
  expect(await shop.call('updates.check')).toMatchObject({ state: 'idle', trouble: { code: 'unreachable' } });
  expect(releases.asked).toEqual([]);
});

test('a proxy that asks for a password ends the look, and the server is not reached past it', async () => {
  const { shop, releases } = await world();
  const asked: (string | undefined)[] = [];
  const proxy = await createListener(0, undefined, {
    request({ url }, response) {
      asked.push(url);
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="staff only"' }).end();
    },
    upgrade: (_request, socket) => socket.destroy(),
  });
  onTestFinished(() => proxy.down());
  await shop.call('settings.change', { updateProxy: `http://127.0.0.1:${proxy.port}` });
  expect(await shop.call('updates.check')).toMatchObject({ state: 'idle', trouble: { code: 'unreachable' } });
  expect(asked).toEqual([`${releases.url}latest-linux.yml`]);
  expect(releases.asked).toEqual([]);
});

test('a redirect on the same server is followed, and the browser that asks does not say what it is', async () => {
  const { shop, releases } = await world();
  releases.behave('redirect');
  expect(await shop.call('updates.check')).toEqual({ state: 'ready', version: '9.0.0' });
  expect(releases.heads.join('\n')).not.toMatch(/electron|chrome|staging|linux/i);
});

test('a redirect to plain HTTP elsewhere is not followed', async () => {
  const { shop, releases, image } = await world({ args: ['--host-resolver-rules=MAP elsewhere.example 127.0.0.1'] });
  releases.behave('redirect-away');
  expect(await shop.call('updates.check')).toMatchObject({ state: 'idle', trouble: { code: 'unreachable' } });
  expect(releases.asked).toContain('/tradebell-9.0.0.AppImage');
  expect(releases.asked).not.toContain('/elsewhere');
  // There it would have been had.
  const there = await shop.it.app.evaluate(({ net }, url) => net.fetch(url).then(({ status }) => status), `http://elsewhere.example:${releases.port}/elsewhere`);
  expect([there, releases.asked.at(-1)]).toEqual([200, '/elsewhere']);
  await shop.it.quit();
  expect(await readFile(image, 'utf8')).toBe(OLD);
});

test('a checkout looks for nothing, and says what it is', async () => {
  const shop = await openShop();
  expect(await shop.call('updates.check')).toEqual({ state: 'off', why: 'checkout' });
  const about = await shop.call('about.get');
  const versions = await shop.it.app.evaluate(() => process.versions);
  // An address that only stands in for one is shown to nobody.
  expect(about.homepage).toBe(manifest.homepage.includes('.invalid') ? '' : manifest.homepage);
  expect(about).toMatchObject({ packageKind: 'checkout', electron: versions['electron'], chromium: versions['chrome'], node: versions['node'] });
  expect(await shop.call('about.licences')).toMatch(/^preact \d/m);
});
