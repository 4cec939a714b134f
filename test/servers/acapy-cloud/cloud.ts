import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Certificate, selfSignedCertificate } from '../certificates.ts';
import { createListener } from '../listener.ts';
import { type Answer, METHOD_NOT_ALLOWED, NOT_FOUND } from './answers.ts';
import { type Domain, createDomain } from './domain.ts';
import { type CloudEvent, SHAPES } from './events.ts';
import { type Course, type Faults, type Match, createFaults, matches } from './faults.ts';
import { uuidOf } from './ids.ts';
import { type FastApi, type Keys, createKeys } from './keys.ts';
import { type AnsweredRequest, type LoggedRequest, createRequestLog } from './observation.ts';
import { type TakesEvents, createOnward } from './onward.ts';
import { answerRest, isRestPath } from './rest.ts';
import { type Store, createStore } from './store.ts';
import { type After, type Stream, type StreamCourse, createStreams } from './streams.ts';
import { type Watched, breaksWaypoint, isWaitedFor, readWatch, refusedTo } from './watches.ts';

/** How a CloudAPI starts; everything has a default. */
export interface CloudOptions {
  /** UTC milliseconds; else the machine's clock. */
  readonly now?: () => number;
  /** Timers of pings (15 s) and the time-out (30.2 s). Without them only the test makes such things happen (`ping`, `timeOut`). */
  readonly after?: After;
  /** Else 30,200 ms, as was seen. */
  readonly timeOutMs?: number;
  /** Which status a missing key gets: 403, or 401 with newer. */
  readonly fastApi?: FastApi;
  /** CRLF as at Waypoint itself; else LF as through the app. */
  readonly newline?: '\n' | '\r\n';
  /** Under which it is deployed: `/cloud`; else at the root. */
  readonly prefix?: string;
  /** Of the records that say nothing else; else none. */
  readonly groupId?: string;
  /** Else plain HTTP. */
  readonly tls?: 'self-signed' | Certificate;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

/** A running CloudAPI with its Waypoint. */
export interface Cloud extends AsyncDisposable, Domain {
  /** `http://127.0.0.1:port`, or https; without the prefix. */
  readonly url: string;
  /** As a person would enter it, with the prefix. */
  readonly baseUrl: string;
  readonly port: number;
  readonly fingerprint256: string | undefined;
  /** The wallet of records that say nothing else. */
  readonly walletId: string;
  /** `tenant.<jwt>` of that wallet. */
  readonly apiKey: string;
  readonly keys: Keys;
  readonly faults: Faults;
  readonly store: Store;
  /** The connection that records name where nothing else is said: in the lists from the start, nobody is told of it. */
  readonly peerId: string;

  /** Any event, kept for look-back and told to open watches and NATS, without a record. */
  tell(event: CloudEvent): void;
  /** From now on events go to this NATS server too, the same JSON; while it is down they wait. Returns what ends it. */
  publishTo(nats: TakesEvents): () => void;
  /** All that was told is in the NATS stream. */
  published(): Promise<void>;

  /** The path of a watch on the given root (`tenant`), with its query. */
  watchPath(watch: Partial<Watched> & Pick<Watched, 'topic' | 'field' | 'fieldId' | 'state'>, root?: string): string;

  /** Open streams, oldest first. */
  readonly streams: readonly Stream[];
  readonly requests: readonly LoggedRequest[];
  /** With their status; a stream counts from its headers. */
  readonly attempts: readonly AnsweredRequest[];

  /** A ping on open streams. */
  ping(match?: Match): void;
  /** A clean end of open streams without an event. */
  timeOut(match?: Match): void;
  /** Cuts open streams without a farewell. */
  drop(match?: Match, how?: 'fin' | 'reset'): void;
  /** Open streams get no byte any more, and stay. */
  silence(match?: Match): void;
  /** Any text into open streams. */
  write(text: string, match?: Match): void;
  /** A valid event of at least this many bytes for open streams; they stay open. */
  writeHuge(bytes: number, match?: Match): void;

  /** Waypoint goes: open streams are cut, new ones get a 200 and then are cut. REST still works. */
  waypointDown(): void;
  waypointUp(): void;
  down(): Promise<void>;
  /** On the same port. */
  up(): Promise<void>;
  close(): Promise<void>;

  /** The next stream that opens. */
  nextStream(match?: Match): Promise<Stream>;
  /** A stream like this is open and waits: now, or as soon as one does. One that an event of before answers at once is passed over. */
  watching(match: Match): Promise<Stream>;
  /** The next stream that ends, however. */
  nextEnd(match?: Match): Promise<Stream>;
  nextRequest(match?: Match): Promise<LoggedRequest>;
  nextAnswer(match?: Match): Promise<AnsweredRequest>;
  /** No request waits for its answer. */
  idle(): Promise<void>;
}

const TIME_OUT_MS = 30_200;
const ROOTS = /^\/(?:tenant-admin|tenant|governance)(?=\/)/;

/**
 * Starts a CloudAPI on loopback.
 *
 * @throws the system's error where the port is taken
 */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const { now = Date.now, after, fastApi = 'older', newline = '\n', prefix = '' } = options;
  const certificate = options.tls === 'self-signed' ? selfSignedCertificate() : options.tls;
  const walletId = uuidOf('wallet');
  const peerId = uuidOf('connection');
  const force = createFaults(after);
  const { keys, judge } = createKeys(fastApi, 'a-secret-of-this-deployment');
  const store = createStore(now);
  const log = createRequestLog();
  const streams = createStreams({ now, after, newline, timeOutMs: options.timeOutMs ?? TIME_OUT_MS }, force);
  const onward = createOnward();
  let waypointUp = true;

  function tell(event: CloudEvent): void {
    if (event.topic === 'basic-messages') throw new Error('The service publishes basic-message; the plural is only in its document.');
    store.keep(event);
    if (!force.takeLostLive()) streams.offer(event);
    onward.send(event);
  }

  const domain = createDomain({ now, store, walletId, groupId: options.groupId ?? null, tell });
  domain.connection({ id: peerId, live: false });

  function courseOf(watched: Watched, upstream: 'ok' | 'not-found', fault: Course | undefined): StreamCourse {
    if (fault?.type === 'text') return fault;
    if (fault?.type === 'half-open') return { type: 'silent' };
    if (fault?.type === 'drop' || !waypointUp) return { type: 'drop' };
    if (upstream === 'not-found') return { type: 'text', text: `${NOT_FOUND.body}\n` };
    if (breaksWaypoint(watched)) {
      streams.drop();
      return { type: 'drop' };
    }
    const event = store.oldest(watched.lookBack, (kept) => isWaitedFor(kept, watched));
    return event === undefined ? { type: 'live' } : { type: 'event', event };
  }

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    const url = new URL(`http://cloud${path}`);
    const below = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length).replace(ROOTS, '') : '';
    const route = below.startsWith('/v1/sse/') ? readWatch(rawBelow(path), url.searchParams) : undefined;
    const kind = route === undefined ? 'rest' : 'watch';
    const header = incoming.headers['x-api-key'];
    const apiKey = Array.isArray(header) ? header[0] : header;
    const settle = log.begin({ method: incoming.method ?? 'GET', path, kind, apiKey, at: now() });
    response.on('close', () => settle(0));
    incoming.resume();

    await force.admitted(path);
    if (response.destroyed) return;
    const fault = force.take(path, kind);
    if (fault?.type === 'drop' && (fault.when === 'at-once' || kind === 'rest')) return void response.socket?.destroy();
    if (fault?.type === 'half-open' && (!fault.headers || kind === 'rest')) return settle(0);
    if (fault?.type === 'answer') return send(response, fault, settle);

    // FastAPI finds the route first, then asks for the key, then looks at the parameters; the wallet is the route's own matter.
    if (route === undefined && !isRestPath(below)) return send(response, NOT_FOUND, settle);
    if (incoming.method !== 'GET') return send(response, METHOD_NOT_ALLOWED, settle);
    const caller = judge(apiKey);
    if ('status' in caller) return send(response, caller, settle);
    if (route === undefined) return send(response, answerRest(below, url.searchParams, caller, store), settle);
    if ('status' in route) return send(response, route, settle);
    const refusal = refusedTo(caller, route.watched.walletId);
    if (refusal !== undefined) return send(response, refusal, settle);
    const course = courseOf(route.watched, route.upstream, fault);
    settle(200, caller.role);
    streams.begin(response, { path, watched: route.watched, role: caller.role }, course);
  }

  function send(response: ServerResponse, { status, body, headers }: Answer, settle: (status: number) => void): void {
    response.writeHead(status, {
      date: new Date(now()).toUTCString(),
      server: 'uvicorn',
      'content-length': Buffer.byteLength(body),
      'content-type': 'application/json',
      ...headers,
    });
    settle(status);
    response.end(body);
  }

  const listener = await createListener(options.port ?? 0, certificate, {
    request: (incoming, response) => {
      response.sendDate = false;
      void respond(incoming, response);
    },
    upgrade: (_incoming, socket) => void socket.destroy(),
  });
  const url = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${listener.port}`;
  const on = (match: Match = /^/): ((about: { readonly path: string }) => boolean) => ({ path }) => matches(match, path);

  async function close(): Promise<void> {
    force.faults.clear();
    streams.drop();
    await listener.down();
  }

  return {
    ...domain,
    url,
    baseUrl: url + prefix,
    port: listener.port,
    fingerprint256: certificate?.fingerprint256,
    walletId,
    peerId,
    apiKey: keys.tenant(walletId),
    keys,
    faults: force.faults,
    store,
    tell,
    publishTo: onward.to,
    published: onward.done,
    watchPath(watch, root = 'tenant') {
      const parts = [watch.walletId ?? walletId, watch.topic, watch.field, watch.fieldId, watch.state].map(encodeURIComponent);
      const query = new URLSearchParams();
      if (watch.lookBack !== undefined) query.set('look_back', String(watch.lookBack));
      if (watch.groupId !== undefined) query.set('group_id', watch.groupId);
      return `${prefix}${root === '' ? '' : `/${root}`}/v1/sse/${parts.join('/')}${query.size > 0 ? `?${query.toString()}` : ''}`;
    },
    get streams() {
      return streams.open;
    },
    requests: log.requests,
    attempts: log.answers,
    ping: streams.ping,
    timeOut: streams.timeOut,
    drop: streams.drop,
    silence: streams.silence,
    write: streams.write,
    writeHuge(bytes, match) {
      const payload = { proof_id: uuidOf('huge'), state: 'request-received', comment: 'x'.repeat(bytes) };
      const event: CloudEvent = { wallet_id: walletId, topic: SHAPES.proof.topic, origin: 'multitenant', group_id: null, payload };
      streams.write(`data: ${JSON.stringify(event)}${newline}${newline}`, match);
    },
    waypointDown() {
      waypointUp = false;
      streams.drop();
    },
    waypointUp() {
      waypointUp = true;
    },
    down: () => listener.down(),
    up: () => listener.up(),
    close,
    [Symbol.asyncDispose]: close,
    nextStream: (match) => streams.opened.next(on(match)),
    watching(match) {
      const found = streams.open.find(on(match));
      return found === undefined ? streams.waiting.next(on(match)) : Promise.resolve(found);
    },
    nextEnd: (match) => streams.ended.next(on(match)),
    nextRequest: (match) => log.arrived.next(on(match)),
    nextAnswer: (match) => log.answered.next(on(match)),
    idle: () => log.idle(),
  };
}

/** What stands after `/v1/sse/`, undecoded and unresolved: a URL would take `..` out of it. */
function rawBelow(path: string): string {
  const [pathname = ''] = path.split('?');
  return pathname.slice(pathname.indexOf('/v1/sse/') + '/v1/sse/'.length);
}
