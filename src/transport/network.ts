import type { Clock } from '../shared/clock.ts';
import type { Trouble } from '../shared/connection.ts';

/**
 * What went wrong on the wire, already in the terms that people are told. `reached`: `no` only where the question surely never came before
 * the right server (no connection, no trusted certificate); else it may have been read, and done, though no answer came.
 */
export class NetworkError extends Error {
  readonly trouble: Trouble;
  readonly reached: 'no' | 'maybe';
  constructor(trouble: Trouble, options?: ErrorOptions & { reached?: 'no' | 'maybe' }) {
    super(trouble.detail === undefined ? trouble.code : `${trouble.code}: ${trouble.detail}`, options);
    this.name = 'NetworkError';
    this.trouble = trouble;
    this.reached = options?.reached ?? 'maybe';
  }
}

/** How one connection's server is reached: shared by its REST calls and its socket, so that a pin holds for both. */
export interface Route {
  /** Origin: `https://127.0.0.1:4002`. */
  url: string;
  /** With every question and the handshake; an `accept` here goes before that of questions. */
  headers: Record<string, string>;
  /** SHA-256 fingerprint that the user agreed to; only this certificate is spoken to, whoever signed it. */
  pin?: string;
  /** PEM. Instead of the authorities of runtime and system. */
  ca?: string;
  /** As of a connection (shared/proxy.ts); absent: the system's. */
  proxy?: string;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Below the route's origin, with query. */
  path: string;
  body?: string;
  /** Whole exchange. */
  timeoutMs: number;
  maxBytes: number;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** What is known of a socket's end besides the trouble. */
export interface SocketEnd {
  /** HTTP status of a refused handshake, and at most a kilobyte of what the server said with it. */
  status?: number;
  body?: string;
  /** With which code the server closed; absent where the connection just went. */
  closeCode?: number;
}

export interface SocketHandlers {
  open(): void;
  /** Text of one frame; binary frames arrive as their UTF-8 reading. */
  frame(text: string): void;
  /** Once, whatever ended it: also a failed handshake or a missed pong. */
  end(trouble: Trouble, how: SocketEnd): void;
}

export interface SocketOptions {
  path: string;
  handshakeMs: number;
  /** Our ping, and the limit for its pong; without it nothing finds out that the server is silent, and no timer runs. */
  ping?: { everyMs: number; pongMs: number };
  maxFrameBytes: number;
}

export interface Socket {
  /** One text frame; of no effect before the socket is open and after its end. */
  send(text: string): void;
  /** Reads no more until released: the server is held up. Meanwhile its silence says nothing. */
  hold(on: boolean): void;
  /** Sends a ping now, where there are pings, and ends the socket if no pong comes within the limit. */
  check(): void;
  /** Terminates at once; no handler is called after it. */
  close(): void;
}

export interface StreamRequest {
  /** Below the route's origin, with query. */
  path: string;
  /** Until the head of the answer. */
  headMs: number;
  /** No byte for so long: dead. */
  silentMs: number;
}

/** How an open-ended answer ended: as the server meant it, or not. `status`, `body` (at most a kilobyte): of a refusal. */
export type StreamEnd = { clean: true } | { clean: false; trouble: Trouble; status?: number; body?: string };

export interface StreamHandlers {
  /** The server answered 200. */
  open(): void;
  /** UTF-8 text as it comes, no character torn. */
  text(text: string): void;
  /** Once, unless closed from here. */
  end(end: StreamEnd): void;
}

export interface Stream {
  /** Ends it; no handler is called after it. */
  close(): void;
}

/** How a NATS account is entered. `creds`: the text of a .creds file. */
export type NatsLogin =
  | { type: 'none' }
  | { type: 'user'; username: string; password: string }
  | { type: 'token'; token: string }
  | { type: 'creds'; creds: string };

export interface NatsRoute {
  /** `nats://host:4222`, or `tls://…` where nothing may be said in the clear. A server that offers TLS is spoken to over TLS anyway. */
  url: string;
  login: NatsLogin;
  /** PEM. Instead of the authorities of runtime and system; demands TLS. */
  ca?: string;
  /** As of a Route; demands TLS. */
  pin?: string;
  /** As of a Route. An HTTP proxy of the system is for the web, and not taken; one that was chosen is. */
  proxy?: string;
  /** Until the server has let us in. */
  connectMs: number;
  /** Our ping, and the limit for its pong. */
  ping: { everyMs: number; pongMs: number };
}

/** One message of a stream, or of a plain subscription: then without `place`, and the three answers are of no effect. */
export interface NatsMessage {
  text: string;
  /** What its publisher calls it (`Nats-Msg-Id`). */
  id?: string;
  /** Where it stands in its stream, and how many were still waiting behind it when it was sent. */
  place?: { sequence: number; waiting: number };
  /** It is kept, and need not be sent again. */
  ack(): void;
  /** It could not be kept: again, after so long. */
  again(ms: number): void;
  /** Nothing can be made of it: never again. */
  drop(): void;
}

/** Messages in order; ends without an error when it or its connection is ended. At most a few hundred wait in memory. */
export interface NatsMessages extends AsyncIterable<NatsMessage> {
  /** The last of the stream that was already past when this began. Absent of a plain subscription. */
  after?: number;
  /** How many of those wanted were waiting when this began. */
  waiting: number;
  /** Before `after`: how many were sent and not acked, all of them behind `floor`. They come again. */
  unacked?: { count: number; floor: number };
  /** Nothing arrives after it. */
  stop(): void;
}

/** Where in a stream to begin: with what comes from now on, or behind a message that is known. */
export type NatsStart = 'new' | { after: number };

/** Times are as the server writes them. */
export interface NatsStream {
  /** When it was made: another one has other sequences. */
  created: string;
  /** The oldest sequence that is still there; behind `last` where there is none. */
  first: number;
  firstAt: string;
  /** The newest sequence there ever was. */
  last: number;
  lastAt: string;
}

export interface NatsDurable {
  stream: string;
  name: string;
  /** Subject. */
  filter: string;
  start: NatsStart;
  ackMs: number;
}

/** A NATS server that let us in. Its questions reject with NetworkError: `stream-missing`, `not-permitted`, `timeout`, `lost`, … */
export interface Nats {
  /**
   * Resumes a durable pull consumer, which the server keeps for 30 days of absence, or makes it to begin with `start`. What is not acked
   * within `ackMs` comes again.
   */
  durable(consumer: NatsDurable): Promise<NatsMessages & { made: boolean }>;
  /** A consumer of this connection only: nothing is acked, and where it stands is the caller's to remember. */
  ordered(consumer: { stream: string; filter: string; start: NatsStart }): Promise<NatsMessages>;
  /** What is published from now on, once. */
  subscribe(subject: string): Promise<NatsMessages>;
  /** A stream as it stands. */
  stream(name: string): Promise<NatsStream>;
  /** Pings now; without a pong within the limit it ends. */
  check(): void;
  /** Settles when the connection is over, whatever ended it; never after `close`. */
  ended: Promise<Trouble>;
  /** Sends what was acked, and leaves nothing. */
  close(): Promise<void>;
}

/** The wire. A plain interface, so that unit tests bring their own. */
export interface Network {
  /**
   * Rejects with NetworkError, or with the signal's reason (then the question may have reached the server). A status of 400 or more is an
   * answer, not an error. Redirects are not followed. Only a GET is ever sent twice, where a kept connection turns out dead.
   */
  request(route: Route, request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
  socket(route: Route, options: SocketOptions, handlers: SocketHandlers): Socket;
  /** A GET whose answer goes on, on a connection of its own. */
  stream(route: Route, request: StreamRequest, handlers: StreamHandlers): Stream;
  /** One attempt. Rejects with NetworkError, or with the signal's reason; leaves nothing then. Nothing here connects again by itself. */
  nats(route: NatsRoute, signal?: AbortSignal): Promise<Nats>;
  /** The certificate that a TLS server shows, for consent; undefined where it does not speak TLS. */
  fingerprint(route: Pick<Route, 'url' | 'proxy'>, timeoutMs: number): Promise<string | undefined>;
  /** Drops idle keep-alive connections. */
  close(): void;
}

/**
 * Makes the real one (create-network.ts, of http.ts, socket.ts, stream.ts, nats.ts, reach.ts and trust.ts). `resolveProxy`: what the system
 * says of an address, `PROXY a:8080; DIRECT`; without it the system has no proxy.
 */
export type CreateNetwork = (clock: Clock, resolveProxy?: (url: string) => Promise<string>) => Network;
