import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import type { CloudOptions } from '../../src/shared/connection.ts';
import { type Cloud, startCloud } from '../servers/acapy-cloud/cloud.ts';
import type { Entity, RecordDetails } from '../servers/acapy-cloud/domain.ts';
import { type CloudEvent, cloudEvent, idOf } from '../servers/acapy-cloud/events.ts';
import { type Nats, startNats } from '../servers/nats/server.ts';
import { openShop, rings, type Shop, soon } from './shop.ts';

const NAME = 'My wallet';
const UNIVERSITY = idOf('connection', 'Harbour University');
/** So long nats-server waits for an ack before it sends a message again, by its own clock; and some more. */
const REDELIVERED_MS = 45_000;

/** There is no keyring on this desktop: what is to outlive the app's end is kept in a file. */
const keepSecrets = (shop: Shop) => shop.call('settings.change', { plainSecrets: true });

interface Served {
  readonly cloud: Cloud;
  readonly nats: Nats;
}

/** A CloudAPI that lives by the app's clock, and the real nats-server that its events go to; both end with the test. */
async function serve(shop: Shop): Promise<Served> {
  const nats = await startNats({ auth: 'user' });
  onTestFinished(() => nats.close());
  const cloud = await startCloud({ now: shop.now });
  onTestFinished(() => cloud.close());
  cloud.publishTo(nats);
  cloud.connection({ id: UNIVERSITY, payload: { their_label: 'Harbour University' }, live: false });
  return { cloud, nats };
}

const ofUniversity = (payload: RecordDetails['payload'] = {}): RecordDetails => ({ payload: { connection_id: UNIVERSITY, ...payload } });

const natsOf = ({ url, user }: Nats): NonNullable<CloudOptions['nats']> => ({ url, auth: 'user', username: user.username! });
const standing = (topic: string, state: string) => ({ topic, field: 'state', fieldId: state, state });
const WATCHES = [standing('proofs', 'request-received'), standing('basic-message', 'received')];

/** Saves the connection by the bridge; settles when it is online. */
async function connect(shop: Shop, { cloud, nats }: Served, over: 'nats' | 'both'): Promise<string> {
  const both = over === 'both';
  const added = await shop.call('connections.add', {
    system: 'acapy-cloud',
    name: NAME,
    url: both ? cloud.url : nats.url,
    auth: 'cloud',
    cloud: { walletId: cloud.walletId, nats: natsOf(nats), ...(both ? { waypoint: { role: 'tenant', watches: WATCHES } } : {}) },
    secret: JSON.stringify({ nats: nats.user.secret, ...(both ? { apiKey: cloud.apiKey } : {}) }),
  });
  if (!added.ok) throw new Error(`the connection was refused: ${JSON.stringify(added.trouble)}`);
  await shop.says('online', NAME);
  return added.id;
}

/** The form for a new connection, as far as both roads have it in common. */
async function openForm(shop: Shop, road: string, cloud: Cloud): Promise<Page> {
  const page = await shop.page();
  await page.getByRole('button', { name: 'Add your first connection' }).click();
  await page.getByRole('radio', { name: /acapy-cloud/ }).check();
  await page.getByRole('radio', { name: road, exact: true }).check();
  await page.locator('#field-address').fill(cloud.url);
  await page.locator('#field-name').fill(NAME);
  await page.locator('#field-secret').fill(cloud.apiKey);
  return page;
}

async function submit(shop: Shop, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText(/^This works/).waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await shop.says('online', NAME);
}

/** What the inbox says of each, oldest first. */
const bodies = async (shop: Shop): Promise<string[]> => (await shop.lines()).map(({ body }) => body).toReversed();
const held = (shop: Shop, count: number, limitMs?: number) => shop.until('inbox.counts', undefined, ({ total }) => total >= count, limitMs);

/** NATS is up again, and the app finds that by itself. It waits longer after each try: its clock goes on until it tries, and no further. */
async function comesBack(shop: Shop, id: string): Promise<void> {
  const phase = async (): Promise<string | undefined> => (await shop.call('connections.topics', { id }))[0]?.phase;
  for (let now = await phase(); now !== 'joined'; now = await phase()) {
    if (now === 'waiting') await shop.advance(1_000);
    else await shop.until('connections.topics', { id }, ([nats]) => nats?.phase !== now);
  }
  await shop.says('online', NAME);
}

/** The ring may come a moment after the line in the inbox. */
const ringOf = (shop: Shop, body: string) => shop.it.notifications.calls.find((call) => call.body === body);

/** How often a record was told of. */
const told = (entity: Entity): number => entity.told.length;
const numbered = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, index) => `Message ${from + index}`);

/** Messages, and when each was sent. */
const burstOf = ({ walletId }: Cloud, count: number, at: (index: number) => number): CloudEvent[] =>
  numbered(0, count).map((content, index) => cloudEvent({ kind: 'message', walletId, id: idOf('message', content), at: at(index), payload: { content } }));

test('a wallet that is added over NATS rings for a proof request, an offer and a message, each by the name of its other side', async () => {
  const shop = await openShop();
  const { cloud, nats } = await serve(shop);
  const page = await openForm(shop, 'NATS, and Waypoint while NATS is down', cloud);
  await page.locator('#field-nats').fill(nats.url);
  await page.getByRole('radio', { name: 'Password', exact: true }).check();
  await page.locator('#field-nats-user').fill(nats.user.username!);
  await page.locator('#field-nats-secret').fill(nats.user.secret!);
  await submit(shop, page);
  await shop.closeWindow();

  const rung = (title: string) => shop.it.notifications.calls.find((call) => call.title === title);
  cloud.proof(ofUniversity());
  await rung('Harbour University asks you for a proof');
  cloud.credential(ofUniversity());
  await rung('Harbour University offers you a credential');
  cloud.message(ofUniversity({ content: 'Bring your passport on Monday.' }));
  expect((await rung('Harbour University wrote')).body).toBe('Bring your passport on Monday.');
  expect(rings(shop.it)).toHaveLength(3);
  const { lines } = await shop.until('inbox.page', { limit: 10 }, (inbox) => inbox.lines.length === 3);
  expect(lines.map(({ kind, read }) => [kind, read])).toEqual([
    ['message', false],
    ['credential', false],
    ['proof', false],
  ]);
});

test('what the stream holds three times is one alert, and rings once', async () => {
  const shop = await openShop();
  const served = await serve(shop);
  await connect(shop, served, 'nats');
  const request = cloudEvent({ kind: 'proof', walletId: served.cloud.walletId, at: shop.now() });
  for (const again of [false, true, true]) expect((await served.nats.publish(request, { again })).duplicate).toBe(false);
  served.cloud.message({ payload: { content: 'The last one' } });
  await held(shop, 2);
  await ringOf(shop, 'The last one');
  expect((await shop.lines()).map(({ kind }) => kind)).toEqual(['message', 'proof']);
  expect(rings(shop.it)).toHaveLength(2);
});

test('a burst of 1,000 events over NATS is in the inbox once each, in the order of the stream', async () => {
  const shop = await openShop();
  const served = await serve(shop);
  await connect(shop, served, 'nats');
  // All of one moment: the inbox then shows them as they came in.
  const now = shop.now();
  const burst = burstOf(served.cloud, 1_000, () => now);
  await served.nats.publishAll(burst);
  await held(shop, 1_000);
  expect(await bodies(shop)).toEqual(numbered(0, 1_000));
  await shop.it.notifications.calls.find(({ title }) => title === '997 new events');
  const alone = rings(shop.it).map(({ body }) => body);
  expect(alone).toHaveLength(4);
  expect(alone.filter((body) => body.startsWith('Message'))).toEqual(numbered(0, 3));
});

test('killed in the middle of a burst of 1,000 events over NATS, the app loses none, doubles none, and keeps their order', async () => {
  const shop = await openShop();
  await keepSecrets(shop);
  const served = await serve(shop);
  const { cloud, nats } = served;
  await connect(shop, served, 'nats');
  const began = shop.now() - 5_000;
  const burst = burstOf(cloud, 1_000, (index) => began + index);
  const first = nats.publishAll(burst.slice(0, 600));
  await held(shop, 100);
  await shop.it.kill9();
  await first;
  await nats.publishAll(burst.slice(600));
  const [consumer] = await nats.consumers();
  const { waiting, unacknowledged } = await nats.pending(consumer!.name);
  expect(waiting + unacknowledged).toBeGreaterThanOrEqual(400);

  await shop.restart();
  await held(shop, 1_000, REDELIVERED_MS);
  expect(await bodies(shop)).toEqual(numbered(0, 1_000));
  const alone = rings(shop.it).map(({ body }) => body).filter((body) => body.startsWith('Message'));
  expect(alone).toEqual([...new Set(alone)]);
}, 90_000);

test('a nats-server that crashes is said to be away, and what happens meanwhile is there once it is back', async () => {
  const shop = await openShop();
  const served = await serve(shop);
  const { cloud, nats } = served;
  const id = await connect(shop, served, 'nats');
  const say = (content: string) => cloud.message({ payload: { content } });
  for (const content of numbered(0, 5)) say(content);
  await cloud.published();
  await nats.kill();
  await shop.says('not connected, trying again', NAME);
  for (const content of numbered(5, 10)) say(content);
  await nats.up();
  await cloud.published();
  await comesBack(shop, id);
  for (const content of numbered(10, 12)) say(content);
  await held(shop, 12, REDELIVERED_MS);
  expect((await bodies(shop)).toSorted()).toEqual(numbered(0, 12).toSorted());
}, 90_000);

test('over Waypoint, with the watches that the form proposes, events a second apart come in order, none lost and none twice', async () => {
  const shop = await openShop();
  const { cloud } = await serve(shop);
  const page = await openForm(shop, 'Waypoint', cloud);
  await page.getByRole('checkbox', { name: 'Endorsement requests', exact: true }).check();
  await submit(shop, page);
  await soon(cloud.watching('/endorsements/'), 'the last of the watches');
  // The lists tell of the connections that were there before.
  const { total: before } = await held(shop, cloud.store.records('connection', cloud.walletId).length);

  let said = 0;
  for (let second = 0; second < 15; second++) {
    cloud.message(ofUniversity({ content: `Message ${second}` }));
    said += 1;
    if (second % 5 === 0) said += told(cloud.proof(ofUniversity()));
    if (second === 7) said += told(cloud.endorsement(ofUniversity()));
    await held(shop, before + said);
    await shop.advance(1_000);
    // Looked back over the second that was: a request that this machine holds up for a second would pass over the next message.
    await soon(cloud.watching('/basic-message/'), 'the next watch for messages');
  }
  const lines = (await shop.lines()).filter(({ kind }) => kind !== 'connection');
  expect(lines.filter(({ kind }) => kind === 'message').map(({ body }) => body).toReversed()).toEqual(numbered(0, 15));
  expect(lines.map(({ kind }) => kind).filter((kind) => kind !== 'message').toSorted()).toEqual(['endorsement', 'proof', 'proof', 'proof']);
  expect(lines).toHaveLength(said);
  expect(await shop.call('connections.list')).toMatchObject([{ state: { phase: 'online' } }]);
});

test('while NATS is down Waypoint stands in and it is said so; what came over both is one alert, and NATS comes back by itself', async () => {
  const shop = await openShop();
  const served = await serve(shop);
  const { cloud, nats } = served;
  const id = await connect(shop, served, 'both');
  const say = (content: string) => cloud.message(ofUniversity({ content }));
  const standsIn = (phases: readonly string[]) =>
    shop.until('connections.topics', { id }, (topics) => topics.map(({ phase }) => phase).join() === phases.join());
  say('Over NATS');
  await held(shop, 1);

  await nats.kill();
  await shop.says('online, not all is heard', NAME);
  expect(await shop.call('connections.list')).toMatchObject([{ state: { phase: 'online', trouble: { code: 'on-the-other-road' } } }]);
  const page = await shop.page();
  await page.getByRole('button', { name: 'Connections' }).click();
  await page.getByText('NATS is away, so Waypoint stands in').waitFor();
  // It looks back over what NATS has brought, and comes to now.
  await soon(cloud.watching('/basic-message/'), 'a watch that has looked back');
  say('Over Waypoint, and then NATS');
  await held(shop, 2);

  await nats.up();
  await cloud.published();
  await comesBack(shop, id);
  await standsIn(['joined', 'waiting', 'waiting']);
  say('Over NATS again');
  await held(shop, 3);
  await ringOf(shop, 'Over NATS again');
  expect(await bodies(shop)).toEqual(['Over NATS', 'Over Waypoint, and then NATS', 'Over NATS again']);
  expect(rings(shop.it).map(({ body }) => body)).toEqual(['Over NATS', 'Over Waypoint, and then NATS', 'Over NATS again']);
  while (cloud.streams.length > 0) await soon(cloud.nextEnd(), 'the end of the watches');
});

test('neither the key nor the password of NATS is in anything that the app writes or shows', async () => {
  const shop = await openShop();
  const served = await serve(shop);
  const { cloud, nats } = served;
  const secrets = [cloud.apiKey, cloud.apiKey.slice('tenant.'.length), nats.user.secret!];
  await connect(shop, served, 'both');
  cloud.proof(ofUniversity());
  await held(shop, 1);
  // Refusals are where secrets like to slip out.
  await nats.kill();
  await shop.says('online, not all is heard', NAME);
  cloud.keys.refuse();
  cloud.drop();
  await shop.says('not connected, trying again', NAME);

  const [line] = await shop.lines();
  const shown = JSON.stringify([await shop.call('inbox.detail', { id: line!.id }), await shop.call('settings.get'), await shop.call('connections.list')]);
  const page = await shop.page();
  await page.getByRole('button', { name: 'Connections' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.locator('#field-nats').waitFor();
  const written = await Promise.all((await filesBelow(shop.it.userData)).map(async (file) => ({ file, text: await readFile(file, 'latin1') })));
  expect(written.some(({ file, text }) => file.endsWith('.log') && text.length > 0)).toBe(true);
  const all = [...written, { file: 'calls', text: shown }, { file: 'page', text: await page.content() }, { file: 'output', text: shop.it.output() }];
  const leaks = all.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
  expect(leaks.map(({ file }) => file)).toEqual([]);
});

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
