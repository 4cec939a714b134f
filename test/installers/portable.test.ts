import { chmodSync, copyFileSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { built } from './built.ts';
import { connectByForm, expectSandboxed, inInbox, installedApp, online, openSettings, sampleNode, sellAndRing } from './installed-app.ts';
import { ordinaryUser, type OrdinaryUser } from './ordinary-user.ts';
import { unpackArchive } from './unpacked.ts';

/** Puts the app where its user keeps such things, and answers what they start. */
type Place = (user: OrdinaryUser) => string;

const appImage: Place = ({ home, give }) => {
  // On some machines /tmp, where it is mounted, is a link: the program must know itself all the same.
  renameSync(path.join(home, 'tmp'), path.join(home, 'tmp-elsewhere'));
  symlinkSync('tmp-elsewhere', path.join(home, 'tmp'));
  const image = path.join(home, 'Tradebell.AppImage');
  copyFileSync(built().real.file('AppImage'), image);
  chmodSync(image, 0o755);
  give(image);
  return image;
};
const archive: Place = ({ home }) => unpackArchive(built().real.file('tar.gz'), path.join(home, 'Tradebell'));

test.each<[string, Place, string]>([
  ['AppImage', appImage, 'built without a place to look for updates'],
  ['tar.gz', archive, 'An unpacked archive cannot update itself'],
])('the %s starts in Chromium’s sandbox, rings, keeps what rang over kill -9, and says what it is', async (name, place, updates) => {
  const user = ordinaryUser();
  onTestFinished(() => user.remove());
  const command = place(user);
  const app = await installedApp({ user, command });
  onTestFinished(() => app.close());
  const node = await sampleNode();
  onTestFinished(() => node.close());

  await app.start();
  await connectByForm(app, node);
  await expectSandboxed(app, user);
  await sellAndRing(app, node, 'Red bowl');

  await app.kill9();
  await app.start();
  await online(app);
  await inInbox(app, 'Red bowl');
  await sellAndRing(app, node, 'Blue mug');
  expect(app.rings().map(({ title }) => title)).toEqual(['New order: Blue mug']);

  const page = await openSettings(app);
  await page.getByRole('heading', { name: `Tradebell ${built().real.version}` }).waitFor();
  await page.getByText(updates).waitFor();
  await page.getByLabel('It runs on').scrollIntoViewIfNeeded();
  await app.picture(`settings-${name}`);
  await app.quit();
});
