import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Certificate, selfSignedCertificate } from '../certificates.ts';
import { type Access, REFUSAL, allows } from './access.ts';
import type { Answer } from './answers.ts';
import { builders } from './builders.ts';
import { type Faults, createFaults } from './faults.ts';
import { idSequence } from './ids.ts';
import { type Listener, createListener } from '../listener.ts';
import type { Generation } from './money.ts';
import type { LoggedRequest } from './observation.ts';
import { type RequestLog, createRequestLog } from '../request-log.ts';
import type { Picture } from './pictures.ts';
import { answer } from './rest.ts';
import { deferred } from '../signal.ts';
import { type Sockets, createSockets } from './sockets.ts';
import { type Store, createStore } from './store.ts';
import { type Trade, createTrade } from './trade.ts';
import { toWire } from './wire.ts';

/** A profile as a test gives it: at least a name. */
export interface ProfileInput {
  readonly name: string;
  readonly handle?: string;
  readonly avatarHashes?: { readonly small: string; readonly tiny: string };
  readonly [field: string]: unknown;
}

/** How a node starts; only its identity has to be given. */
export interface NodeOptions {
  readonly peerID: string;
  /** Else 0.14. */
  readonly generation?: Generation;
  /** Else open. */
  readonly access?: Access;
  /** Else plain HTTP. */
  readonly tls?: 'self-signed' | Certificate;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The coin of what is not said otherwise; else TBTC on a testnet, BTC off it. */
  readonly coin?: string;
  readonly testnet?: boolean;
  /** In ob/settings; null is a fresh node, which answers 404. */
  readonly version?: string | null;
  /** Pictures that nobody has: real nodes look for them for up to an hour, so the default is `hang`. */
  readonly missingImages?: 'hang' | 'error';
  readonly profiles?: Readonly<Record<string, ProfileInput>>;
  /** Milliseconds; else the machine's clock. */
  readonly now?: () => number;
}

/** A running OpenBazaar node, as far as clients of its events can see it. */
export interface Node extends AsyncDisposable {
  /** `http://127.0.0.1:port`, or https. */
  readonly url: string;
  readonly wsUrl: string;
  readonly port: number;
  readonly peerID: string;
  readonly generation: Generation;
  /** Of the present certificate; undefined on plain HTTP. */
  readonly fingerprint256: string | undefined;
  readonly store: Store;
  readonly trade: Trade;
  readonly faults: Faults;
  /** Sockets: how many, their pings, what clients sent; `drop`, `halfOpen`, `resume`, `connected.next()`. */
  readonly sockets: Sockets;
  readonly log: RequestLog<LoggedRequest>;

  /** Text or bytes to all sockets, as they are. */
  sendRaw(data: string | Buffer, options?: { readonly binary?: boolean }): Promise<void>;
  /** An object to all sockets, sanitised and written as the server does. */
  sendFrame(frame: Readonly<Record<string, unknown>>): Promise<void>;
  /** A valid message frame of at least this many bytes. */
  sendHuge(bytes: number): Promise<void>;

  setProfile(peerId: string, profile: ProfileInput, options?: { readonly cached?: boolean }): void;
  setImage(hash: string, picture: Picture | undefined): void;
  setAccess(access: Access): void;
  /** Another certificate for new connections; returns its fingerprint. Sockets that are open stay. */
  replaceCertificate(certificate?: Certificate): string;
  /** The same address answers as another node, with that node's own store, from now on. */
  become(peerID: string): void;
  /** Async answers wait for the promise; their 202 does not. */
  delayReplies(until: Promise<unknown>): void;

  down(): Promise<void>;
  /** On the same port. */
  up(): Promise<void>;
  /** Down, what happens meanwhile, and up again; what is kept stays. */
  restart(meanwhile?: () => void | Promise<void>): Promise<void>;
  close(): Promise<void>;

  /** The next request that comes in and matches; a socket's opening counts as one, with the path `ws`. */
  nextRequest(matches?: (request: LoggedRequest) => boolean): Promise<LoggedRequest>;
  /** The next answer that was sent. */
  nextAnswer(matches?: (request: LoggedRequest) => boolean): Promise<LoggedRequest>;
  /** The next socket that opens. */
  nextConnection(): Promise<void>;
  /** The next socket that is gone. */
  nextDisconnection(): Promise<void>;
  /** No request is being answered. */
  idle(): Promise<void>;
}

/**
 * Starts a node on loopback.
 *
 * @throws the system's error where the port is taken
 */
export async function startNode(options: NodeOptions): Promise<Node> {
  const { generation = '0.14', testnet = false, missingImages = 'hang', now = Date.now } = options;
  const coin = options.coin ?? (testnet ? 'TBTC' : 'BTC');
  const version = options.version === undefined ? `${generation}.6` : (options.version ?? undefined);
  const build = builders(generation, coin);
  const { faults, takeFailure, delaysFor } = createFaults();
  const sockets = createSockets();
  const log = createRequestLog<LoggedRequest>();
  const stores = new Map<string, Store>();
  const nextAsyncId = idSequence('async', options.peerID);
  let peerID = options.peerID;
  let access: Access = options.access ?? { kind: 'open' };
  let certificate = options.tls === 'self-signed' ? selfSignedCertificate() : options.tls;
  let repliesAfter: Promise<unknown> = Promise.resolve();

  function store(): Store {
    const known = stores.get(peerID) ?? createStore();
    stores.set(peerID, known);
    return known;
  }

  const trade = createTrade({ generation, coin, build, sockets, now, peerID: () => peerID, store });

  function reply(frames: readonly Readonly<Record<string, unknown>>[]): void {
    const send = (): void => frames.forEach((frame) => void sockets.broadcast(toWire(frame)));
    repliesAfter.then(send, send);
  }

  function look(request: LoggedRequest): Answer {
    const canned = takeFailure(request.path);
    if (canned !== undefined) return { ...canned, contentType: 'application/json' };
    const identity = { peerID, generation, coins: [coin], testnet, version };
    return answer(request, { ...identity, missingImages, store: store(), trade, build, reply, nextAsyncId });
  }

  async function decide(request: LoggedRequest): Promise<Answer> {
    if (!request.allowed) return { status: 403, body: REFUSAL, contentType: 'text/plain; charset=utf-8' };
    const delays = delaysFor(request.path);
    const early = delays.some((delay) => delay.answered === 'before') ? look(request) : undefined;
    for (const delay of delays) delay.arrived();
    await Promise.allSettled(delays.map((delay) => delay.until));
    return early ?? look(request);
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming, access);
    const done = log.begin(request);
    response.once('close', done);
    const given = await decide(request);
    if (given === 'never') return;
    response.writeHead(given.status, { 'content-type': given.contentType, 'content-length': Buffer.byteLength(given.body) });
    response.end(given.body, () => given.after?.());
  }

  async function upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const request = describe(incoming, access, '');
    const done = log.begin(request);
    const canned = takeFailure(request.path);
    const delays = delaysFor(request.path);
    for (const delay of delays) delay.arrived();
    await Promise.allSettled(delays.map((delay) => delay.until));
    if (request.path !== 'ws') refuse(socket, 404, '');
    else if (canned !== undefined) refuse(socket, canned.status, canned.body);
    else if (!request.allowed) refuse(socket, 403, REFUSAL);
    else if (!socket.destroyed) sockets.accept(incoming, socket, head);
    done();
  }

  const listener: Listener = await createListener(options.port ?? 0, certificate, {
    // A body cut off by the client's leaving is the client's affair; whatever else fails must fail the test.
    request: (incoming, response) => void serve(incoming, response).catch((error: unknown) => failUnlessGone(incoming, error)),
    upgrade: (incoming, socket, head) => void upgrade(incoming, socket, head),
  });
  const scheme = certificate === undefined ? '' : 's';

  const node: Node = {
    url: `http${scheme}://127.0.0.1:${listener.port}`,
    wsUrl: `ws${scheme}://127.0.0.1:${listener.port}/ws`,
    port: listener.port,
    generation,
    trade,
    faults,
    sockets,
    log,
    get peerID() {
      return peerID;
    },
    get store() {
      return store();
    },
    get fingerprint256() {
      return certificate?.fingerprint256;
    },
    sendRaw: (data, how) => sockets.broadcast(data, how),
    sendFrame: (frame) => sockets.broadcast(toWire(frame)),
    sendHuge: (bytes) => sockets.broadcast(toWire(build.message({ message: 'x'.repeat(bytes) }))),
    setProfile(peerId, profile, how = {}) {
      const { profiles, cachedProfiles } = store();
      (how.cached ? cachedProfiles : profiles).set(peerId, completeProfile(peerId, profile));
    },
    setImage(hash, picture) {
      if (picture === undefined) store().images.delete(hash);
      else store().images.set(hash, picture);
    },
    setAccess(next) {
      access = next;
    },
    replaceCertificate(next = selfSignedCertificate()) {
      listener.setCertificate(next);
      certificate = next;
      return next.fingerprint256;
    },
    become(next) {
      peerID = next;
    },
    delayReplies(until) {
      repliesAfter = until;
    },
    down: () => listener.down(),
    up: () => listener.up(),
    async restart(meanwhile = () => {}) {
      await listener.down();
      await meanwhile();
      await listener.up();
    },
    close: () => listener.down(),
    [Symbol.asyncDispose]: () => listener.down(),
    nextRequest: (matches) => log.arrived.next(matches),
    nextAnswer: (matches) => log.answered.next(matches),
    async nextConnection() {
      await sockets.connected.next();
    },
    async nextDisconnection() {
      await sockets.disconnected.next();
    },
    idle: () => log.idle(),
  };
  for (const [peerId, profile] of Object.entries(options.profiles ?? {})) node.setProfile(peerId, profile);
  return node;
}

function completeProfile(peerID: string, profile: ProfileInput): Readonly<Record<string, unknown>> {
  return {
    about: '',
    handle: '',
    location: '',
    moderator: false,
    nsfw: false,
    peerID,
    shortDescription: '',
    vendor: true,
    version: 5,
    ...profile,
  };
}

async function read(incoming: IncomingMessage, access: Access): Promise<LoggedRequest> {
  const { resolve, promise } = deferred();
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', resolve);
  await promise;
  return describe(incoming, access, Buffer.concat(chunks).toString('utf8'));
}

function describe(incoming: IncomingMessage, access: Access, body: string): LoggedRequest {
  const url = new URL(incoming.url ?? '/', 'http://node');
  return {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(url.pathname).replace(/^\//, ''),
    query: url.searchParams,
    headers: incoming.headers,
    withAuth: incoming.headers.authorization !== undefined || incoming.headers.cookie !== undefined,
    allowed: allows(access, incoming.headers),
    body,
  };
}

function refuse(socket: Duplex, status: number, body: string): void {
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, 'Content-Type: text/plain; charset=utf-8', 'Connection: close'];
  socket.end(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function failUnlessGone(incoming: IncomingMessage, error: unknown): void {
  if (!incoming.socket.destroyed) throw error;
}
