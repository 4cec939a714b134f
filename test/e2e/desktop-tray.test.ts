import { expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../src/shared/bridge.ts';
import { launch } from './launch.ts';

type WithBridge = typeof globalThis & { tradebell: Bridge };

test('the tray shows how things stand, opens what is chosen, rings a test, pauses, resumes and quits', async () => {
  const it = await launch();
  onTestFinished(() => it.close());
  const tray = await it.tray();
  const before = await tray.until(({ tooltip }) => tooltip === 'Tradebell: no connection yet');
  expect(before.menu.map(({ label }) => label)).toEqual(['Open inbox', '', 'Pause notifications', 'Send a test notification', '', 'Quit Tradebell']);

  await tray.choose('Send a test notification');
  expect(await it.notifications.calls.find(() => true)).toMatchObject({ title: 'Tradebell rings', hints: { desktopEntry: 'tradebell', urgency: 'normal' } });

  await tray.choose('Pause notifications', 'Until I resume');
  const paused = await tray.until(({ tooltip }) => tooltip === 'Tradebell: paused');
  expect(paused.icons[0]?.argb.equals(before.icons[0]!.argb)).toBe(false);
  await tray.choose('Resume notifications');
  const well = await tray.until(({ tooltip }) => tooltip === 'Tradebell: no connection yet');
  expect(well.icons[0]?.argb.equals(before.icons[0]!.argb)).toBe(true);

  const opened = it.firstWindow();
  await tray.choose('Open inbox');
  const page = await opened;
  await page.waitForSelector('main');
  // Nothing listens there: it is refused, and the tray says so, with an & that is no mark of a key.
  await page.evaluate(() =>
    (globalThis as WithBridge).tradebell.call('connections.add', { system: 'openbazaar', name: 'Tea & _more_', url: 'http://127.0.0.1:9', auth: 'none' })
  );
  const added = await tray.until(({ menu }) => menu.some(({ label }) => label.startsWith('Tea')));
  expect(added.menu.find(({ label }) => label.startsWith('Tea'))?.label).toMatch(/^Tea & _more_: /);

  // The app may be gone before it has answered the click.
  const chosen = tray.choose('Quit Tradebell').catch((error: Error) => error.message);
  await tray.gone;
  expect([undefined, 'Message recipient disconnected from message bus without replying']).toContain(await chosen);
});
