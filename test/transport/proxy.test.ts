import { afterEach, expect, test } from 'vitest';
import type { Trouble } from '../../src/shared/connection.ts';
import { createNetwork } from '../../src/transport/create-network.ts';
import { type HttpRequest, type Network, type Route, type SocketOptions } from '../../src/transport/network.ts';
import { eventually, testClock } from '../clock.ts';
import { type Certificate, certificateAuthority, selfSignedCertificate } from '../servers/certificates.ts';
import { startNats } from '../servers/nats/server.ts';
import { startHttpProxy } from '../servers/proxies/http-proxy.ts';
import { type SocksOptions, startSocksProxy } from '../servers/proxies/socks-proxy.ts';
import type { TunnelProxy } from '../servers/proxies/tunnel.ts';
import { deadPort, serve, serveRaw } from './loopback.ts';
import { errorOf, troubleOf } from './refusals.ts';
import { watchOutward } from './outward.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const GET: HttpRequest = { method: 'GET', path: '/ob/config', timeoutMs: 5_000, maxBytes: 10_000 };
const SOCKET: SocketOptions = { path: '/ws', handshakeMs: 10_000, maxFrameBytes: 1_000 };
const SECRET = { authorization: 'Bearer only-for-the-server' };
const ONION = 'tradebellexamplexyz.onion';
const KINDS = ['http', 'socks5h'] as const;

function network(resolveProxy?: (url: string) => Promise<string>) {
  const clock = testClock();
  const wire = createNetwork(clock, resolveProxy);
  cleanups.push(() => wire.close());
  return { clock, wire };
}

async function server(certificate?: Certificate) {
  const loopback = await serve((_request, response) => response.end('well'), certificate);
  cleanups.push(loopback.close);
  return { ...loopback, port: Number(new URL(loopback.url).port) };
}

async function proxy(kind: (typeof KINDS)[number], options: SocksOptions & { status?: number } = {}): Promise<TunnelProxy & { url: string }> {
  const started = await (kind === 'http' ? startHttpProxy(options.status) : startSocksProxy(options));
  cleanups.push(started.close);
  return Object.assign(started, { url: `${kind}://127.0.0.1:${started.port}` });
}

function outward() {
  const watched = watchOutward();
  cleanups.push(watched.stop);
  return watched;
}

const codeOf = async (attempt: Promise<unknown>): Promise<string> => (await troubleOf(attempt)).code;

/** How a socket and a stream by this route end, or that they opened. */
const socketBy = (wire: Network, route: Route): Promise<Trouble | 'open'> =>
  new Promise((resolve) => {
    const socket = wire.socket(route, SOCKET, { open: () => resolve('open'), frame: () => undefined, end: resolve });
    cleanups.push(() => socket.close());
  });
const streamBy = (wire: Network, route: Route): Promise<Trouble | 'open'> =>
  new Promise((resolve) => {
    const asked = { path: '/sse', headMs: 10_000, silentMs: 40_000 };
    const end = (how: { clean: boolean; trouble?: Trouble }): void => resolve(how.trouble ?? 'open');
    const stream = wire.stream(route, asked, { open: () => resolve('open'), text: () => undefined, end });
    cleanups.push(() => stream.close());
  });

for (const kind of KINDS) {
  test(`by ${kind} questions, sockets and streams reach a server that only the proxy knows, and the proxy learns host and port alone`, async () => {
    const { wire } = network();
    const { port, seen } = await server();
    const through = await proxy(kind);
    const { lookups } = outward();
    const route: Route = { url: `http://node.example:${port}`, headers: SECRET, proxy: through.url };
    const answer = await wire.request(route, GET);
    expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([200, 'well']);
    expect(await socketBy(wire, route)).toBe('open');
    expect(await streamBy(wire, route)).toBe('open');
    expect(through.asked).toEqual(Array.from({ length: 3 }, () => ({ host: 'node.example', port, name: true })));
    expect(seen.map(({ headers }) => headers['authorization'])).toEqual([SECRET.authorization, SECRET.authorization, SECRET.authorization]);
    expect(lookups.filter((name) => name !== '127.0.0.1')).toEqual([]);
    const [toProxy = ''] = through.heard.split(/GET |node\.example..$/);
    expect(toProxy).not.toContain('authorization');
  });

  test(`by ${kind} nothing that is said over TLS can be read by the proxy, and pin and authorities hold`, async () => {
    const { wire } = network();
    const authority = certificateAuthority('Our own');
    const certificate = authority.issue('node');
    const { port, seen } = await server(certificate);
    const through = await proxy(kind);
    const route: Route = { url: `https://localhost:${port}`, headers: SECRET, proxy: through.url };
    const { fingerprint256 } = certificate;
    expect(await troubleOf(wire.request(route, GET))).toMatchObject({ code: 'certificate-unknown', fingerprint: fingerprint256 });
    expect(await socketBy(wire, route)).toMatchObject({ code: 'certificate-unknown' });
    const other = selfSignedCertificate().fingerprint256;
    expect(await codeOf(wire.request({ ...route, pin: other }, GET))).toBe('certificate-changed');
    expect(await socketBy(wire, { ...route, pin: other })).toMatchObject({ code: 'certificate-changed' });
    expect(await streamBy(wire, { ...route, pin: other })).toMatchObject({ code: 'certificate-changed' });
    expect(seen).toEqual([]);
    expect(await wire.fingerprint(route, 5_000)).toBe(fingerprint256);

    for (const trusted of [{ pin: fingerprint256 }, { ca: authority.cert }]) {
      expect((await wire.request({ ...route, ...trusted }, GET)).status).toBe(200);
      expect(await socketBy(wire, { ...route, ...trusted })).toBe('open');
      expect(await streamBy(wire, { ...route, ...trusted })).toBe('open');
    }
    // The certificate says localhost: by another name nobody vouches for it.
    const elsewhere = { ...route, url: `https://node.example:${port}`, ca: authority.cert };
    expect(await codeOf(wire.request(elsewhere, GET))).toBe('certificate-unknown');
    expect(through.asked.every(({ name }) => name)).toBe(true);
    expect(through.heard).not.toContain('only-for-the-server');
  });

  test(`by ${kind} NATS lets us in, over TLS as well`, async () => {
    const { wire } = network();
    const through = await proxy(kind);
    for (const tls of [false, true]) {
      const running = await startNats({ tls });
      cleanups.push(() => running.close());
      const { port } = new URL(running.url);
      const ping = { everyMs: 20_000, pongMs: 10_000 };
      const route = { url: `nats://localhost:${port}`, login: { type: 'none' }, connectMs: 10_000, ping, proxy: through.url } as const;
      const nats = await wire.nats(running.ca === undefined ? route : { ...route, ca: running.ca });
      await nats.close();
      expect(through.asked.at(-1)).toEqual({ host: 'localhost', port: Number(port), name: true });
    }
  });

  test(`a name of Tor is looked up and reached by the ${kind} proxy alone, whether it is up or down`, async () => {
    const { wire } = network();
    const { port } = await server();
    const through = await proxy(kind);
    const { lookups, connections } = outward();
    const route: Route = { url: `http://${ONION}:${port}`, headers: SECRET, proxy: through.url };
    expect((await wire.request(route, GET)).status).toBe(200);
    expect(through.asked).toEqual([{ host: ONION, port, name: true }]);
    const toProxy = `127.0.0.1:${through.port}`;
    wire.close();
    await through.close();

    const nats = { url: `nats://${ONION}:4222`, login: { type: 'none' }, connectMs: 1_000, ping: { everyMs: 1_000, pongMs: 1_000 }, proxy: through.url } as const;
    expect(await codeOf(wire.request(route, GET))).toBe('proxy-unreachable');
    expect(await socketBy(wire, route)).toMatchObject({ code: 'proxy-unreachable' });
    expect(await streamBy(wire, route)).toMatchObject({ code: 'proxy-unreachable' });
    expect(await codeOf(wire.nats(nats))).toBe('proxy-unreachable');
    expect(await codeOf(wire.fingerprint({ ...route, url: `https://${ONION}` }, 1_000))).toBe('proxy-unreachable');
    expect(lookups.filter((name) => name !== '127.0.0.1')).toEqual([]);
    // The first is the proxy's own way on, in this same process.
    expect(connections.filter((to) => to !== `127.0.0.1:${port}`)).toEqual(Array.from({ length: 6 }, () => toProxy));
  });
}

test('without a proxy a name of Tor is asked of nobody', async () => {
  const { wire } = network(() => Promise.resolve('DIRECT'));
  const { url, port } = await server();
  const { lookups, connections } = outward();
  for (const choice of [{}, { proxy: 'none' }, { proxy: 'system' }]) {
    const route: Route = { url: `http://sub.${ONION}:${port}`, headers: {}, ...choice };
    expect(await codeOf(wire.request(route, GET))).toBe('name-not-found');
    expect(await socketBy(wire, route)).toMatchObject({ code: 'name-not-found' });
    expect(await streamBy(wire, { ...route, url: `https://${ONION}.` })).toMatchObject({ code: 'name-not-found' });
  }
  expect([lookups, connections]).toEqual([[], []]);
  // That nothing is seen says something only where something would be.
  expect((await wire.request({ url: url.replace('127.0.0.1', 'localhost'), headers: {}, proxy: 'none' }, GET)).status).toBe(200);
  expect(lookups).toContain('localhost');
  expect(connections).toContain(`localhost:${port}`);
});

test.each([
  ['http', { status: 407 }, 'proxy-refused'],
  ['http', { status: 403 }, 'proxy-refused'],
  ['http', { status: 502 }, 'unreachable'],
  ['http', { status: 504 }, 'timeout'],
  ['socks5h', { wantsSignIn: true }, 'proxy-refused'],
  ['socks5h', { reply: 1 }, 'proxy-refused'],
  ['socks5h', { reply: 2 }, 'proxy-refused'],
  ['socks5h', { reply: 3 }, 'unreachable'],
  ['socks5h', { reply: 4 }, 'unreachable'],
  ['socks5h', { reply: 5 }, 'refused'],
  ['socks5h', { reply: 7 }, 'proxy-refused'],
  ['socks5h', { reply: 0xf0 }, 'proxy-refused'],
] as const)('a %s proxy that answers %o: %s', async (kind, options, code) => {
  const { wire } = network();
  const through = await proxy(kind, options);
  const route: Route = { url: 'https://node.example', headers: SECRET, proxy: through.url };
  expect(await errorOf(wire.request(route, GET))).toMatchObject({ trouble: { code }, reached: 'no' });
  expect(await socketBy(wire, route)).toMatchObject({ code });
  expect(await streamBy(wire, route)).toMatchObject({ code });
  await eventually(() => through.open === 0);
  expect(through.heard).not.toContain('only-for-the-server');
});

test.each(KINDS)('what is no %s proxy is said to be none', async (kind) => {
  const { wire } = network();
  const other = await serveRaw((socket) => socket.end('220 mail.example ESMTP\r\n'));
  const mute = await serveRaw((socket) => socket.destroy());
  cleanups.push(other.close, mute.close);
  const route = (port: number): Route => ({ url: 'http://node.example', headers: {}, proxy: `${kind}://127.0.0.1:${port}` });
  expect(await codeOf(wire.request(route(other.port), GET))).toBe('proxy-refused');
  expect(await codeOf(wire.request(route(mute.port), GET))).toBe('proxy-unreachable');
  expect(await codeOf(wire.request(route(await deadPort()), GET))).toBe('proxy-unreachable');
  expect(await codeOf(wire.request({ ...route(1), proxy: 'ftp://127.0.0.1:1' }, GET))).toBe('proxy-unreachable');
});

test.each(KINDS)('a %s proxy that says nothing costs the time that there is, and leaves no connection', async (kind) => {
  const { clock, wire } = network();
  const silent = await serveRaw((socket) => socket.resume());
  cleanups.push(silent.close);
  const route: Route = { url: 'http://node.example', headers: {}, proxy: `${kind}://127.0.0.1:${silent.port}` };
  const late = troubleOf(wire.request(route, GET));
  await eventually(() => silent.open() === 1);
  await clock.advance(5_000);
  expect((await late).code).toBe('timeout');
  const abort = new AbortController();
  const left = wire.request(route, GET, abort.signal);
  await eventually(() => silent.made() === 2);
  abort.abort(new Error('no longer wanted'));
  await expect(left).rejects.toThrow('no longer wanted');
  await eventually(() => silent.open() === 0);
});

test('a kept connection serves questions of its own way only', async () => {
  const { port, made, ...loopback } = await server();
  const ways = { by: `PROXY 127.0.0.1:${await proxy('http').then((one) => one.port)}` };
  const { wire } = network(() => Promise.resolve(ways.by));
  const [first, second] = [await proxy('http'), await proxy('socks5h')];
  const url = `http://localhost:${port}`;
  const ask = async (choice: { proxy?: string; url?: string }) => {
    await wire.request({ url, headers: {}, ...choice }, GET);
    return made();
  };
  expect(await ask({ proxy: 'none' })).toBe(1);
  expect(await ask({ proxy: first.url })).toBe(2);
  expect(await ask({ proxy: second.url })).toBe(3);
  for (const choice of ['none', first.url, second.url]) expect(await ask({ proxy: choice })).toBe(3);
  expect([first.asked.length, second.asked.length]).toEqual([1, 1]);

  const other = `http://node.example:${port}`;
  expect(await ask({ url: other })).toBe(4);
  expect(await ask({ url: other })).toBe(4);
  ways.by = `SOCKS5 127.0.0.1:${second.port}`;
  expect(await ask({ url: other })).toBe(5);
  expect(second.asked).toHaveLength(2);
  expect(loopback.seen).toHaveLength(9);
});

test('the system is asked each time, never of this machine, and its second proxy stands in for the first', async () => {
  const asked: string[] = [];
  const { port } = await server();
  const through = await proxy('http');
  const dead = await deadPort();
  const { wire } = network((url) => {
    asked.push(url);
    return Promise.resolve(`PROXY 127.0.0.1:${dead}; PROXY 127.0.0.1:${through.port}; DIRECT`);
  });
  for (const host of ['127.0.0.1', 'localhost']) expect((await wire.request({ url: `http://${host}:${port}`, headers: {} }, GET)).status).toBe(200);
  expect([asked, through.asked]).toEqual([[], []]);
  const route: Route = { url: `http://node.example:${port}`, headers: {} };
  expect((await wire.request(route, GET)).status).toBe(200);
  expect(await socketBy(wire, route)).toBe('open');
  expect(asked).toEqual([route.url, route.url]);
  expect(through.asked.map(({ host }) => host)).toEqual(['node.example', 'node.example']);
});

test('a system that names nothing usable, does not answer or fails never means straight ahead', async () => {
  const route: Route = { url: 'http://node.example', headers: {} };
  const { connections } = outward();
  for (const answer of ['', 'HTTPS proxy.example:443', 'SOCKS 127.0.0.1:1080', 'PROXY', 'nonsense']) {
    const { wire } = network(() => Promise.resolve(answer));
    expect(await codeOf(wire.request(route, GET))).toBe('proxy-unreachable');
    expect(await socketBy(wire, route)).toMatchObject({ code: 'proxy-unreachable' });
  }
  const failing = network(() => Promise.reject(new Error('no script')));
  expect(await codeOf(failing.wire.request(route, GET))).toBe('proxy-unreachable');

  const { clock, wire } = network(() => new Promise(() => undefined));
  const late = troubleOf(wire.request(route, GET));
  const nats = troubleOf(wire.nats({ url: 'nats://nats.example', login: { type: 'none' }, connectMs: 5_000, ping: { everyMs: 1_000, pongMs: 1_000 } }));
  const print = troubleOf(wire.fingerprint({ url: 'https://node.example' }, 5_000));
  await clock.advance(5_000);
  expect([(await late).code, (await nats).code, (await print).code]).toEqual(['timeout', 'timeout', 'timeout']);
  const abort = new AbortController();
  const left = wire.request(route, GET, abort.signal);
  abort.abort(new Error('no longer wanted'));
  await expect(left).rejects.toThrow('no longer wanted');
  expect([connections, clock.pending()]).toEqual([[], 0]);
});

test('own authorities are trusted instead of the system’s, and what is none is said to be unreadable', async () => {
  const { wire } = network();
  const authority = certificateAuthority('Our own');
  const { url } = await server(authority.issue('node'));
  expect((await wire.request({ url, headers: {}, ca: authority.cert }, GET)).status).toBe(200);
  expect(await socketBy(wire, { url, headers: {}, ca: authority.cert })).toBe('open');
  expect(await codeOf(wire.request({ url, headers: {}, ca: certificateAuthority('Another').cert }, GET))).toBe('certificate-unknown');
  expect(await codeOf(wire.request({ url, headers: {} }, GET))).toBe('certificate-unknown');
  const broken = '-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n';
  expect(await troubleOf(wire.request({ url, headers: {}, ca: broken }, GET))).toMatchObject({ code: 'certificate-unknown' });
});
