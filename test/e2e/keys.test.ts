import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Desktop, startDesktop } from '../desktop/desktop.ts';
import type { Node } from '../servers/openbazaar/node.ts';
import { type Keyring, startKeyring } from './keyring.ts';
import { fillForm, openShop, rings, type Shop } from './shop.ts';

const SECRET = 'xylophone-7391';
const TITLE = 'Quetzal feather';
const LOGIN = { auth: 'basic', username: 'maya', secret: SECRET } as const;
const access = { kind: 'basic', username: 'maya', password: SECRET } as const;

/** Files under a folder that hold this text, in one of the ways that programs write text. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const forms = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, ''))];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    if (forms.some((form) => bytes.includes(form))) found.push(path.relative(folder, path.join(entry.parentPath, entry.name)));
  }
  return found;
}

async function aKeyring(desktop: Desktop): Promise<Keyring> {
  const keyring = await startKeyring(desktop.bus);
  onTestFinished(() => keyring.close());
  return keyring;
}

/** A shop with a keyring, a node that wants a password, and one alert. */
async function withKeyring(): Promise<{ desktop: Desktop; keyring: Keyring; shop: Shop; node: Node }> {
  const desktop = await startDesktop();
  onTestFinished(() => desktop.stop());
  const keyring = await aKeyring(desktop);
  const shop = await openShop({ desktop, args: keyring.args, env: keyring.env });
  const node = await shop.node({ access });
  await shop.add(node, LOGIN);
  node.trade.sale({ title: TITLE });
  await shop.it.notifications.calls.find(({ title }) => title.includes(TITLE));
  return { desktop, keyring, shop, node };
}

const titles = async (shop: Shop): Promise<string[]> => (await shop.lines()).map(({ title }) => title);

test('without a keyring a password lasts for this run, and longer only in a plain file that was agreed to', async () => {
  const shop = await openShop();
  const node = await shop.node({ access });
  await shop.add(node, LOGIN);
  expect(await shop.call('app.state')).toMatchObject({ keyring: 'none', journal: 'plain' });
  expect(await filesWith(shop.it.userData, SECRET)).toEqual([]);

  await shop.restart();
  await shop.says('needs you');
  const page = await shop.page();
  await page.getByRole('navigation').getByRole('button', { name: 'Connections', exact: true }).click();
  const card = page.getByRole('article', { name: 'My shop' });
  await card.getByText('Please sign in again').waitFor();
  await card.getByRole('button', { name: 'Edit' }).click();
  await fillForm(page, node.url, { username: 'maya', password: SECRET });
  await page.getByRole('button', { name: 'Save' }).click();
  await shop.says('online');

  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  await page.getByText('There is no keyring on this system. Passwords are kept until Tradebell is closed.').waitFor();
  await page.getByLabel(/Keep passwords in a plain file/).check();
  await page.getByText('Kept in a plain file, as you agreed.', { exact: false }).waitFor();
  expect(await filesWith(shop.it.userData, SECRET)).not.toEqual([]);
  await shop.restart();
  await shop.says('online');

  // Consent is withdrawn: nothing of it stays behind.
  await shop.call('settings.change', { plainSecrets: false });
  expect(await filesWith(shop.it.userData, SECRET)).toEqual([]);
});

test('with a keyring no file holds the password or what happened, and a restart finds both', async () => {
  const { shop } = await withKeyring();
  expect(await shop.call('app.state')).toMatchObject({ keyring: 'ready', journal: 'encrypted', setAside: [] });
  await shop.restart();
  await shop.says('online');
  expect(await titles(shop)).toEqual([`New order: ${TITLE}`]);
  await shop.it.quit();
  for (const text of [SECRET, TITLE]) expect(await filesWith(shop.it.userData, text)).toEqual([]);
});

test('a keyring that is locked at start is waited for without freezing, and once it is open all goes on', async () => {
  const { keyring, shop, node } = await withKeyring();
  await shop.it.quit();
  await keyring.lock();
  node.trade.sale({ title: 'Missed mug' });
  await shop.restart();
  const waiting = await shop.tray(({ tooltip }) => tooltip.includes('Waiting for your keyring'));
  expect(waiting.menu.map(({ label }) => label)).toEqual(expect.arrayContaining(['Waiting for your keyring', 'Unlock keyring…', 'My shop: needs you']));
  // The main process answers, and the window says what it waits for.
  expect(await shop.call('app.state')).toMatchObject({ keyring: 'locked', journal: 'opening' });
  const page = await shop.page();
  await page.getByText('Your keyring is locked.', { exact: false }).first().waitFor();
  await (await shop.it.tray()).choose('Send a test notification');
  await shop.it.notifications.calls.find(({ title }) => title === 'Tradebell rings');

  await keyring.unlock();
  await shop.says('online');
  await shop.until('inbox.counts', undefined, ({ total }) => total === 2);
  expect((await titles(shop)).toSorted()).toEqual(['New order: Missed mug', `New order: ${TITLE}`]);
  expect(await shop.call('app.state')).toMatchObject({ keyring: 'ready', journal: 'encrypted', setAside: [] });
});

test('with another keyring the connection asks to sign in again, and the old inbox is set aside until its key is back', async () => {
  const { desktop, keyring, shop, node } = await withKeyring();
  await shop.it.quit();
  await keyring.stop();
  const other = await aKeyring(desktop);
  await shop.restart({ args: other.args, env: other.env });
  await shop.says('needs you');
  const [old, ...more] = (await shop.call('app.state')).setAside;
  expect(more).toEqual([]);
  expect(await shop.call('app.state')).toMatchObject({ keyring: 'ready', journal: 'replaced' });
  expect(await shop.call('connections.list')).toMatchObject([{ state: { phase: 'blocked', trouble: { code: 'sign-in-again' } } }]);
  expect(await titles(shop)).toEqual([]);

  const page = await shop.page();
  await page.getByText('The earlier inbox could not be opened and was set aside.').waitFor();
  await page.getByRole('button', { name: 'Look' }).click();
  await page.getByText(old!.file).waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('alert').getByText('cannot be opened', { exact: false }).or(page.getByText('not in your keyring', { exact: false })).first().waitFor();
  expect(await filesWith(path.join(shop.it.userData, 'journal'), TITLE)).toEqual([]);

  // Signed in again it begins with the first-connect rule: what the node has unread comes in one summary, and nothing rings twice by itself.
  const before = shop.it.notifications.calls.all.length;
  await shop.call('connections.edit', { id: (await shop.call('connections.list'))[0]!.id, draft: { system: 'openbazaar', name: 'My shop', url: node.url, ...LOGIN } });
  await shop.says('online');
  await shop.until('inbox.counts', undefined, ({ total }) => total === 1);
  expect(rings(shop.it, before).filter(({ title }) => title.includes(TITLE))).toEqual([]);

  // The first keyring is back: what was set aside can be opened with it, and leaves no file behind.
  await shop.it.quit();
  await other.stop();
  await keyring.start();
  await shop.restart({ args: keyring.args, env: keyring.env });
  await shop.until('app.state', undefined, ({ setAside }) => setAside.some(({ file }) => file === old!.file));
  expect(await shop.call('app.retryJournal', { file: old!.file })).toBe('taken-in');
  expect((await shop.call('app.state')).setAside.map(({ file }) => file)).not.toContain(old!.file);
  expect(await titles(shop)).toEqual([`New order: ${TITLE}`]);

  // The other one's can be deleted, after a question.
  const window = await shop.page();
  await window.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  await window.getByRole('button', { name: 'Delete', exact: true }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await shop.until('app.state', undefined, ({ setAside }) => setAside.length === 0);
  expect((await readdir(path.join(shop.it.userData, 'journal'))).filter((name) => name.endsWith('.db'))).toHaveLength(1);
});
