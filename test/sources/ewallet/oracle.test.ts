import { expect, onTestFinished, test } from 'vitest';
import { type Wallet, startWallet } from '../../servers/ewallet/wallet.ts';
import { eventually } from '../../clock.ts';
import { type ChannelClient, openOurs, openPhoenix } from './oracle-clients.ts';

/** The npm `phoenix` client is the oracle: what it does at the same server, ours does too, or the test says why not. */

const POISON = 'address:poison';

interface Scene {
  wallet: Wallet;
  shop: string;
  alice: string;
  request: string;
}

async function scene(): Promise<Scene> {
  const wallet = await startWallet();
  onTestFinished(() => wallet.close());
  const request = wallet.request({ owner: wallet.shop });
  return { wallet, shop: `account:${wallet.shop.id}`, alice: `user:${wallet.alice.id}`, request: `transaction_request:${request.id}` };
}

/** What the wallet thinks is joined, on all its sockets. */
function joinedAt(wallet: Wallet): string[] {
  return [...wallet.sockets.open].flatMap((connection) => [...connection.joined.keys()]).sort();
}

function joinsOf(wallet: Wallet, topic: string): number {
  return wallet.frames.filter((frame) => frame.topic === topic && frame.event === 'phx_join').length;
}

/** Client and wallet agree that these topics are joined. */
async function agreed(client: ChannelClient, wallet: Wallet, topics: readonly string[]): Promise<void> {
  const expected = [...topics].sort().join();
  await eventually(() => client.joined().join() === expected && joinedAt(wallet).join() === expected);
}

function opened<T extends ChannelClient>(client: T): T {
  onTestFinished(client.close);
  return client;
}

const CLIENTS = [
  ['ours', openOurs],
  ['phoenix', openPhoenix],
] as const;

test.each(CLIENTS)('%s: what is wanted is joined, what is not any more is left, what is again is joined again', async (_, open) => {
  const { wallet, shop, alice, request } = await scene();
  const client = opened(open(wallet, [shop, alice]));
  await agreed(client, wallet, [shop, alice]);
  client.want([alice, request]);
  await agreed(client, wallet, [alice, request]);
  client.want([shop, alice, request]);
  await agreed(client, wallet, [shop, alice, request]);
  expect([wallet.attempts.length, joinsOf(wallet, alice)]).toEqual([1, 1]);
});

test.each(CLIENTS)('%s: dropped and wanted again in the same moment, a topic ends up joined', async (_, open) => {
  const { wallet, shop, alice } = await scene();
  const client = opened(open(wallet, [shop, alice]));
  await agreed(client, wallet, [shop, alice]);
  client.want([alice]);
  client.want([shop, alice]);
  await agreed(client, wallet, [shop, alice]);
  expect(wallet.attempts).toHaveLength(1);
});

test.each(CLIENTS)('%s: a channel that died is joined again, on the same socket', async (_, open) => {
  const { wallet, shop, alice } = await scene();
  const client = opened(open(wallet, [shop, alice]));
  await agreed(client, wallet, [shop, alice]);
  const again = wallet.nextJoin(shop);
  wallet.killChannel(shop);
  // The other client may have joined again before we look.
  await eventually(() => !client.joined().includes(shop) || joinsOf(wallet, shop) === 2);
  await client.pass(1_000);
  await again;
  await agreed(client, wallet, [shop, alice]);
  expect([wallet.attempts.length, joinsOf(wallet, alice)]).toEqual([1, 1]);
});

test.each(CLIENTS)('%s: after the socket went, or was closed with 1000 for idleness, all is joined on the next', async (_, open) => {
  const { wallet, shop, alice } = await scene();
  const client = opened(open(wallet, [shop, alice]));
  await agreed(client, wallet, [shop, alice]);
  for (const end of [wallet.drop, wallet.idleClose]) {
    const gone = wallet.nextDisconnection();
    end();
    await gone;
    await agreed(client, wallet, [shop, alice]);
  }
  expect(wallet.attempts).toHaveLength(3);
});

test('ours and phoenix with join refs: the phx_close and phx_error of an older join leave the living channel alone', async () => {
  for (const open of [openOurs, openPhoenix]) {
    const { wallet, shop, alice } = await scene();
    const client = opened(open(wallet, [shop]));
    await agreed(client, wallet, [shop]);
    await wallet.sendStale('phx_close', shop, '0');
    await wallet.sendStale('phx_error', shop, '0');
    // What is answered after it was read after it.
    client.want([shop, alice]);
    await agreed(client, wallet, [shop, alice]);
    expect(joinsOf(wallet, shop)).toBe(1);
  }
});

test('phoenix without join refs, as the wallet sends none: an old phx_close drops the living channel; ours compares refs', async () => {
  const { wallet, shop, alice } = await scene();
  const client = opened(openPhoenix(wallet, [shop], { joinRefs: false }));
  await agreed(client, wallet, [shop]);
  await wallet.sendStale('phx_close', shop, '0');
  client.want([shop, alice]);
  await eventually(() => client.joined().join() === alice);
  // The server still holds it for joined, and the client would never hear of it again.
  expect(joinedAt(wallet)).toEqual([shop, alice].sort());
});

test.each(CLIENTS)('%s: a second join of a joined topic replaces the first, whose phx_close changes nothing', async (_, open) => {
  const { wallet, shop } = await scene();
  const client = opened(open(wallet, [shop]));
  await agreed(client, wallet, [shop]);
  const first = [...wallet.sockets.open][0]?.joined.get(shop);
  // The client alone believes that its channel died.
  await wallet.sendStale('phx_error', shop, first ?? null);
  await eventually(() => client.joined().length === 0 || joinsOf(wallet, shop) === 2);
  await client.pass(1_000);
  await eventually(() => joinsOf(wallet, shop) === 2);
  await agreed(client, wallet, [shop]);
  const closed = [...wallet.sockets.open][0]?.joined.get(shop);
  expect(closed).not.toBe(first);
  expect(wallet.attempts).toHaveLength(1);
});

test('a forbidden topic: neither is let in; phoenix asks without end, ours twice quickly and then every ten minutes', async () => {
  const theirs = await scene();
  const phoenix = opened(openPhoenix(theirs.wallet, [theirs.shop, 'account:nobody']));
  await eventually(() => joinsOf(theirs.wallet, 'account:nobody') >= 20);
  await agreed(phoenix, theirs.wallet, [theirs.shop]);

  const own = await scene();
  const ours = opened(openOurs(own.wallet, [own.shop, 'account:nobody']));
  await agreed(ours, own.wallet, [own.shop]);
  for (const [asked, ms] of [1_000, 5_000, 10_000].entries()) {
    await eventually(() => joinsOf(own.wallet, 'account:nobody') === asked + 1 && ours.phases()['account:nobody'] === 'denied');
    await ours.pass(ms);
  }
  expect([joinsOf(own.wallet, 'account:nobody'), ours.phases()['account:nobody']]).toEqual([3, 'denied']);
  expect([own.wallet.attempts.length, theirs.wallet.attempts.length]).toEqual([1, 1]);
});

test('an unmatched topic: phoenix asks without end, ours once, since the server will not learn it while we are connected', async () => {
  const theirs = await scene();
  opened(openPhoenix(theirs.wallet, ['wallet:a']));
  await eventually(() => joinsOf(theirs.wallet, 'wallet:a') >= 20);

  const own = await scene();
  const ours = opened(openOurs(own.wallet, [own.shop, 'wallet:a']));
  await agreed(ours, own.wallet, [own.shop]);
  await eventually(() => ours.phases()['wallet:a'] === 'invalid');
  await ours.pass(20_000);
  expect(joinsOf(own.wallet, 'wallet:a')).toBe(1);
});

test('a refusal as phx_error, as the documents have it, is taken by both; ours counts it as a refusal', async () => {
  const theirs = await scene();
  const heal = theirs.wallet.faults.refuseJoins(theirs.shop, 'phx_error');
  const phoenix = opened(openPhoenix(theirs.wallet, [theirs.shop]));
  await eventually(() => joinsOf(theirs.wallet, theirs.shop) >= 2);
  heal();
  await agreed(phoenix, theirs.wallet, [theirs.shop]);

  const own = await scene();
  const mend = own.wallet.faults.refuseJoins(own.shop, 'phx_error');
  const ours = opened(openOurs(own.wallet, [own.shop]));
  await eventually(() => ours.phases()[own.shop] === 'denied');
  mend();
  await ours.pass(1_000);
  await agreed(ours, own.wallet, [own.shop]);
  expect(joinsOf(own.wallet, own.shop)).toBe(2);
});

test('a poison topic: phoenix reconnects without end; ours loses two sockets, and then lives without it', async () => {
  const theirs = await scene();
  const phoenix = opened(openPhoenix(theirs.wallet, [theirs.shop, theirs.alice, POISON]));
  await eventually(() => theirs.wallet.attempts.length >= 30);
  // Each opening of the socket resets its backoff: it never waits longer than the first time.
  expect(new Set(phoenix.waits)).toEqual(new Set([1]));

  const own = await scene();
  const ours = opened(openOurs(own.wallet, [POISON, own.shop, own.alice]));
  await agreed(ours, own.wallet, [own.shop, own.alice]);
  await eventually(() => ours.phases()[POISON] === 'quarantined');
  await agreed(ours, own.wallet, [own.shop, own.alice]);
  await ours.pass(20_000);
  expect([own.wallet.attempts.length, joinsOf(own.wallet, POISON)]).toEqual([3, 2]);
});

test('two poison topics among fifty: five sockets at most, and the other 48 are joined', async () => {
  const { wallet } = await scene();
  const requests = Array.from({ length: 48 }, () => `transaction_request:${wallet.request({ owner: wallet.shop }).id}`);
  const topics = [...requests.slice(0, 10), 'address:1', ...requests.slice(10, 40), 'address:2', ...requests.slice(40)];
  const ours = opened(openOurs(wallet, topics));
  await eventually(() => ours.phases()['address:1'] === 'quarantined' && ours.phases()['address:2'] === 'quarantined');
  await agreed(ours, wallet, requests);
  expect(wallet.attempts.length).toBeLessThanOrEqual(5);
});

test('a heartbeat without a reply: both give the socket up, open another, and join there', async () => {
  const theirs = await scene();
  const phoenix = opened(openPhoenix(theirs.wallet, [theirs.shop], { heartbeatMs: 20 }));
  await agreed(phoenix, theirs.wallet, [theirs.shop]);
  const given = theirs.wallet.faults.holdHeartbeats();
  const lost = theirs.wallet.nextDisconnection();
  await given.arrived;
  await lost;
  given.release();
  await agreed(phoenix, theirs.wallet, [theirs.shop]);
  expect(theirs.wallet.attempts.length).toBeGreaterThanOrEqual(2);

  const own = await scene();
  const ours = opened(openOurs(own.wallet, [own.shop]));
  await agreed(ours, own.wallet, [own.shop]);
  const held = own.wallet.faults.holdHeartbeats();
  const gone = own.wallet.nextDisconnection();
  await ours.pass(25_000);
  await held.arrived;
  await ours.pass(10_000);
  await gone;
  held.release();
  await agreed(ours, own.wallet, [own.shop]);
  expect(own.wallet.attempts).toHaveLength(2);
});

test('a join without an answer: both leave and join again, and whatever is answered late, the topic is joined in the end', async () => {
  const theirs = await scene();
  const hold = theirs.wallet.faults.holdJoins(theirs.shop);
  const phoenix = opened(openPhoenix(theirs.wallet, [theirs.shop, theirs.alice], { answerMs: 50 }));
  await eventually(() => joinsOf(theirs.wallet, theirs.shop) >= 2);
  hold.release();
  await agreed(phoenix, theirs.wallet, [theirs.shop, theirs.alice]);

  const { wallet, shop, alice } = await scene();
  const held = wallet.faults.holdJoins(shop);
  const ours = opened(openOurs(wallet, [shop, alice]));
  await held.arrived;
  await eventually(() => ours.joined().join() === alice);
  await ours.pass(10_000);
  // Nothing to leave yet, says the server, and is done with it.
  await eventually(() => wallet.frames.some((frame) => frame.topic === shop && frame.event === 'phx_leave'));
  const late = wallet.nextJoin(shop);
  held.release();
  await late;
  await eventually(() => ours.phases()[shop] === 'errored');
  expect(ours.joined()).toEqual([alice]);
  // So the next join is one of a topic that is joined.
  await eventually(() => ours.retries(shop));
  await ours.pass(1_000);
  await agreed(ours, wallet, [shop, alice]);
  expect([joinsOf(wallet, shop), wallet.attempts.length]).toEqual([2, 1]);
});
