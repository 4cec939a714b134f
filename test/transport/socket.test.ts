import { afterEach, expect, test } from 'vitest';
import type { Trouble } from '../../src/shared/connection.ts';
import { createNetwork } from '../../src/transport/create-network.ts';
import type { Route, Socket, SocketEnd, SocketOptions } from '../../src/transport/network.ts';
import { settle, testClock } from '../clock.ts';
import { selfSignedCertificate } from '../servers/certificates.ts';
import { type Loopback, deadPort, serve, serveRaw } from './loopback.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const OPTIONS: SocketOptions = { path: '/ws', handshakeMs: 10_000, ping: { everyMs: 30_000, pongMs: 10_000 }, maxFrameBytes: 1_000 };
const WITHOUT_PING: SocketOptions = { path: '/ws', handshakeMs: 10_000, maxFrameBytes: 1_000 };

function connect(route: Route, options = OPTIONS) {
  const clock = testClock();
  const wire = createNetwork(clock);
  const frames: string[] = [];
  const ends: Trouble[] = [];
  const hows: SocketEnd[] = [];
  let opened = (): void => {};
  let ended: (trouble: Trouble) => void = () => {};
  const awaited: { count: number; resolve: () => void }[] = [];
  const open = new Promise<void>((resolve) => (opened = resolve));
  const end = new Promise<Trouble>((resolve) => (ended = resolve));
  const socket: Socket = wire.socket(route, options, {
    open: () => opened(),
    frame(text) {
      frames.push(text);
      for (const { count, resolve } of awaited) if (frames.length >= count) resolve();
    },
    end(trouble, how) {
      ends.push(trouble);
      hows.push(how);
      ended(trouble);
    },
  });
  cleanups.push(() => {
    socket.close();
    wire.close();
  });
  const arrived = (count: number): Promise<void> => new Promise((resolve) => awaited.push({ count, resolve }));
  return { clock, wire, socket, frames, arrived, open, end, ends, hows };
}

async function server(certificate?: Parameters<typeof serve>[1]): Promise<Loopback> {
  const loopback = await serve((_request, response) => response.writeHead(403).end('403 - Forbidden'), certificate);
  cleanups.push(loopback.close);
  return loopback;
}

test('frames arrive as text, binary ones as their UTF-8 reading, and the route’s headers were shown', async () => {
  const { url, connected, seen } = await server();
  const client = connected();
  const { open, frames, arrived } = connect({ url, headers: { cookie: 'a=b' } });
  const peer = await client;
  await open;
  const both = arrived(2);
  peer.send('{"a":"ü"}');
  peer.send(Buffer.from('binär'));
  await both;
  expect(frames).toEqual(['{"a":"ü"}', 'binär']);
  expect(seen).toMatchObject([{ url: '/ws', headers: { cookie: 'a=b' } }]);
  expect(seen[0]?.headers['sec-websocket-extensions']).toBeUndefined();
});

test('what is sent arrives; before the socket is open and after its end nothing is', async () => {
  const { url, connected } = await server();
  const client = connected();
  const { socket, open, end } = connect({ url, headers: {} });
  socket.send('too early');
  const peer = await client;
  const received: string[] = [];
  peer.on('message', (data: Buffer, binary) => received.push(binary ? 'binary' : data.toString()));
  const second = new Promise<void>((resolve) => peer.on('message', () => received.length === 2 && resolve()));
  await open;
  socket.send('{"event":"heartbeat"}');
  socket.send('ü');
  await second;
  peer.terminate();
  await end;
  socket.send('too late');
  await settle();
  expect(received).toEqual(['{"event":"heartbeat"}', 'ü']);
});

test('without pings an open socket has no timer, and a check does nothing', async () => {
  const { url, connected } = await server();
  const client = connected();
  const { clock, socket, open, arrived, ends } = connect({ url, headers: {} }, WITHOUT_PING);
  const peer = await client;
  let pings = 0;
  peer.on('ping', () => (pings += 1));
  await open;
  socket.check();
  expect(clock.pending()).toBe(0);
  const received = arrived(1);
  peer.send('x');
  await received;
  await clock.advance(3_600_000);
  expect([clock.pending(), pings, ends]).toEqual([0, 0, []]);
});

test('we ping; an answered ping keeps the socket, an unanswered one ends it within the limit', async () => {
  const { url, connected } = await server();
  const client = connected();
  const { clock, open, end, ends } = connect({ url, headers: {} });
  const peer = await client;
  await open;
  const pinged = new Promise<void>((resolve) => peer.once('ping', () => resolve()));
  await clock.advance(30_000);
  await pinged;
  while (clock.pending() !== 1) await settle();
  await settle();
  expect(ends).toEqual([]);

  peer.pause();
  await clock.advance(30_000);
  await clock.advance(9_999);
  expect(ends).toEqual([]);
  await clock.advance(1);
  expect(await end).toMatchObject({ code: 'silent' });
  expect(clock.pending()).toBe(0);
});

test('a check finds a dead socket without waiting for the next ping', async () => {
  const { url, connected } = await server();
  const client = connected();
  const { clock, socket, open, end } = connect({ url, headers: {} });
  (await client).pause();
  await open;
  socket.check();
  socket.check();
  await clock.advance(10_000);
  expect(await end).toMatchObject({ code: 'silent' });
});

test('any frame is a sign of life', async () => {
  const { url, connected } = await server();
  const client = connected();
  const { clock, socket, open, arrived, ends } = connect({ url, headers: {} });
  const peer = await client;
  await open;
  // No automatic pong: only the frame can speak for this server.
  peer.removeAllListeners('ping');
  Object.assign(peer, { _autoPong: false });
  socket.check();
  await clock.advance(9_000);
  const received = arrived(1);
  peer.send('x');
  await received;
  await clock.advance(5_000);
  expect(ends).toEqual([]);
});

test('a frame over the limit ends the socket as too large', async () => {
  const { url, connected } = await server();
  const client = connected();
  const { open, end, frames } = connect({ url, headers: {} });
  const peer = await client;
  await open;
  peer.send('x'.repeat(1_001));
  expect(await end).toMatchObject({ code: 'too-large' });
  expect(frames).toEqual([]);
});

test('a server that goes ends the socket once, as lost', async () => {
  const { url, connected } = await server();
  const client = connected();
  const { clock, open, end, ends, hows } = connect({ url, headers: {} });
  const peer = await client;
  await open;
  peer.terminate();
  expect(await end).toMatchObject({ code: 'lost' });
  await settle();
  expect(ends).toHaveLength(1);
  expect(hows).toEqual([{}]);
  expect(clock.pending()).toBe(0);
});

test.each([
  [1000, { closeCode: 1000 }],
  [1011, { closeCode: 1011 }],
  [undefined, { closeCode: 1005 }],
])('a server that closes with %s: lost, with the code', async (code, how) => {
  const { url, connected } = await server();
  const client = connected();
  const { open, end, hows } = connect({ url, headers: {} });
  const peer = await client;
  await open;
  peer.close(code);
  expect(await end).toMatchObject({ code: 'lost' });
  expect(hows).toEqual([how]);
});

test('a closed socket says nothing more, whether it was open or still connecting', async () => {
  const { url, connected } = await server();
  const first = connected();
  const opened = connect({ url, headers: {} });
  const peer = await first;
  await opened.open;
  const gone = new Promise<void>((resolve) => peer.once('close', () => resolve()));
  opened.socket.close();
  await gone;
  const connecting = connect({ url, headers: {} });
  connecting.socket.close();
  await settle();
  expect([...opened.ends, ...connecting.ends]).toEqual([]);
  expect(opened.clock.pending() + connecting.clock.pending()).toBe(0);
});

test('a refused handshake says why', async () => {
  const raw = (text: string) => serveRaw((socket) => socket.once('data', () => socket.end(text)));
  const forbidden = await raw('HTTP/1.1 403 Forbidden\r\ncontent-length: 15\r\n\r\n403 - Forbidden');
  const broken = await raw('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
  const other = await raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi');
  const tls = await raw('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');
  cleanups.push(forbidden.close, broken.close, other.close, tls.close);
  const codes = await Promise.all(
    [forbidden, broken, other, tls].map(async ({ port }) => (await connect({ url: `http://127.0.0.1:${port}`, headers: {} }).end).code)
  );
  expect(codes).toEqual(['forbidden', 'server-error', 'not-a-node', 'plain-to-tls']);
  expect((await connect({ url: `http://127.0.0.1:${await deadPort()}`, headers: {} }).end).code).toBe('refused');
});

test('a refused handshake says with what status, and the first kilobyte of what was said', async () => {
  const refusing = async (text: string) => {
    const raw = await serveRaw((socket) => socket.once('data', () => socket.end(text)));
    cleanups.push(raw.close);
    const { end, hows } = connect({ url: `http://127.0.0.1:${raw.port}`, headers: {} });
    await end;
    return hows;
  };
  const version = '{"code":"client:invalid_version"}';
  expect(await refusing('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n')).toEqual([{ status: 403, body: '' }]);
  expect(await refusing(`HTTP/1.1 200 OK\r\n\r\n${version}`)).toEqual([{ status: 200, body: version }]);
  expect(await refusing(`HTTP/1.1 404 Not Found\r\n\r\n${'x'.repeat(5_000)}`)).toEqual([{ status: 404, body: 'x'.repeat(1_024) }]);
});

test('a refusal whose words never end counts by its status', async () => {
  let said = (): void => {};
  const refused = new Promise<void>((resolve) => (said = resolve));
  const raw = await serveRaw((socket) => socket.once('data', () => socket.write('HTTP/1.1 403 Forbidden\r\n\r\nNo', () => said())));
  cleanups.push(raw.close);
  const { clock, end, hows } = connect({ url: `http://127.0.0.1:${raw.port}`, headers: {} });
  await refused;
  await settle();
  await clock.advance(10_000);
  expect(await end).toMatchObject({ code: 'forbidden' });
  expect(hows).toEqual([{ status: 403 }]);
});

test('a handshake that never ends is given up by the given clock', async () => {
  let accepted = (): void => {};
  const arrived = new Promise<void>((resolve) => (accepted = resolve));
  const raw = await serveRaw(() => accepted());
  cleanups.push(raw.close);
  const { clock, end } = connect({ url: `http://127.0.0.1:${raw.port}`, headers: {} });
  await arrived;
  await clock.advance(10_000);
  expect(await end).toMatchObject({ code: 'timeout' });
  expect(clock.pending()).toBe(0);
});

test('a pin holds for the socket as well: another certificate never sees the credentials', async () => {
  const [mine, other] = [selfSignedCertificate(), selfSignedCertificate()];
  const { url, connected, seen } = await server(mine);
  const headers = { authorization: 'Basic secret' };
  const client = connected();
  await connect({ url, headers, pin: mine.fingerprint256 }).open;
  await client;
  expect(seen).toHaveLength(1);
  const fingerprint = mine.fingerprint256;
  expect(await connect({ url, headers, pin: other.fingerprint256 }).end).toMatchObject({ code: 'certificate-changed', fingerprint });
  expect(await connect({ url, headers }).end).toMatchObject({ code: 'certificate-unknown', fingerprint });
  expect(seen).toHaveLength(1);
});

test('wss to a plain server: tls-to-plain', async () => {
  const { url } = await server();
  expect(await connect({ url: url.replace('http', 'https'), headers: {} }).end).toMatchObject({ code: 'tls-to-plain' });
});

test('held up, it hears nothing, asks for no sign of life and misses none; released, it hears all that was sent', async () => {
  const { url, connected } = await server();
  const client = connected();
  const { clock, socket, open, frames, arrived, ends } = connect({ url, headers: {} });
  const peer = await client;
  await open;
  socket.hold(true);
  let pings = 0;
  peer.on('ping', () => (pings += 1));
  const all = arrived(3);
  await Promise.all(['a', 'b', 'c'].map((text) => new Promise((resolve) => peer.send(text, resolve))));
  await clock.advance(600_000);
  socket.check();
  await settle();
  expect([frames, ends, pings, clock.pending()]).toEqual([[], [], 0, 0]);
  socket.hold(false);
  await all;
  expect(frames).toEqual(['a', 'b', 'c']);
  expect(clock.pending()).toBe(1);
});
