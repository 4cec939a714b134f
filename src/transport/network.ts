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

/** The wire. A plain interface, so that unit tests bring their own. */
export interface Network {
  /**
   * Rejects with NetworkError, or with the signal's reason (then the question may have reached the server). A status of 400 or more is an
   * answer, not an error. Redirects are not followed. Only a GET is ever sent twice, where a kept connection turns out dead.
   */
  request(route: Route, request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
  socket(route: Route, options: SocketOptions, handlers: SocketHandlers): Socket;
  /** The certificate that a TLS server shows, for consent; undefined where it does not speak TLS. */
  fingerprint(url: string, timeoutMs: number): Promise<string | undefined>;
  /** Drops idle keep-alive connections. */
  close(): void;
}

/** Makes the real one (create-network.ts, of http.ts, socket.ts and trust.ts). */
export type CreateNetwork = (clock: Clock) => Network;
