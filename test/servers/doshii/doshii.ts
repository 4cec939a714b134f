import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Certificate, selfSignedCertificate } from '../certificates.ts';
import { createListener } from '../listener.ts';
import { createRequestLog } from '../request-log.ts';
import { createSignal } from '../signal.ts';
import { type EventName, type Row, type Shape, frameOf, heartbeatOf } from './events.ts';
import { type Faults, type Match, type Refusal, createFaults, matches, pass } from './faults.ts';
import { SOCKET_PATHS, isSocketPath, readKnock, refuse } from './handshake.ts';
import { BASE, readRequest, write } from './http.ts';
import type { AnsweredRequest, Attempt, LoggedRequest } from './observation.ts';
import { type RestForm, answer, message } from './rest.ts';
import { sampleOf } from './samples.ts';
import { type Connection, type Ending, type ReceivedFrame, type Sockets, createSockets } from './sockets.ts';
import { type Store, createStore } from './store.ts';
import { type Thing, type Things, createThings } from './things.ts';
import { judge } from './tokens.ts';

/** How a Doshii starts; everything has a default. */
export interface DoshiiOptions extends Partial<RestForm> {
  /** UTC milliseconds; else the machine's clock. */
  readonly now?: () => number;
  /** Else one whose base64 holds a `+` and ends in `=`. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Of a frame that says nothing else; else `emit`, as real clients parse it. */
  readonly shape?: Shape;
  /** How heartbeats are answered: plain, nested under `data` as the document shows it, or not at all. */
  readonly pong?: 'plain' | 'nested' | 'none';
  /** Status for a wrong client id, else 401; or a close right after the upgrade. */
  readonly refusal?: Refusal;
  /** Else plain HTTP. */
  readonly tls?: 'self-signed' | Certificate;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

/** A running Doshii: the socket of Apps, and REST for partners. */
export interface Doshii extends AsyncDisposable, Things {
  /** `http://127.0.0.1:port`, or https: origin of the socket. */
  readonly url: string;
  /** Base of REST. */
  readonly rest: string;
  readonly port: number;
  readonly fingerprint256: string | undefined;
  readonly clientId: string;
  /** As it is now. */
  readonly clientSecret: string;
  /** The venue that things belong to where nothing else is said: there from the start. */
  readonly venue: Thing;
  readonly store: Store;
  readonly faults: Faults;
  readonly sockets: Sockets;

  /** Where a client opens the socket, its client id in the query. */
  wsUrl(path?: string, clientId?: string): string;
  /** Another client secret is good from now on, and the old one bad. */
  rotateSecret(next: string): void;
  /** Any event, known or not, without a change in the store: menus, tables, points. Without `data` it says what such events say. */
  say(event: EventName | (string & {}), data?: Row, how?: { readonly shape?: Shape }): void;
  /** The last event once more, byte for byte. */
  repeatLast(): void;
  /** The server asks whether clients are there; their answers are in `pongs`. */
  ping(how?: { readonly nested?: boolean }): number;
  /** From now on the server's clock is so much ahead: in rows, tokens, pongs and the Date header. */
  skew(ms: number): void;

  /** Every opening of a socket, refused ones too. */
  readonly attempts: readonly Attempt[];
  /** Sockets open now. */
  readonly connections: number;
  /** Sockets that sent their heartbeat. */
  readonly listeners: number;
  /** What clients sent over their sockets. */
  readonly frames: readonly ReceivedFrame[];
  readonly heartbeats: readonly ReceivedFrame[];
  readonly pongs: readonly ReceivedFrame[];
  readonly requests: readonly LoggedRequest[];
  readonly answers: readonly AnsweredRequest[];
  /** Of every call, each as often as it came. */
  readonly tokens: readonly string[];
  /** Tokens that came more than once: two of one second are equal, as nothing but the time changes in them. */
  readonly reusedTokens: readonly string[];

  drop(how?: Ending): void;
  sendText(text: string): Promise<void>;
  sendBinary(data: Buffer): Promise<void>;
  /** A valid event of at least this many bytes, for every socket. */
  sendHuge(bytes: number): Promise<void>;
  down(): Promise<void>;
  /** On the same port. */
  up(): Promise<void>;
  close(): Promise<void>;

  nextAttempt(): Promise<Attempt>;
  nextConnection(): Promise<Connection>;
  /** A socket is listening: now, or as soon as it has sent its heartbeat. */
  listening(): Promise<void>;
  /** The next first heartbeat of a socket. */
  nextListener(): Promise<Connection>;
  nextDisconnection(): Promise<{ readonly connection: Connection; readonly code: number }>;
  nextHeartbeat(): Promise<ReceivedFrame>;
  nextPong(): Promise<ReceivedFrame>;
  nextRequest(match?: Match): Promise<LoggedRequest>;
  nextAnswer(match?: Match): Promise<AnsweredRequest>;
  /** No call is being answered; never so while `silent` has one. */
  idle(): Promise<void>;
}

/**
 * Starts a Doshii on loopback.
 *
 * @throws the system's error where the port is taken
 */
export async function startDoshii(options: DoshiiOptions = {}): Promise<Doshii> {
  const { shape = 'emit', pong = 'plain', refusal = 401, clientId = 'hc~app-9f3k2107x' } = options;
  let { clientSecret = 'hc-client-secret-55' } = options;
  const form: RestForm = { counts: 'all', bookingsByUpdate: false, locations: 'array', ...options };
  const certificate = options.tls === 'self-signed' ? selfSignedCertificate() : options.tls;
  const clock = options.now ?? Date.now;
  let ahead = 0;
  const now = (): number => clock() + ahead;
  const force = createFaults();
  const log = createRequestLog<LoggedRequest>();
  const answers: AnsweredRequest[] = [];
  const answered = createSignal<AnsweredRequest>();
  const attempts: Attempt[] = [];
  const attempted = createSignal<Attempt>();
  const sockets = createSockets((connection) => {
    if (pong !== 'none' && force.pongs) void connection.send(heartbeatOf('pong', now(), pong === 'nested'));
  });
  const store = createStore(now, () => rest);
  let last: string | undefined;
  let said = 0;

  function broadcast(text: string): void {
    for (const connection of sockets.open) {
      if (connection.ready) for (let copy = 0; copy < force.copies; copy++) void connection.send(text);
    }
  }
  function tell(event: string, data: Row, as: Shape = shape): void {
    last = frameOf(event, data, as);
    broadcast(last);
  }

  async function upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    await pass(force.socketWaits());
    const knock = readKnock(incoming.url ?? '/');
    const wrong = knock.clientId === clientId ? undefined : refusal;
    const verdict = isSocketPath(knock.path) ? (force.refusal ?? wrong) : 404;
    const status = typeof verdict === 'number' ? verdict : 101;
    const attempt = { ...knock, status, userAgent: incoming.headers['user-agent'] };
    attempts.push(attempt);
    if (socket.destroyed) return;
    if (typeof verdict === 'number') refuse(socket, verdict, now());
    else {
      const closing = verdict && ((connection: Connection) => connection.end(verdict.close, verdict.reason));
      sockets.accept(incoming, socket, head, { path: knock.path, ...(closing && { welcome: closing }) });
    }
    attempted.emit(attempt);
  }

  function look(request: LoggedRequest, authorization: string | undefined): { readonly status: number; readonly body: string } {
    const { name, query, locationId } = request;
    const refused = judge(authorization, { clientId, clientSecret, now: now() });
    const given =
      name === request.path.split('?')[0]
        ? message(name.startsWith('/pos/') ? 403 : 404, 'Not for Apps')
        : refused !== undefined
          ? message(401, `Unauthorized: ${refused}`)
          : request.method !== 'GET'
            ? message(405, 'Only read here')
            : answer(name, new URLSearchParams(query), locationId, store, form);
    return { status: given.status, body: JSON.stringify(given.body) };
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = readRequest(incoming, now());
    const { path } = request;
    const done = log.begin(request);
    let status = 0;
    response.once('close', () => {
      const result = { ...request, status };
      answers.push(result);
      answered.emit(result);
      done();
    });
    incoming.resume();
    const waits = force.waitsFor(path);
    const early = waits.some((wait) => wait.answered === 'before') ? look(request, incoming.headers.authorization) : undefined;
    if (waits.length > 0) await pass(waits);
    const course = force.take(path);
    if (course?.type === 'silent') return;
    if (course?.type === 'drop') return void response.socket?.destroy();
    const given = course?.type === 'answer' ? course : (early ?? look(request, incoming.headers.authorization));
    force.answered(path);
    if (course?.type !== 'half') status = given.status;
    write(response, given, course, now());
  }

  const listener = await createListener(options.port ?? 0, certificate, {
    request: (incoming, response) => void serve(incoming, response),
    upgrade: (incoming, socket, head) => void upgrade(incoming, socket, head),
  });
  const secure = certificate === undefined ? '' : 's';
  const host = `127.0.0.1:${listener.port}`;
  const rest = `http${secure}://${host}${BASE}`;
  const things = createThings({ store, base: () => rest, venueId: () => String(venue.id), tell });
  const venue: Thing = things.location({ id: 'p7PEkVxe', fields: { mappedLocationId: 'harbour-1' } });
  const tokens = (): string[] => log.requests.flatMap(({ token }) => (token === undefined ? [] : [token]));
  const toAll = async (data: string | Buffer, binary = false): Promise<void> => {
    await Promise.all([...sockets.open].map((connection) => connection.send(data, { binary })));
  };
  const on = (match: Match = /^/): ((about: { readonly path: string }) => boolean) => ({ path }) => matches(match, path);

  async function close(): Promise<void> {
    force.faults.clear();
    await listener.down();
  }

  return {
    ...things,
    url: `http${secure}://${host}`,
    rest,
    port: listener.port,
    fingerprint256: certificate?.fingerprint256,
    clientId,
    get clientSecret() {
      return clientSecret;
    },
    rotateSecret(next) {
      clientSecret = next;
    },
    venue,
    store,
    faults: force.faults,
    sockets,
    wsUrl: (path = SOCKET_PATHS[0], id = clientId) =>
      `ws${secure}://${host}${path}?auth=${Buffer.from(id).toString('base64').replaceAll('+', '%2B')}`,
    say(event, data = sampleOf(event, String((said += 1))), how = {}) {
      tell(event, { locationId: venue.id, ...data }, how.shape);
    },
    repeatLast() {
      if (last === undefined) throw new Error('Nothing was told yet.');
      broadcast(last);
    },
    ping({ nested = false } = {}) {
      const ms = now();
      for (const connection of sockets.open) void connection.send(heartbeatOf('ping', ms, nested));
      return ms;
    },
    skew(ms) {
      ahead = ms;
    },
    attempts,
    get connections() {
      return sockets.open.size;
    },
    get listeners() {
      return [...sockets.open].filter(({ ready }) => ready).length;
    },
    frames: sockets.frames,
    get heartbeats() {
      return sockets.frames.filter(({ ping }) => ping !== undefined);
    },
    get pongs() {
      return sockets.frames.filter((frame) => frame.pong !== undefined);
    },
    requests: log.requests,
    answers,
    get tokens() {
      return tokens();
    },
    get reusedTokens() {
      return tokens().filter((token, index, all) => all.indexOf(token) < index);
    },
    drop: (how = 'cut') => sockets.drop(how),
    sendText: (text) => toAll(text),
    sendBinary: (data) => toAll(data, true),
    sendHuge: (bytes) =>
      toAll(frameOf('order_created', { id: 'huge', locationId: venue.id, status: 'pending', notes: 'x'.repeat(bytes) }, shape)),
    down: () => listener.down(),
    up: () => listener.up(),
    close,
    [Symbol.asyncDispose]: close,
    nextAttempt: () => attempted.next(),
    nextConnection: () => sockets.connected.next(),
    async listening() {
      if (![...sockets.open].some(({ ready }) => ready)) await sockets.ready.next();
    },
    nextListener: () => sockets.ready.next(),
    nextDisconnection: () => sockets.disconnected.next(),
    nextHeartbeat: () => sockets.received.next(({ ping }) => ping !== undefined),
    nextPong: () => sockets.received.next((frame) => frame.pong !== undefined),
    nextRequest: (match) => log.arrived.next(on(match)),
    nextAnswer: (match) => answered.next(on(match)),
    idle: () => log.idle(),
  };
}
