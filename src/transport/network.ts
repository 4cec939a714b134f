import type { Clock } from '../shared/clock.ts';
import type { Trouble } from '../shared/connection.ts';

/** What went wrong on the wire, already in the terms that people are told. */
export class NetworkError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(trouble.detail === undefined ? trouble.code : `${trouble.code}: ${trouble.detail}`, options);
    this.name = 'NetworkError';
    this.trouble = trouble;
  }
}

/** How one connection's server is reached: shared by its REST calls and its socket, so that a pin holds for both. */
export interface Route {
  /** Origin: `https://127.0.0.1:4002`. */
  url: string;
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

export interface SocketHandlers {
  open(): void;
  /** Text of one frame; binary frames arrive as their UTF-8 reading. */
  frame(text: string): void;
  /** Once, whatever ended it: also a failed handshake or a missed pong. */
  end(trouble: Trouble): void;
}

export interface SocketOptions {
  path: string;
  handshakeMs: number;
  /** Our ping, and the limit for its pong. */
  pingMs: number;
  pongMs: number;
  maxFrameBytes: number;
}

export interface Socket {
  /** Sends a ping now and ends the socket if no pong comes within the limit. */
  check(): void;
  /** Terminates at once; no handler is called after it. */
  close(): void;
}

/** The wire. A plain interface, so that unit tests bring their own. */
export interface Network {
  /** Rejects with NetworkError; a status of 400 or more is an answer, not an error. Redirects are not followed. */
  request(route: Route, request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
  socket(route: Route, options: SocketOptions, handlers: SocketHandlers): Socket;
  /** The certificate that a TLS server shows, for consent; undefined where it does not speak TLS. */
  fingerprint(url: string, timeoutMs: number): Promise<string | undefined>;
  /** Drops idle keep-alive connections. */
  close(): void;
}

/** Makes the real one (create-network.ts, of http.ts, socket.ts and trust.ts). */
export type CreateNetwork = (clock: Clock) => Network;
