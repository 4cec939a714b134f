import { expect, onTestFinished, test } from 'vitest';
import { type Elsewhere, startElsewhere } from '../servers/doshii/elsewhere.ts';
import { item } from '../servers/doshii/rows.ts';
import type { Order } from '../servers/doshii/things.ts';
import { openShop, rings, soon, type Shop } from './shop.ts';
import { away, COFFEE, connect, fillForm, held, listening, NAME, openForm, rung, serve, stay, STAYED_MS } from './venue.ts';

const titles = async (shop: Shop): Promise<string[]> => (await shop.lines()).map(({ title }) => title).toReversed();
const gaps = async (shop: Shop) => (await shop.lines()).filter(({ kind }) => kind === 'gap');

async function stranger(): Promise<Elsewhere> {
  const elsewhere = await startElsewhere();
  onTestFinished(() => elsewhere.close());
  return elsewhere;
}

test('an app that is added through the form rings for a live order at once, and venue, customer and total follow in place', async () => {
  const shop = await openShop();
  const doshii = await serve(shop);
  const page = await openForm(shop, 'Other address');
  await fillForm(page, doshii, doshii);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('Connected. It hears of 1 venue.').waitFor();
  const caughtUp = doshii.nextAnswer('/bookings');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await shop.says('online', NAME);
  await soon(caughtUp, 'the first catch-up');
  await shop.closeWindow();

  const details = doshii.faults.hold('/orders/');
  doshii.order();
  const first = await rung(shop, 'New order');
  await soon(details.arrived, 'the details');
  details.release();
  expect(await rung(shop, COFFEE)).toMatchObject({
    replacesId: first.id,
    body: expect.stringMatching(/^Alice Liddell ordered at Harbour Café\. Total 15\b.*\bOrder number HC-1001\.$/),
  });
  expect(rings(shop.it)).toHaveLength(1);
  const { lines } = await shop.until('inbox.page', { limit: 10 }, (inbox) => inbox.lines.length === 1);
  expect(lines).toMatchObject([{ kind: 'venueOrder', title: COFFEE, read: false }]);

  // Tokens of one second are equal; those of different seconds must not be.
  const before = new Set(doshii.tokens);
  await shop.advance(STAYED_MS);
  doshii.order({ fields: { items: [item('Pie', 1_100)] } });
  await rung(shop, 'New order: Pie');
  expect(doshii.tokens.length).toBeGreaterThan(before.size);
  expect(before.has(doshii.tokens.at(-1)!)).toBe(false);
});

test('sandbox and live need no address, and a socket address in the place of the client ID is taken apart', async () => {
  const shop = await openShop();
  const doshii = await serve(shop);
  const page = await openForm(shop, 'Sandbox');
  expect(await page.locator('#field-address').count()).toBe(0);
  await page.getByRole('radio', { name: 'Live', exact: true }).check();
  expect(await page.locator('#field-address').count()).toBe(0);
  await page.locator('#field-client-id').evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, doshii.wsUrl('/app/socket/v3'));
  await page.getByText('Took the client ID out of the address. It is not shown.').waitFor();
  expect(await page.getByRole('radio', { name: 'Other address', exact: true }).isChecked()).toBe(true);
  await page.locator('#field-name').fill(NAME);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('Connected. Which venues it hears of can be asked only with the client secret.').waitFor();
  expect(doshii.attempts.at(-1)).toMatchObject({ path: '/app/socket/v3', clientId: doshii.clientId, status: 101 });
  expect(doshii.requests).toEqual([]);
});

test('a client ID that Doshii does not know is refused in plain words', async () => {
  const shop = await openShop();
  const doshii = await serve(shop);
  const page = await openForm(shop, 'Other address');
  await fillForm(page, doshii, { clientId: 'someone-else', clientSecret: doshii.clientSecret });
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('Doshii does not let this client ID in').waitFor();
  expect(doshii.attempts.at(-1)).toMatchObject({ status: 401 });
});

test('orders and bookings that were missed are caught up and told once; the rest of that time is said to be unknown', async () => {
  const { shop, doshii } = await listening();
  const known = doshii.order();
  await rung(shop, COFFEE);
  await stay(shop, doshii);
  await away(shop, doshii, () => {
    known.update({ status: 'rejected', rejectionReason: 'Kitchen closed' }, { live: false });
    const missed = doshii.order({ live: false, fields: { items: [item('Pie', 1_100)] } });
    missed.pay({ live: false, fields: { amount: '1100', status: 'complete' } });
    doshii.booking({ live: false });
    doshii.checkin({ live: false });
  });
  const { lines } = await shop.until('inbox.page', { limit: 20 }, (inbox) => inbox.lines.length === 6);
  expect(lines.map(({ kind }) => kind).toSorted()).toEqual(['booking', 'gap', 'venueOrder', 'venueOrder', 'venueOrder', 'venuePayment']);
  expect(await titles(shop)).toEqual(expect.arrayContaining(['Order rejected: Flat white, Almond croissant', COFFEE, 'New order: Pie']));
  expect((await gaps(shop))[0]!.body).toContain('Orders and bookings of that time were caught up');
  await shop.it.notifications.calls.find(({ title }) => title === '4 new events');
  const rang = rings(shop.it).length;

  // Once more, with nothing new: nothing is told again.
  const again = doshii.nextAnswer('/bookings');
  await away(shop, doshii, () => {});
  await soon(again, 'the second catch-up');
  await held(shop, 7);
  expect(await gaps(shop)).toHaveLength(2);
  expect(await shop.lines()).toHaveLength(7);
  expect(rings(shop.it)).toHaveLength(rang);
});

test('an order that is heard live and caught up is one alert, also where the app is killed in between', async () => {
  const { shop, doshii } = await listening();
  const one = doshii.order();
  await rung(shop, COFFEE);
  // Killed with the second one told, and before its details are there.
  const details = doshii.faults.hold('/orders/');
  doshii.order({ fields: { items: [item('Pie', 1_100)], externalOrderRef: 'HC-2' } });
  await rung(shop, 'New order');
  await soon(details.arrived, 'the details');
  await shop.until('inbox.page', { limit: 1 }, ({ lines }) => lines[0]?.title === 'New order');
  await shop.it.kill9();
  details.release();
  await soon(doshii.idle(), 'all answers');
  const rang = rings(shop.it).length;

  const caughtUp = doshii.nextAnswer('/bookings');
  await shop.restart();
  await soon(caughtUp, 'the catch-up');
  await shop.says('online', NAME);
  const orders = await shop.until('inbox.page', { limit: 20 }, ({ lines }) => lines.some(({ title }) => title === 'New order: Pie'));
  expect(orders.lines.filter(({ kind }) => kind !== 'gap').map(({ title }) => title).toSorted()).toEqual([COFFEE, 'New order: Pie']);
  // And once more live, as servers do that are not sure.
  for (const event of ['order_created', 'order_updated'] as const) one.say(event, { data: { version: one.row['version'] } });
  doshii.booking({ fields: { covers: 3 } });
  await shop.it.notifications.calls.find(({ title }) => title.startsWith('New booking'));
  expect((await shop.lines()).filter(({ kind }) => kind === 'venueOrder')).toHaveLength(2);
  expect((await shop.lines()).filter(({ kind }) => kind === 'venueRecord')).toEqual([]);
  expect(rings(shop.it)).toHaveLength(rang + 1);
});

test('killed again and again while it catches up over pages, the app tells each order once and forgets none', async () => {
  const { shop, doshii } = await listening();
  await shop.it.kill9();
  const orders: Order[] = [];
  for (let n = 0; n < 230; n++) orders.push(doshii.order({ live: false, fields: { items: [item(`Pie ${n}`, 1_100)] } }));
  const { length: before } = doshii.requests;
  // Killed with a page read and the next one asked for; then it goes on with that.
  for (const page of [1, 2]) {
    const gate = doshii.faults.hold('/orders?');
    await shop.restart();
    await soon(gate.arrived, `page ${page} is asked for`);
    const next = doshii.faults.hold('/orders?');
    gate.release();
    await soon(next.arrived, `page ${page + 1} is asked for`);
    await shop.it.kill9();
    next.release();
  }
  await shop.restart();
  await shop.says('online', NAME);
  await shop.until('inbox.counts', undefined, ({ total }) => total >= orders.length);
  const told = (await shop.lines()).filter(({ kind }) => kind === 'venueOrder').map(({ title }) => title);
  expect(told.toSorted()).toEqual(orders.map((_order, n) => `New order: Pie ${n}`).toSorted());
  const pages = doshii.requests.slice(before).filter(({ name }) => name === '/orders');
  expect(pages.map(({ query }) => Number(query['offset']) > 0)).toEqual([false, true, true, true, true]);
}, 120_000);

test('a uri to another host fetches nothing, neither does a redirect, and the alerts stand', async () => {
  const { shop, doshii } = await listening();
  const elsewhere = await stranger();
  const { length: before } = doshii.tokens;
  for (const host of [elsewhere.url, elsewhere.named, `http://doshii.co@${new URL(elsewhere.url).host}`]) {
    doshii.order({ data: { uri: `${host}/partner/v3/orders/1` } });
  }
  await held(shop, 3);
  doshii.faults.redirect(`${elsewhere.url}/orders/2`, '/orders/');
  const redirected = doshii.nextAnswer('/orders/');
  doshii.order();
  await soon(redirected, 'the redirect');
  // The details of a later one were fetched, so those of the others were tried, or given up.
  doshii.order({ fields: { items: [item('Pie', 1_100)] } });
  await shop.until('inbox.page', { limit: 20 }, ({ lines }) => lines.some(({ title }) => title === 'New order: Pie'));
  await soon(doshii.idle(), 'all answers');
  expect((await shop.lines()).filter(({ kind }) => kind === 'venueOrder')).toHaveLength(5);
  expect([elsewhere.connections, elsewhere.visits]).toEqual([0, []]);
  expect(doshii.tokens.length).toBeGreaterThan(before);
});

test('without a client secret it rings, asks REST for nothing at all, and the inbox shows the gap', async () => {
  const shop = await openShop();
  const doshii = await serve(shop);
  await connect(shop, doshii, { clientId: doshii.clientId });
  doshii.order();
  await rung(shop, 'New order');
  await stay(shop, doshii);
  await away(shop, doshii, () => void doshii.order({ live: false }));
  await shop.until('inbox.page', { limit: 10 }, ({ lines }) => lines.some(({ kind }) => kind === 'gap'));
  doshii.booking();
  await shop.it.notifications.calls.find(({ title }) => title.startsWith('New booking'));
  const [gap] = await gaps(shop);
  expect(gap!.title).toMatch(/^Between .+ and .+ Tradebell was not connected$/);
  expect(gap!.body).toContain('Doshii could not be asked what happened in that time.');
  expect((await shop.lines()).map(({ kind }) => kind).toSorted()).toEqual(['booking', 'gap', 'venueOrder']);
  expect(doshii.requests).toEqual([]);
});

test('once its client secret is not good any more it stays online and says so, and what is live still rings', async () => {
  const { shop, doshii } = await listening();
  const { length: before } = doshii.answers;
  doshii.rotateSecret('another one');
  doshii.order();
  await rung(shop, 'New order');
  const found = (code: string | undefined) =>
    shop.until('connections.list', undefined, ([one]) => one?.state.phase === 'online' && one.state.trouble?.code === code);
  await found('wrong-client-secret');
  const page = await shop.page();
  await page.getByRole('button', { name: 'Connections' }).click();
  await page.getByText('Doshii does not take the client secret').waitFor();
  doshii.booking();
  await shop.it.notifications.calls.find(({ title }) => title.startsWith('New booking') || title === 'News about a booking');
  await soon(doshii.idle(), 'all answers');
  expect(new Set(doshii.answers.slice(before).map(({ status }) => status))).toEqual(new Set([401]));
});

test('a client secret that is wrong is found out before it is saved', async () => {
  const shop = await openShop();
  const doshii = await serve(shop);
  const page = await openForm(shop, 'Other address');
  await fillForm(page, doshii, { clientId: doshii.clientId, clientSecret: 'not-that-one' });
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('Doshii does not take the client secret').waitFor();
  expect(doshii.attempts.at(-1)).toMatchObject({ status: 101 });
});
