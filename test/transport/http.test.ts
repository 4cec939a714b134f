import { afterEach, expect, test } from 'vitest';
import { createNetwork } from '../../src/transport/create-network.ts';
import type { HttpRequest } from '../../src/transport/network.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { testClock } from '../clock.ts';
import { selfSignedCertificate } from '../servers/certificates.ts';
import { deadPort, serve, serveRaw } from './loopback.ts';
import { errorOf, troubleOf } from './refusals.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const GET: HttpRequest = { method: 'GET', path: '/ob/config', timeoutMs: 5_000, maxBytes: 10_000 };

function network() {
  const clock = testClock();
  const wire = createNetwork(clock);
  cleanups.push(() => wire.close());
  return { clock, wire };
}

async function server(...args: Parameters<typeof serve>) {
  const loopback = await serve(...args);
  cleanups.push(loopback.close);
  return loopback;
}

test('a question is answered, with status, headers and body, and brings the route’s headers', async () => {
  const { wire } = network();
  const { url, seen } = await server((_request, response) => response.writeHead(418, { 'x-a': 'b' }).end('tea'));
  const answer = await wire.request({ url, headers: { authorization: 'Basic x' } }, { ...GET, method: 'POST', body: '{"a":1}' });
  expect({ ...answer, body: Buffer.from(answer.body).toString() }).toMatchObject({ status: 418, headers: { 'x-a': 'b' }, body: 'tea' });
  const headers = { authorization: 'Basic x', 'content-type': 'application/json' };
  expect(seen).toMatchObject([{ url: '/ob/config', headers, body: '{"a":1}' }]);
});

test('what is accepted is the route’s own to say; else JSON, and pictures', async () => {
  const { wire } = network();
  const { url, seen } = await server((_request, response) => response.end());
  await wire.request({ url, headers: { Accept: 'application/vnd.omisego.v1+json' } }, GET);
  await wire.request({ url, headers: {} }, GET);
  expect(seen.map(({ headers }) => headers['accept'])).toEqual([
    'application/vnd.omisego.v1+json',
    'application/json, image/*;q=0.9, */*;q=0.1',
  ]);
});

test('a path cannot lead to another host', async () => {
  const { clock, wire } = network();
  const { url, seen } = await server((_request, response) => response.end());
  await wire.request({ url, headers: {} }, { ...GET, path: '//elsewhere.example/x' });
  expect(seen[0]?.url).toBe('//elsewhere.example/x');
  await expect(wire.request({ url, headers: {} }, { ...GET, path: 'http://elsewhere.example/' })).rejects.toThrow('begins with /');
  wire.close();
  expect(clock.pending()).toBe(0);
});

test('a redirect is an answer and is not followed', async () => {
  const { wire } = network();
  const { url, seen } = await server((_request, response) => response.writeHead(302, { location: '/other' }).end());
  expect((await wire.request({ url, headers: {} }, GET)).status).toBe(302);
  expect(seen).toHaveLength(1);
});

test('an answer that came while the app was held up counts, though its limit passed meanwhile', async () => {
  const certificate = selfSignedCertificate();
  for (const tls of [undefined, certificate]) {
    const limits = new Set<() => void>();
    const after: Clock['after'] = (_ms, task) => (limits.add(task), () => limits.delete(task));
    const wire = createNetwork({ ...testClock(), after });
    cleanups.push(() => wire.close());
    const { url } = await server((request, response) => {
      response.end('in time');
      if (request.url === '/late') for (const task of limits) task();
    }, tls);
    const route = { url, headers: {}, ...(tls && { pin: tls.fingerprint256 }) };
    await wire.request(route, GET);
    const answer = await wire.request(route, { ...GET, path: '/late' });
    expect(Buffer.from(answer.body).toString()).toBe('in time');
  }
});

test('an answer that never comes ends at the limit, by the given clock, and leaves no connection', async () => {
  const { clock, wire } = network();
  let asked = (): void => {};
  const arrived = new Promise<void>((resolve) => (asked = resolve));
  const { url, open } = await server(() => asked());
  const trouble = troubleOf(wire.request({ url, headers: {} }, GET));
  await arrived;
  await clock.advance(4_999);
  expect(open()).toBe(1);
  await clock.advance(1);
  expect(await trouble).toMatchObject({ code: 'timeout' });
  wire.close();
  expect(clock.pending()).toBe(0);
});

test('an answer that drips ends at the limit of the whole exchange', async () => {
  const { clock, wire } = network();
  let begun = (): void => {};
  const first = new Promise<void>((resolve) => (begun = resolve));
  const { url } = await server((_request, response) => {
    response.writeHead(200);
    response.write('a', () => begun());
  });
  const trouble = troubleOf(wire.request({ url, headers: {} }, GET));
  await first;
  await clock.advance(5_000);
  expect(await trouble).toMatchObject({ code: 'timeout' });
});

test('a server that accepts and says nothing ends at the limit, over TLS too', async () => {
  const { clock, wire } = network();
  const accepted: (() => void)[] = [];
  const raw = await serveRaw(() => accepted.shift()?.());
  cleanups.push(raw.close);
  for (const scheme of ['http', 'https']) {
    const connected = new Promise<void>((resolve) => accepted.push(resolve));
    const trouble = troubleOf(wire.request({ url: `${scheme}://127.0.0.1:${raw.port}`, headers: {} }, GET));
    await connected;
    await clock.advance(5_000);
    expect(await trouble).toMatchObject({ code: 'timeout' });
  }
});

test.each([true, false])('an answer over the limit of bytes is refused (length announced: %s)', async (announced) => {
  const { wire } = network();
  const { url } = await server((_request, response) => {
    if (announced) response.setHeader('content-length', 20_000);
    else response.flushHeaders();
    response.end('x'.repeat(20_000));
  });
  expect(await troubleOf(wire.request({ url, headers: {} }, GET))).toMatchObject({ code: 'too-large' });
});

test('who gives up is answered with the reason, and the connection goes', async () => {
  const { clock, wire } = network();
  let asked = (): void => {};
  const arrived = new Promise<void>((resolve) => (asked = resolve));
  const { url } = await server((request) => {
    request.socket.on('close', () => gone());
    asked();
  });
  let gone = (): void => {};
  const closed = new Promise<void>((resolve) => (gone = resolve));
  const abort = new AbortController();
  const attempt = wire.request({ url, headers: {} }, GET, abort.signal);
  await arrived;
  abort.abort(new Error('stopped'));
  await expect(attempt).rejects.toThrow('stopped');
  await closed;
  wire.close();
  expect(clock.pending()).toBe(0);
  await expect(wire.request({ url, headers: {} }, GET, abort.signal)).rejects.toThrow('stopped');
});

test('nothing listens: refused; no such name: name-not-found', async () => {
  const { wire } = network();
  const dead = `http://127.0.0.1:${await deadPort()}`;
  expect(await troubleOf(wire.request({ url: dead, headers: {} }, GET))).toMatchObject({ code: 'refused' });
  expect(await troubleOf(wire.request({ url: 'http://no-such-host.invalid', headers: {} }, GET))).toMatchObject({ code: 'name-not-found' });
});

test('https to a plain server: tls-to-plain', async () => {
  const { wire } = network();
  const { url } = await server((_request, response) => response.end());
  expect(await troubleOf(wire.request({ url: url.replace('http', 'https'), headers: {} }, GET))).toMatchObject({ code: 'tls-to-plain' });
  expect(await wire.fingerprint({ url: url.replace('http', 'https') }, 5_000)).toBeUndefined();
});

test('http to a TLS server: plain-to-tls, whether it says so in words (Go) or in a TLS alert', async () => {
  const { wire } = network();
  const inWords = await serveRaw((socket) =>
    socket.once('data', () => socket.end('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n'))
  );
  const inTls = await serveRaw((socket) => socket.once('data', () => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 70]))));
  cleanups.push(inWords.close, inTls.close);
  for (const { port } of [inWords, inTls])
    expect(await troubleOf(wire.request({ url: `http://127.0.0.1:${port}`, headers: {} }, GET))).toMatchObject({ code: 'plain-to-tls' });
});

test('an answer that is not HTTP: not-a-node', async () => {
  const { wire } = network();
  const raw = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
  cleanups.push(raw.close);
  expect(await troubleOf(wire.request({ url: `http://127.0.0.1:${raw.port}`, headers: {} }, GET))).toMatchObject({ code: 'not-a-node' });
});

test('a certificate that nobody signed is refused with its fingerprint before the server sees a request', async () => {
  const { wire } = network();
  const certificate = selfSignedCertificate();
  const { url, seen, made } = await server((_request, response) => response.end(), certificate);
  expect(await troubleOf(wire.request({ url, headers: { authorization: 'Basic secret' } }, GET))).toMatchObject({
    code: 'certificate-unknown',
    fingerprint: certificate.fingerprint256,
  });
  expect(made()).toBe(1);
  expect(seen).toEqual([]);
  expect(await wire.fingerprint({ url }, 5_000)).toBe(certificate.fingerprint256);
});

test('a pinned certificate is spoken to; another one is not, and never sees the credentials', async () => {
  const { wire } = network();
  const [mine, other] = [selfSignedCertificate(), selfSignedCertificate()];
  const good = await server((_request, response) => response.end('yes'), mine);
  const bad = await server((_request, response) => response.end('stolen'), other);
  const headers = { authorization: 'Basic secret' };
  expect((await wire.request({ url: good.url, headers, pin: mine.fingerprint256 }, GET)).status).toBe(200);
  expect(await troubleOf(wire.request({ url: bad.url, headers, pin: mine.fingerprint256 }, GET))).toMatchObject({
    code: 'certificate-changed',
    fingerprint: other.fingerprint256,
  });
  expect(bad.made()).toBe(1);
  expect(bad.seen).toEqual([]);
});

test('questions one after another share a connection, which goes when idle', async () => {
  const { clock, wire } = network();
  const { url, made } = await server((_request, response) => response.end());
  for (let i = 0; i < 3; i++) await wire.request({ url, headers: {} }, GET);
  expect(made()).toBe(1);
  await clock.advance(5_000);
  expect(clock.pending()).toBe(0);
  await wire.request({ url, headers: {} }, GET);
  expect(made()).toBe(2);
});

test('a kept connection that the server closed unread is replaced by a new one', async () => {
  const { wire } = network();
  let count = 0;
  const { url, made } = await server((request, response) => {
    count += 1;
    if (count === 2) request.socket.resetAndDestroy();
    else response.end(String(count));
  });
  await wire.request({ url, headers: {} }, GET);
  expect(Buffer.from((await wire.request({ url, headers: {} }, GET)).body).toString()).toBe('3');
  expect(made()).toBe(2);
});

test('what was posted is never sent twice, whatever becomes of its connection', async () => {
  const { wire } = network();
  const { url, seen } = await server((request, response) => {
    if (request.method === 'POST') request.socket.resetAndDestroy();
    else response.end();
  });
  await wire.request({ url, headers: {} }, GET);
  const trouble = await troubleOf(wire.request({ url, headers: {} }, { ...GET, method: 'POST', body: '{}' }));
  expect(trouble).toMatchObject({ code: 'unreachable' });
  expect(seen).toHaveLength(2);
});

const POST: HttpRequest = { ...GET, method: 'POST', path: '/api/approve', body: '{"id":"txc_1"}' };

test('a question surely did not reach a server that there is not, or that is not to be trusted', async () => {
  const { wire } = network();
  const plain = await server((_request, response) => response.end());
  const secure = await server((_request, response) => response.end(), selfSignedCertificate());
  const tls = await serveRaw((socket) => socket.once('data', () => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 70]))));
  const says = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';
  const saysTls = await serveRaw((socket) => socket.once('data', () => socket.end(says)));
  cleanups.push(tls.close, saysTls.close);
  const routes = {
    'name-not-found': { url: 'http://no-such-host.invalid' },
    refused: { url: `http://127.0.0.1:${await deadPort()}` },
    'tls-to-plain': { url: plain.url.replace('http', 'https') },
    'certificate-unknown': { url: secure.url },
    'certificate-changed': { url: secure.url, pin: selfSignedCertificate().fingerprint256 },
    'plain-to-tls': { url: `http://127.0.0.1:${tls.port}` },
  };
  for (const [code, route] of Object.entries(routes)) {
    expect(await errorOf(wire.request({ headers: {}, ...route }, POST))).toMatchObject({ trouble: { code }, reached: 'no' });
  }
  const said = await errorOf(wire.request({ url: `http://127.0.0.1:${saysTls.port}`, headers: {} }, POST));
  expect(said).toMatchObject({ trouble: { code: 'plain-to-tls' }, reached: 'no' });
  expect([...plain.seen, ...secure.seen]).toEqual([]);
});

test('no time left before there is a connection: it surely did not reach the server', async () => {
  const limits: (() => void)[] = [];
  const wire = createNetwork({ ...testClock(), after: (_ms, task) => (limits.push(task), () => {}) });
  const { url, seen } = await server((_request, response) => response.end());
  const attempt = errorOf(wire.request({ url, headers: {} }, POST));
  limits[0]?.();
  expect(await attempt).toMatchObject({ trouble: { code: 'timeout' }, reached: 'no' });
  expect(seen).toEqual([]);
});

test('no time left in the TLS handshake: it surely did not reach the server; after the connection it may have', async () => {
  const { clock, wire } = network();
  const accepted: (() => void)[] = [];
  const raw = await serveRaw((socket) => socket.once('data', () => accepted.shift()?.()));
  cleanups.push(raw.close);
  for (const [scheme, reached] of [['https', 'no'], ['http', 'maybe']] as const) {
    const arrived = new Promise<void>((resolve) => accepted.push(resolve));
    const attempt = errorOf(wire.request({ url: `${scheme}://127.0.0.1:${raw.port}`, headers: {} }, POST));
    await arrived;
    await clock.advance(5_000);
    expect(await attempt).toMatchObject({ trouble: { code: 'timeout' }, reached });
  }
});

test.each(['http', 'https'])('once there is a connection over %s, a question may have been read, whatever follows', async (scheme) => {
  const { clock, wire } = network();
  const certificate = scheme === 'https' ? selfSignedCertificate() : undefined;
  const pin = certificate === undefined ? {} : { pin: certificate.fingerprint256 };
  let silent = (): void => {};
  const asked = new Promise<void>((resolve) => (silent = resolve));
  const { url } = await server((request, response) => {
    if (request.url === '/gone') request.socket.destroy();
    else if (request.url === '/end') request.socket.end();
    else if (request.url === '/nonsense') request.socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    else if (request.url === '/half') response.writeHead(200, { 'content-length': 9 }).write('half', () => request.socket.destroy());
    else if (request.url === '/large') response.end('x'.repeat(20_000));
    else silent();
  }, certificate);
  for (const path of ['/gone', '/end', '/nonsense', '/half', '/large']) {
    const { reached } = await errorOf(wire.request({ url, headers: {}, ...pin }, { ...POST, path }));
    expect({ path, reached }).toEqual({ path, reached: 'maybe' });
  }
  const attempt = errorOf(wire.request({ url, headers: {}, ...pin }, { ...POST, path: '/silent' }));
  await asked;
  await clock.advance(5_000);
  expect(await attempt).toMatchObject({ trouble: { code: 'timeout' }, reached: 'maybe' });
});
