import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { fillForm, openShop } from './shop.ts';

/** The fingerprints that a dialog shows, each put together from its groups. */
const fingerprints = (dialog: Locator): Promise<string[]> =>
  dialog.getByRole('figure').evaluateAll((figures) => figures.map((figure) => [...figure.querySelectorAll('code')].map((code) => code.textContent).join(':')));

test('a self-signed certificate is agreed to by its fingerprint, pinned, and an alarm when it changes', async () => {
  const shop = await openShop();
  const node = await shop.node({ tls: 'self-signed', access: { kind: 'basic', username: 'maya', password: 'right' } });
  const first = node.fingerprint256!;
  const page = await shop.page();
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await fillForm(page, node.url, { username: 'maya', password: 'right' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();

  const question = page.getByRole('dialog', { name: 'Is this your node?' });
  await question.waitFor();
  expect(await fingerprints(question)).toEqual([first]);
  // Nothing was said to it yet, least of all the password.
  expect(node.log.requests).toEqual([]);
  expect(await shop.call('connections.list')).toEqual([]);
  await question.getByRole('button', { name: 'It is the same: trust it' }).click();
  await page.getByText('This works: Harbour Pottery answers.').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await shop.says('online');
  expect(await shop.call('connections.list')).toMatchObject([{ url: node.url, pin: first }]);
  expect(node.log.requests.map(({ path }) => path)).toContain('ws');
  expect(node.log.requests.every(({ allowed }) => allowed)).toBe(true);

  node.trade.sale({ title: 'Blue mug' });
  await shop.it.notifications.calls.find(({ title, hints }) => title === 'New order: Blue mug' && hints.image !== undefined);
  await shop.advance(1_000);
  await shop.until('inbox.page', { limit: 1 }, ({ lines }) => lines[0]?.confirmation === 'confirmed');
  await node.idle();

  const second = node.replaceCertificate();
  const before = node.log.requests.length;
  node.sockets.drop();
  await shop.says('not connected, trying again');
  await shop.advance(2_000);
  await shop.says('needs you');
  const card = page.getByRole('article', { name: 'My shop' });
  await card.getByText('The certificate is not the one that you trusted').waitFor();
  await shop.advance(3_600_000);
  await card.getByRole('button', { name: 'Look at the certificate' }).click();
  const alarm = page.getByRole('dialog', { name: 'The certificate has changed' });
  await alarm.getByText('If you did not renew it yourself, do not go on.', { exact: false }).waitFor();
  expect(await fingerprints(alarm)).toEqual([first, second]);
  expect(node.log.requests).toHaveLength(before);
  expect(node.sockets.count).toBe(0);

  await alarm.getByRole('button', { name: 'I renewed it: trust the new one' }).click();
  await shop.says('online');
  expect(await shop.call('connections.list')).toMatchObject([{ pin: second }]);
});

test('a pin outlives a restart, for https and wss alike, and counts for that one certificate only', async () => {
  const shop = await openShop();
  const node = await shop.node({ tls: 'self-signed' });
  await shop.add(node, { pin: node.fingerprint256! });
  await shop.restart();
  await shop.says('online');

  await shop.it.kill9();
  node.replaceCertificate();
  const before = node.log.requests.length;
  await shop.restart();
  await shop.says('needs you');
  expect(await shop.call('connections.list')).toMatchObject([{ state: { phase: 'blocked', trouble: { code: 'certificate-changed', fingerprint: node.fingerprint256 } } }]);
  expect(node.log.requests).toHaveLength(before);
});
