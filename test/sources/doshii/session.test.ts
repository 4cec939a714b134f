import { expect, onTestFinished, test } from 'vitest';
import { createDoshiiSource } from '../../../src/sources/doshii/source.ts';
import type { Source } from '../../../src/sources/source.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import type { Route, Socket, SocketHandlers, SocketOptions } from '../../../src/transport/network.ts';
import { NOON, settle, type TestClock, testClock } from '../../clock.ts';
import { type RecordingSink, recordingSink } from '../../contract/recording-sink.ts';

interface Wire {
  source: Source;
  sink: RecordingSink;
  clock: TestClock;
  server: SocketHandlers;
  path: string;
  /** What became of the socket: frames that were sent, whether it was held, its end. */
  done: string[];
}

/** A source whose server the test plays, open and with the handshake complete. */
async function onAWire(): Promise<Wire> {
  const clock = testClock();
  const sink = recordingSink();
  const done: string[] = [];
  const opened: { handlers: SocketHandlers; path: string }[] = [];
  const network = {
    ...createNetwork(clock),
    socket(_route: Route, { path }: SocketOptions, handlers: SocketHandlers): Socket {
      opened.push({ handlers, path });
      return { send: (text) => void done.push(text), hold: (on) => void done.push(`hold ${on}`), check: () => {}, close: () => void done.push('closed') };
    },
  };
  const source = createDoshiiSource({
    connection: { id: 'c1', system: 'doshii', name: 'Doshii', url: 'https://socket.sandbox.doshii.co', auth: 'client', paused: false, rules: {}, addedAt: NOON },
    secret: () => Promise.resolve(JSON.stringify({ clientId: 'app' })),
    sink,
    clock,
    random: () => 0.5,
    network,
    log: () => {},
  });
  onTestFinished(() => source.stop());
  source.start();
  await settle();
  const [first] = opened;
  if (first === undefined) throw new Error('no socket was opened');
  first.handlers.open();
  first.handlers.frame(JSON.stringify({ doshii: { pong: NOON, version: '3.2.4' } }));
  await sink.until(() => source.state().phase === 'online');
  return { source, sink, clock, server: first.handlers, path: first.path, done };
}

function orderFrame(id: number): string {
  return JSON.stringify({ emit: ['order_created', { id, status: 'pending' }] });
}

test('the socket is opened with the client id, and the first thing said on it is a heartbeat', async () => {
  const { path, done } = await onAWire();
  expect(path).toBe('/app/socket?auth=YXBw');
  expect(done.map((text) => JSON.parse(text) as unknown)).toEqual([{ doshii: { ping: NOON, version: expect.any(String) } }]);
});

test('what came before the end of a socket is taken, for not all of it could be asked for again', async () => {
  const { sink, server, source } = await onAWire();
  for (let id = 0; id < 1_000; id++) server.frame(orderFrame(id));
  server.end({ code: 'lost', detail: 'closed with 1006' }, {});
  await sink.until(() => source.state().phase === 'waiting');
  expect(sink.kept.alerts.size).toBe(1_000);
});

test('a server that says more than can be taken is held up, and its silence meanwhile is none', async () => {
  const { sink, clock, server, source, done } = await onAWire();
  for (let id = 0; id < 50_001; id++) server.frame(JSON.stringify({ doshii: { pong: id } }));
  expect(done.at(-1)).toBe('hold true');
  await clock.advance(100_000);
  expect(source.state().phase).toBe('online');
  while (!done.includes('hold false')) await settle();
  await clock.advance(74_999);
  expect(source.state().phase).toBe('online');
  await clock.advance(1);
  await sink.until(() => source.state().phase === 'waiting');
  expect(source.state()).toMatchObject({ trouble: { code: 'silent' } });
});

test('a wake-up asks at once whether the server is there', async () => {
  const { clock, server, source, done } = await onAWire();
  await clock.advance(5_000);
  source.wake();
  expect(JSON.parse(done.at(-1) ?? '')).toMatchObject({ doshii: { ping: NOON + 5_000 } });
  server.frame('anything');
  await clock.advance(10_000);
  expect(source.state().phase).toBe('online');
  source.wake();
  await clock.advance(10_000);
  expect(source.state()).toMatchObject({ phase: 'waiting', trouble: { code: 'silent' } });
});

test('nothing is read, marked or done at the server', async () => {
  const { source, done } = await onAWire();
  await source.markRead([]);
  await expect(source.picture('x', 1)).rejects.toMatchObject({ trouble: { code: 'not-offered' } });
  expect(done).toHaveLength(1);
});

test('a journal that cannot be read keeps nothing from being told', async () => {
  const { sink, server } = await onAWire();
  sink.held = () => {
    throw new Error('the disk is broken');
  };
  server.frame(orderFrame(1));
  server.frame(orderFrame(1));
  server.frame(orderFrame(2));
  await sink.until(() => sink.kept.alerts.size === 2);
  expect([...sink.kept.alerts.values()].map(({ subject }) => subject?.id)).toEqual(['1', '2']);
});
