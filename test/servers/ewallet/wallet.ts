import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Certificate, selfSignedCertificate } from '../certificates.ts';
import { createListener } from '../listener.ts';
import { type Channels, type Join, type ReceivedFrame, createChannels } from './channels.ts';
import { type Consumptions, createConsumptions } from './consumptions.ts';
import { type Credentials, createCredentials, schemeOf } from './credentials.ts';
import type { Account, Token, User } from './domain.ts';
import { type Envelope, ending } from './envelope.ts';
import { eventEnvelope } from './events.ts';
import { type Faults, createFaults } from './faults.ts';
import { ACCEPT, type Api, type Generation, rootOf } from './generation.ts';
import { judge, wrongVersion } from './handshake.ts';
import { type Sent, pathOf, readRequest, refuse, send } from './http.ts';
import { isRecord, toJson } from './json.ts';
import type { Attempt, LoggedRequest } from './observation.ts';
import { type RequestLog, createRequestLog } from '../request-log.ts';
import { FAILURES } from './errors.ts';
import { answer, failed } from './rest.ts';
import type { Form } from './serializer.ts';
import { createSignal } from '../signal.ts';
import { type After, type Ending, type Sockets, createSockets } from './sockets.ts';
import { type Store, createStore } from './store.ts';
import { topicsOf } from './topics.ts';

/** How a wallet starts; everything has a default. */
export interface WalletOptions {
  /** UTC milliseconds; else the machine's clock. */
  readonly now?: () => number;
  /**
   * Timers for what servers do by themselves: the idle close after 60 s, expiry, commits. Without it only the test makes such things
   * happen (`idleClose`, `expireNow`, `commit`).
   */
  readonly after?: After;
  /** Else 1.2. */
  readonly generation?: Generation;
  /** Else plain HTTP. */
  readonly tls?: 'self-signed' | Certificate;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Whether end users can sign in with a password; else they cannot. */
  readonly standalone?: boolean;
  /** Else as the generation writes it. */
  readonly form?: Omit<Form, 'generation'>;
}

/** A running eWallet, as far as clients of its events can see it. */
export interface Wallet extends AsyncDisposable, Omit<Consumptions, 'count'> {
  /** `http://127.0.0.1:port`, or https. */
  readonly url: string;
  readonly port: number;
  readonly generation: Generation;
  /** Of the certificate; undefined on plain HTTP. */
  readonly fingerprint256: string | undefined;
  readonly store: Store;
  readonly credentials: Credentials;
  readonly faults: Faults;
  readonly sockets: Sockets;
  readonly channels: Channels;
  readonly log: RequestLog<LoggedRequest>;
  /** Who and what is there from the start: a shop, its administrator, two customers, and OMG with 10^18 subunits. */
  readonly shop: Account;
  readonly admin: User;
  readonly alice: User;
  readonly bob: User;
  readonly omg: Token;

  /** Where an API's socket is; in 2018 there is only `old`. */
  wsUrl(api: Api): string;
  /** Where a call of an API is posted. */
  callUrl(api: Api, name: string): string;

  /** Every opening of a socket, refused ones too. */
  readonly attempts: readonly Attempt[];
  /** Sockets open now. */
  readonly connections: number;
  /** What clients sent over their sockets. */
  readonly frames: readonly ReceivedFrame[];
  approvals(id: string): number;
  rejections(id: string): number;
  cancellations(id: string): number;

  /** What a server does to a socket after 60 s without a byte from its client: close code 1000. */
  idleClose(): void;
  drop(how?: Ending): void;
  /** The process behind a topic dies: `phx_error` with the join's ref, and nobody is joined any more. */
  killChannel(topic: string): void;
  /** A `phx_close` or `phx_error` out of the blue, as for a join of long ago. */
  sendStale(event: 'phx_close' | 'phx_error', topic: string, ref: string | null): Promise<void>;
  sendText(text: string): Promise<void>;
  sendBinary(data: Buffer): Promise<void>;
  /** A valid frame of at least this many bytes, for every socket. */
  sendHuge(bytes: number): Promise<void>;
  /** Sends the latest event once more. */
  repeatLast(): void;

  down(): Promise<void>;
  /** On the same port. */
  up(): Promise<void>;
  close(): Promise<void>;

  nextAttempt(): Promise<Attempt>;
  nextConnection(): Promise<void>;
  /** The next socket that is gone. */
  nextDisconnection(): Promise<void>;
  /** The next join of the topic that is granted. */
  nextJoin(topic: string): Promise<Join>;
  /** The topic is joined by somebody: now, or as soon as it is. */
  joined(topic: string): Promise<void>;
  nextFrame(matches?: (frame: ReceivedFrame) => boolean): Promise<ReceivedFrame>;
  nextRequest(matches?: (request: LoggedRequest) => boolean): Promise<LoggedRequest>;
  nextAnswer(matches?: (request: LoggedRequest) => boolean): Promise<LoggedRequest>;
  /** No call is being answered. */
  idle(): Promise<void>;
}

/**
 * Starts a wallet on loopback.
 *
 * @throws the system's error where the port is taken
 */
export async function startWallet(options: WalletOptions = {}): Promise<Wallet> {
  const { generation = '1.2', now = Date.now, after, standalone = false } = options;
  const certificate = options.tls === 'self-signed' ? selfSignedCertificate() : options.tls;
  const form: Form = { generation, ...options.form };
  const store = createStore(now);
  const credentials = createCredentials(generation);
  const force = createFaults();
  const log = createRequestLog<LoggedRequest>();
  const channels = createChannels(store, force);
  const sockets = createSockets(channels.receive, after);
  const attempts: Attempt[] = [];
  const attempted = createSignal<Attempt>();
  const usedCodes = new Set<string>();
  let last: { readonly event: Envelope; readonly topics: readonly string[] } | undefined;

  const omg = store.addToken('OMG', { name: 'OmiseGO' });
  const shop = store.addAccount('Coffee Shop', { description: 'Branch 1' });
  const admin = store.addUser('admin', { fullName: 'Ada Admin', providerUserId: null, accounts: 'all' });
  const alice = store.addUser('alice', { fullName: 'Alice Liddell', callingName: 'Alice' });
  const bob = store.addUser('bob', { fullName: 'Bob Builder', callingName: 'Bob' });

  function broadcast(event: Envelope, topics: readonly string[]): void {
    for (const topic of topics) {
      for (let copy = 0; copy < force.copies; copy++) void channels.publish(sockets.open, topic, event);
    }
  }

  const { count, ...consumptions } = createConsumptions({
    store,
    generation,
    now,
    after,
    shop,
    alice,
    publish(kind, consumption, shape) {
      last = { event: eventEnvelope(kind, consumption, '', form, shape), topics: topicsOf(kind, consumption) };
      broadcast(last.event, last.topics);
    },
    republish() {
      if (last !== undefined) broadcast(last.event, last.topics);
    },
  });
  const setting = { form, standalone, store, credentials, consumptions: { ...consumptions, count }, usedCodes };

  function look(request: LoggedRequest, incoming: IncomingMessage): Sent {
    const { api, name, body } = request;
    if (api === undefined) return { status: 404, body: '' };
    const canned = force.takeCanned(name);
    if (canned !== undefined) return 'failure' in canned ? { status: 200, body: toJson(failed(canned.failure)) } : canned;
    const cut = force.takeCut(name);
    if (cut === 'before') return 'cut';
    const { accept = '' } = incoming.headers;
    if (accept !== ACCEPT) return { status: 200, body: toJson(wrongVersion(accept)) };
    if (request.method !== 'POST') return { status: 200, body: toJson(failed(FAILURES.endpointNotFound)) };
    if (!isRecord(body)) return { status: 400, body: '' };
    const given = answer({ api, name, headers: incoming.headers, body }, setting);
    return cut === 'after' ? 'cut' : { status: 200, body: toJson(given) };
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, generation);
    const done = log.begin(request);
    response.once('close', done);
    const waits = force.waitsFor(request.name);
    const early = waits.some((wait) => wait.answered === 'before') ? look(request, incoming) : undefined;
    for (const wait of waits) wait.arrived();
    await Promise.all(waits.map((wait) => wait.until));
    send(response, early ?? look(request, incoming), now());
  }

  async function upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const path = pathOf(incoming);
    const waits = force.waitsFor('socket');
    for (const wait of waits) wait.arrived();
    await Promise.all(waits.map((wait) => wait.until));
    const canned = force.takeCanned('socket');
    const verdict = canned !== undefined && 'status' in canned ? canned : judge(incoming, path, generation, credentials);
    const { authorization } = incoming.headers;
    const status = 'identity' in verdict ? 101 : verdict.status;
    const attempt: Attempt = { path, scheme: schemeOf(incoming.headers), authorization, status };
    attempts.push(attempt);
    if (socket.destroyed) return;
    if ('identity' in verdict) sockets.accept(incoming, socket, head, verdict);
    else refuse(socket, verdict.status, verdict.body, now());
    attempted.emit(attempt);
  }

  const listener = await createListener(options.port ?? 0, certificate, {
    // A body cut off by the client's leaving is the client's affair; whatever else fails must fail the test.
    request: (incoming, response) =>
      void serve(incoming, response).catch((error: unknown) => {
        if (!incoming.socket.destroyed) throw error;
      }),
    upgrade: (incoming, socket, head) => void upgrade(incoming, socket, head),
  });
  const secure = certificate === undefined ? '' : 's';
  const host = `127.0.0.1:${listener.port}`;

  async function toAll(data: string | Buffer, binary = false): Promise<void> {
    await Promise.all([...sockets.open].map((connection) => connection.send(data, { binary })));
  }

  return {
    ...consumptions,
    url: `http${secure}://${host}`,
    port: listener.port,
    generation,
    fingerprint256: certificate?.fingerprint256,
    store,
    credentials,
    faults: force.faults,
    sockets,
    channels,
    log,
    shop,
    admin,
    alice,
    bob,
    omg,
    wsUrl: (api) => `ws${secure}://${host}${rootOf(api)}/socket`,
    callUrl: (api, name) => `http${secure}://${host}${rootOf(api)}/${name}`,
    attempts,
    get connections() {
      return sockets.open.size;
    },
    frames: channels.frames,
    approvals: (id) => count(id, 'approve'),
    rejections: (id) => count(id, 'reject'),
    cancellations: (id) => count(id, 'cancel'),
    idleClose: () => sockets.drop(1000),
    drop: (how = 'cut') => sockets.drop(how),
    killChannel: (topic) => channels.kill(sockets.open, topic),
    sendStale: (event, topic, ref) => toAll(toJson(ending(event, topic, ref))),
    sendText: (text) => toAll(text),
    sendBinary: (data) => toAll(data, true),
    sendHuge: (bytes) => toAll(toJson({ ...ending('phx_close', 'transaction_request:huge', null), data: { metadata: 'x'.repeat(bytes) } })),
    down: () => listener.down(),
    up: () => listener.up(),
    close: () => listener.down(),
    [Symbol.asyncDispose]: () => listener.down(),
    nextAttempt: () => attempted.next(),
    async nextConnection() {
      await sockets.connected.next();
    },
    async nextDisconnection() {
      await sockets.disconnected.next();
    },
    nextJoin: (topic) => channels.joined.next((join) => join.topic === topic),
    async joined(topic) {
      if ([...sockets.open].some((connection) => connection.joined.has(topic))) return;
      await channels.joined.next((join) => join.topic === topic);
    },
    nextFrame: (matches) => channels.received.next(matches),
    nextRequest: (matches) => log.arrived.next(matches),
    nextAnswer: (matches) => log.answered.next(matches),
    idle: () => log.idle(),
  };
}
