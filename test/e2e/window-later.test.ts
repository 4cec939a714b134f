import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launch } from './launch.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const connections = () => w.page.locator('.place-connections');
const card = () => w.page.getByRole('article', { name: 'Harbour Pottery' });

/** Scripts that are not needed for the inbox, and come all the same. */
const rest = (): string[] => w.built.prepared.filter((file) => !w.built.first.includes(file));

test('a place opens at once after its script came in the window’s idle time', async () => {
  await w.load();
  await w.served(rest());
  // As text, or vitest would make the import its own. Asked for after the page itself did, so it has them by then too.
  await w.page.evaluate(`Promise.all(${JSON.stringify(rest())}.map((name) => import('/' + name))).then(() => undefined)`);
  const blanks = await w.page.evaluate(async () => {
    let seen = 0;
    new MutationObserver(() => {
      seen += document.querySelectorAll('main[aria-busy=true]').length;
    }).observe(document.body, { childList: true, subtree: true });
    for (const place of ['connections', 'settings', 'connections']) {
      document.querySelector<HTMLElement>(`.place-${place}`)?.click();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    return seen;
  });
  expect(blanks).toBe(0);
  await card().waitFor();
  expect(w.complaints).toEqual([]);
});

test('a place whose script cannot be read says so, and leaves the rest as it is', async () => {
  const script = path.join(w.folder, rest().find((file) => file.startsWith('connections-'))!);
  fs.renameSync(script, `${script}.away`);
  await w.load();
  await w.served([path.basename(script)]);
  await connections().click();
  await w.page.getByRole('heading', { name: 'This part of the window could not be loaded.' }).waitFor();
  await w.page.getByRole('button', { name: 'All alerts' }).click();
  await w.page.locator('[role=option]').first().click();
  await w.page.locator('#detail-title').waitFor();
  fs.renameSync(`${script}.away`, script);
  await w.load();
  await connections().click();
  await card().waitFor();
  expect(w.complaints).toEqual([]);
});

test('the app itself serves the scripts of all places, under its own policy', async () => {
  const it = await launch();
  onTestFinished(() => it.close());
  const page = await it.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await page.getByRole('radio', { name: 'Doshii app' }).check();
  await page.locator('.place-settings').click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(complaints).toEqual([]);
});
