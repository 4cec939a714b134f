import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Doshii } from '../servers/doshii/doshii.ts';
import { CARD_DATA } from '../servers/doshii/rows.ts';
import { openShop, soon } from './shop.ts';
import { COFFEE, connect, draftOf, NAME, rung, serve } from './venue.ts';

test('neither client id, nor secret, nor a token, nor a customer’s card is in anything that the app writes or shows', async () => {
  const shop = await openShop();
  const doshii = await serve(shop);
  await connect(shop, doshii);
  await shop.says('online', NAME);
  const order = doshii.order();
  await rung(shop, COFFEE);
  doshii.activation();
  await shop.it.notifications.calls.find(({ title }) => title === 'A till wants to activate a gift card');
  // Refusals are where secrets like to slip out.
  doshii.faults.failAlways(401);
  order.update({ status: 'complete' });
  await shop.it.notifications.calls.find(({ title }) => title.startsWith('Order complete'));
  await soon(doshii.idle(), 'all answers');
  doshii.faults.refuseSockets(401);
  doshii.drop();
  await shop.until('connections.list', undefined, (all) => all.some(({ state }) => state.phase !== 'online'));
  await soon(doshii.nextAttempt(), 'the next try');

  const lines = await shop.lines();
  const details = await Promise.all(lines.map(({ id }) => shop.call('inbox.detail', { id })));
  const tested = await shop.call('connections.test', { draft: draftOf(doshii) });
  const shown = JSON.stringify([details, tested, await shop.call('settings.get'), await shop.call('connections.list')]);
  const page = await shop.page();
  await page.getByRole('button', { name: 'Connections' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.locator('#field-client-id').waitFor();
  const files = await filesBelow(shop.it.userData);
  const written = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'latin1') })));
  expect(written.some(({ file, text }) => file.endsWith('.log') && text.length > 0)).toBe(true);
  const all = [
    ...written,
    { file: 'calls', text: shown },
    { file: 'page', text: await page.content() },
    { file: 'output', text: shop.it.output() },
    { file: 'notifications', text: JSON.stringify(shop.it.notifications.calls.all) },
  ];
  const secrets = secretsOf(doshii);
  const leaks = all.flatMap(({ file, text }) =>
    secrets.filter(({ secret }) => text.includes(secret)).map(({ what }) => `${what} in ${file}`)
  );
  expect(leaks).toEqual([]);
});

/** All that is nobody else's business, in the forms that it takes on its ways. */
function secretsOf({ clientId, clientSecret, tokens }: Doshii): readonly { readonly what: string; readonly secret: string }[] {
  const auth = Buffer.from(clientId).toString('base64');
  expect(tokens.length).toBeGreaterThan(2);
  return [
    { what: 'client id', secret: clientId },
    { what: 'client id in base64', secret: auth.replace(/=+$/, '') },
    { what: 'client id in base64, encoded', secret: encodeURIComponent(auth) },
    { what: 'client id, encoded for an address', secret: auth.replaceAll('+', '%2B') },
    { what: 'client secret', secret: clientSecret },
    ...tokens.flatMap((token) => token.split('.').slice(1).map((part) => ({ what: 'part of a token', secret: part }))),
    { what: 'number of a card', secret: CARD_DATA.cardRef },
    { what: 'key of a card', secret: CARD_DATA.cardAuthorisationKey },
    { what: 'login of a card’s provider', secret: CARD_DATA.cardProviderAuthId },
    { what: 'password of a card’s provider', secret: CARD_DATA.cardProviderAuthPassword },
  ];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
