import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startReleases, type Releases } from '../servers/releases.ts';
import { built } from './built.ts';
import { connectByForm, expectSandboxed, inInbox, installedApp, online, openSettings, sampleNode, sellAndRing, type InstalledApp } from './installed-app.ts';
import { ordinaryUser, type OrdinaryUser } from './ordinary-user.ts';
import type { Node } from '../servers/openbazaar/node.ts';

/** A hundred megabytes or more come, and are read twice, on a machine that may be busy. */
const DOWNLOAD_MS = 60_000;

interface World {
  readonly user: OrdinaryUser;
  readonly app: InstalledApp;
  readonly node: Node;
  readonly releases: Releases;
  /** The AppImage that its user started. */
  readonly image: string;
}

/** An AppImage that runs and rings, and the server where it looks for releases. */
async function world(): Promise<World> {
  const { updating, next, feedPort: port, privateKey } = built();
  const user = ordinaryUser();
  onTestFinished(() => user.remove());
  const image = path.join(user.home, 'Tradebell.AppImage');
  copyFileSync(updating.file('AppImage'), image);
  chmodSync(image, 0o755);
  user.give(image);
  const releases = await startReleases({ port, privateKey });
  onTestFinished(() => releases.close());
  releases.offer({ version: next.version, file: next.file('AppImage') });
  const app = await installedApp({ user, command: image });
  onTestFinished(() => app.close());
  const node = await sampleNode();
  onTestFinished(() => node.close());
  await app.start();
  await connectByForm(app, node);
  await sellAndRing(app, node, 'Red bowl');
  return { user, app, node, releases, image };
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

test('a release is found, fetched, told in window and tray, and put in the place of the old one when asked for; the data stays', async () => {
  const { app, node, releases, image, user } = await world();
  const { next } = built();
  const page = await openSettings(app);
  await page.getByRole('button', { name: 'Look for updates', exact: true }).click();
  await page.getByText(`Tradebell ${next.version} is ready. It is installed when you quit.`).first().waitFor({ timeout: DOWNLOAD_MS });
  await app.tray().until(({ menu }) => menu.some(({ label }) => label === `Restart to update to ${next.version}`));
  await page.getByRole('button', { name: 'Restart and install' }).scrollIntoViewIfNeeded();
  await app.picture('update-ready');
  expect(releases.asked.some((asked) => asked.endsWith('.AppImage'))).toBe(true);

  const old = app.tray();
  const oldImage = hashOf(image);
  const rung = app.desktop.notifications.calls.all.length;
  await page.getByRole('button', { name: 'Restart and install' }).click();
  await old.gone;
  await app.startedElsewhere(old);
  expect(hashOf(image)).toBe(hashOf(next.file('AppImage')));
  expect(hashOf(image)).not.toBe(oldImage);
  await online(app);
  await inInbox(app, 'Red bowl');
  await (await openSettings(app)).getByRole('heading', { name: `Tradebell ${next.version}` }).waitFor();
  await sellAndRing(app, node, 'Blue mug');
  expect(app.desktop.notifications.calls.all.slice(rung).filter(({ replacesId }) => replacesId === 0).map(({ title }) => title)).toEqual(['New order: Blue mug']);
  await expectSandboxed(app, user);
  await app.quit();
});

test('a corrupt, a truncated, a wrongly signed and an older release are refused, and said; the old one goes on', async () => {
  const { app, node, releases, image } = await world();
  const { next } = built();
  const before = hashOf(image);
  const page = await openSettings(app);
  const looksAndReads = async (words: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Look for updates', exact: true }).click();
    await page.getByText(words).waitFor({ timeout: DOWNLOAD_MS });
  };
  releases.behave('corrupt');
  await looksAndReads(/The download was damaged/);
  releases.behave('truncated');
  await looksAndReads(/The download broke off/);
  releases.behave('foreign');
  await looksAndReads(/is not signed by the makers of Tradebell/);
  releases.behave('good');
  releases.offer({ version: '0.0.1', file: next.file('AppImage') });
  await looksAndReads(/offers an older release/);
  await app.picture('update-refused');

  await sellAndRing(app, node, 'Blue mug');
  expect(app.rings().map(({ title }) => title)).toEqual(['New order: Red bowl', 'New order: Blue mug']);
  await app.quit();
  expect(hashOf(image)).toBe(before);
});
