import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createNetwork } from '../../src/transport/create-network.ts';
import type { Route, StreamEnd, StreamRequest } from '../../src/transport/network.ts';
import { eventually, settle, testClock } from '../clock.ts';
import { selfSignedCertificate } from '../servers/certificates.ts';
import { createSignal } from '../servers/signal.ts';
import { deadPort, serve, serveRaw } from './loopback.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const ASKED: StreamRequest = { path: '/tenant/v1/sse/w/proofs', headMs: 10_000, silentMs: 40_000 };
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';

/** A watched stream: what its handlers were told. */
function watch(route: Route, asked: Partial<StreamRequest> = {}) {
  const clock = testClock();
  const network = createNetwork(clock);
  cleanups.push(() => network.close());
  const told: string[] = [];
  const ended = createSignal<StreamEnd>();
  const end = ended.next();
  const stream = network.stream(route, { ...ASKED, ...asked }, {
    open: () => told.push('open'),
    text: (text) => told.push(text),
    end(how) {
      told.push('end');
      ended.emit(how);
    },
  });
  cleanups.push(() => stream.close());
  return { clock, stream, told, end, text: () => told.filter((part) => part !== 'open' && part !== 'end').join('') };
}

async function server(...args: Parameters<typeof serve>) {
  const loopback = await serve(...args);
  cleanups.push(loopback.close);
  return loopback;
}

async function raw(...parts: (string | Buffer)[]) {
  const loopback = await serveRaw((socket) => {
    socket.once('data', () => {
      for (const part of parts) socket.write(part);
    });
  });
  cleanups.push(loopback.close);
  return { ...loopback, route: { url: `http://127.0.0.1:${loopback.port}`, headers: {} } };
}

test('what a server says arrives as it comes, and its end is clean', async () => {
  const { url, seen } = await server((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': ping\n\n');
    response.end('data: {}\n\n');
  });
  const { clock, told, end, text } = watch({ url, headers: { 'x-api-key': 'tenant.jwt' } });
  expect(await end).toEqual({ clean: true });
  expect([told[0], text()]).toEqual(['open', ': ping\n\ndata: {}\n\n']);
  expect(seen).toMatchObject([{ url: ASKED.path, headers: { accept: 'text/event-stream', 'x-api-key': 'tenant.jwt' } }]);
  expect(clock.pending()).toBe(0);
});

test('no character is torn, wherever the chunks end', async () => {
  const bytes = Buffer.from('data: "Übergröße €"\n\n');
  const chunks: (string | Buffer)[] = [HEAD];
  for (const byte of bytes) chunks.push(Buffer.concat([Buffer.from('1\r\n'), Buffer.of(byte), Buffer.from('\r\n')]));
  const { route } = await raw(...chunks, '0\r\n\r\n');
  const { end, text, told } = watch(route);
  expect(await end).toEqual({ clean: true });
  expect(text()).toBe('data: "Übergröße €"\n\n');
  expect(told.join('')).not.toContain('\uFFFD');
});

test('an answer whose chunks were not finished is lost, not ended', async () => {
  const { url } = await server((_request, response) => {
    response.writeHead(200);
    response.write('data: {', () => response.destroy());
  });
  const { clock, end, told } = watch({ url, headers: {} });
  expect(await end).toMatchObject({ clean: false, trouble: { code: 'lost' } });
  expect(told).toEqual(['open', 'data: {', 'end']);
  expect(clock.pending()).toBe(0);
});

test('a reset in the middle is lost', async () => {
  const loopback = await serveRaw((socket) => {
    socket.once('data', () => socket.write(`${HEAD}3\r\nabc\r\n`, () => socket.resetAndDestroy()));
  });
  cleanups.push(loopback.close);
  const { end } = watch({ url: `http://127.0.0.1:${loopback.port}`, headers: {} });
  expect(await end).toMatchObject({ clean: false, trouble: { code: 'lost' } });
});

test('a server that says nothing for the limit is given up; a single byte puts it off', async () => {
  const answers: ServerResponse[] = [];
  const { url, open } = await server((_request, response) => {
    response.writeHead(200);
    response.write(':');
    answers.push(response);
  });
  const { clock, end, told, text } = watch({ url, headers: {} });
  await eventually(() => text() === ':');
  await clock.advance(39_000);
  answers[0]?.write('\n');
  await eventually(() => text() === ':\n');
  await clock.advance(39_999);
  expect(told).not.toContain('end');
  await clock.advance(1);
  expect(await end).toMatchObject({ clean: false, trouble: { code: 'silent' } });
  expect(clock.pending()).toBe(0);
  await eventually(() => open() === 0);
});

test('a head that never comes ends at its limit, over TLS too', async () => {
  const silent = await raw();
  for (const scheme of ['http', 'https']) {
    const { clock, end } = watch({ url: `${scheme}://127.0.0.1:${silent.port}`, headers: {} });
    await eventually(() => silent.open() === 1);
    await clock.advance(10_000);
    expect(await end).toMatchObject({ clean: false, trouble: { code: 'timeout' } });
    await eventually(() => silent.open() === 0);
    expect(clock.pending()).toBe(0);
  }
});

test('a refusal comes with its status and at most a kilobyte of its words', async () => {
  const { url } = await server((_request, response) => response.writeHead(401).end(`{"detail":"Unauthorized"}${' '.repeat(5_000)}`));
  const { end, told } = watch({ url, headers: {} });
  const how = await end;
  expect(how).toMatchObject({ clean: false, status: 401, trouble: { code: 'forbidden' } });
  expect('body' in how && how.body).toMatch(/^\{"detail":"Unauthorized"\} {999}$/);
  expect(told).toEqual(['end']);
});

test('a refusal whose words never end is still a refusal', async () => {
  const { url, open } = await server((_request, response) => {
    response.writeHead(503);
    response.write('so');
  });
  const { clock, end } = watch({ url, headers: {} });
  await eventually(() => open() === 1);
  await settle();
  // The head may still be on its way: its limit and that of the words are the same length.
  await clock.advance(10_000);
  await clock.advance(10_000);
  const how = await end;
  expect(['timeout', 'server-error']).toContain('trouble' in how && how.trouble.code);
  expect(clock.pending()).toBe(0);
});

test('a redirect is not followed', async () => {
  const elsewhere = await server((_request, response) => response.end('secret'));
  const { url } = await server((_request, response) => response.writeHead(307, { location: elsewhere.url }).end());
  expect(await watch({ url, headers: {} }).end).toMatchObject({ clean: false, status: 307, trouble: { code: 'not-a-node' } });
  expect(elsewhere.made()).toBe(0);
});

test('nobody there, an unknown certificate and a changed one are told apart, and no key is sent to them', async () => {
  const refused = watch({ url: `http://127.0.0.1:${await deadPort()}`, headers: {} });
  expect(await refused.end).toMatchObject({ trouble: { code: 'refused' } });
  const certificate = selfSignedCertificate();
  const { url, seen } = await server((_request, response) => response.end('data: {}\n\n'), certificate);
  const { fingerprint256: fingerprint } = certificate;
  const unknown = watch({ url, headers: { 'x-api-key': 'k' } });
  expect(await unknown.end).toMatchObject({ trouble: { code: 'certificate-unknown', fingerprint } });
  const changed = watch({ url, headers: { 'x-api-key': 'k' }, pin: `${'AA:'.repeat(31)}AA` });
  expect(await changed.end).toMatchObject({ trouble: { code: 'certificate-changed', fingerprint } });
  expect(seen).toEqual([]);
  const pinned = watch({ url, headers: { 'x-api-key': 'k' }, pin: fingerprint });
  expect(await pinned.end).toEqual({ clean: true });
  expect(pinned.text()).toBe('data: {}\n\n');
});

test('a key that no header can carry ends the stream with words that do not hold it', async () => {
  const { url } = await server((_request, response) => response.end());
  const { clock, end } = watch({ url, headers: { 'x-api-key': 'tenant.secret\nx' } });
  const how = await end;
  expect(how).toMatchObject({ clean: false, trouble: { code: 'lost' } });
  expect(JSON.stringify(how)).not.toContain('secret');
  expect(clock.pending()).toBe(0);
});

test('closed from here nothing more is told, and no connection or timer stays', async () => {
  const answers: ServerResponse[] = [];
  const { url, open } = await server((_request, response) => {
    response.writeHead(200);
    response.write('a');
    answers.push(response);
  });
  const { clock, stream, told } = watch({ url, headers: {} });
  await eventually(() => told.length === 2);
  stream.close();
  answers[0]?.write('b');
  await eventually(() => open() === 0);
  await clock.advance(60_000);
  expect(told).toEqual(['open', 'a']);
  expect(clock.pending()).toBe(0);

  const early = watch({ url, headers: {} });
  early.stream.close();
  await eventually(() => open() === 0);
  expect(early.told).toEqual([]);
  expect(early.clock.pending()).toBe(0);
});
