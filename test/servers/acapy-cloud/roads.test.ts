import { jetstream } from '@nats-io/jetstream';
import { type Msg, connect } from '@nats-io/transport-node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Nats, startNats } from '../nats/server.ts';
import { EVENTS_STREAM } from '../nats/subjects.ts';
import { read } from './client.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { type CloudEvent, KINDS, SHAPES, cloudEvent, eventJson } from './events.ts';

let cloud: Cloud;
let nats: Nats;
beforeEach(async () => {
  nats = await startNats();
  cloud = await startCloud();
});
afterEach(async () => {
  await cloud.close();
  await nats.close();
});

/** What lies in the stream, as text, oldest first. */
async function stored(): Promise<string[]> {
  const connection = await connect(nats.clientOptions());
  const consumer = await jetstream(connection).consumers.get(EVENTS_STREAM);
  const texts: string[] = [];
  for (let left = await nats.messages(); left > 0; left--) texts.push((await consumer.next())?.string() ?? '');
  await connection.close();
  return texts;
}

test('the same event is the same text over Waypoint and over NATS', async () => {
  cloud.publishTo(nats);
  const path = cloud.watchPath({ topic: 'proofs', field: 'state', fieldId: 'done', state: 'done' });
  const reading = await read(cloud.url + path, { 'x-api-key': cloud.apiKey });
  const proof = cloud.proof({ live: false });
  proof.move('done', { verified: true, error_msg: 'Zürich ✓' });
  await reading.ended;
  await cloud.published();
  const texts = await stored();
  expect(texts).toHaveLength(1);
  expect(reading.text).toBe(`data: ${texts[0]}\n\n`);
});

test('every kind reaches NATS in the order it was told, on the subject of its group and wallet', async () => {
  cloud.publishTo(nats);
  const connection = await connect(nats.clientOptions());
  const subjects: string[] = [];
  connection.subscribe('cloudapi.aries.events.>', { callback: (_error, message: Msg) => void subjects.push(message.subject) });
  await connection.flush();
  const told = KINDS.map((kind) => cloud[kind]({ walletId: `wallet-${kind}`, groupId: 'friends' }).event);
  await cloud.published();
  await connection.drain();
  expect((await stored()).map((text) => JSON.parse(text) as CloudEvent)).toEqual(told);
  expect(subjects).toEqual(KINDS.map((kind) => `cloudapi.aries.events.friends.wallet-${kind}`));
});

test('while NATS is down events wait, and lie in the stream once when it is back', async () => {
  cloud.publishTo(nats);
  const first = cloud.proof();
  await cloud.published();
  await nats.kill();
  const [second, third] = [cloud.proof(), cloud.proof()];
  await expect(cloud.published()).rejects.toThrow('NATS is down, and 2 events wait for it.');
  await nats.up();
  await cloud.published();
  expect(await stored()).toEqual([first, second, third].map(({ event }) => JSON.stringify(event)));
});

test('an event repeated is a message of its own', async () => {
  cloud.publishTo(nats);
  const proof = cloud.proof();
  proof.repeat();
  await cloud.published();
  const texts = await stored();
  expect(texts).toHaveLength(2);
  expect(texts[0]).toBe(texts[1]);
});

test('what NATS does not take is told', async () => {
  cloud.publishTo(nats);
  await nats.deleteStream();
  cloud.proof();
  await expect(cloud.published()).rejects.toThrow('NATS did not take an event.');
});

test('events made alone have the topic and the id field of their kind', () => {
  for (const kind of KINDS) {
    const { topic, idField, state } = SHAPES[kind];
    const event = cloudEvent({ kind, id: 'the-id' });
    expect(event).toMatchObject({ topic, payload: { [idField]: 'the-id', state } });
    expect(JSON.parse(eventJson({ kind, id: 'the-id' }))).toEqual(event);
  }
  const other = cloudEvent({ kind: 'proof', topic: 'problem_report', walletId: 'w', groupId: 'g', state: 'abandoned' });
  expect(other).toMatchObject({ wallet_id: 'w', group_id: 'g', topic: 'problem_report', payload: { state: 'abandoned' } });
  expect(eventJson({ payload: { role: undefined } })).not.toContain('"role"');
});
