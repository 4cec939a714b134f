import type { Knock } from './handshake.ts';

/** A call of REST, as this Doshii saw it. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly path: string;
  /** The path below the base of REST: `/orders/abc`; the whole path outside of it. */
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  /** `doshii-location-id`. */
  readonly locationId: string | undefined;
  /** What stood after `Bearer`. */
  readonly token: string | undefined;
  /** UTC ms of its arrival. */
  readonly at: number;
}

/** A call with what it got; status 0 where it got nothing, or half. */
export interface AnsweredRequest extends LoggedRequest {
  readonly status: number;
}

/** The opening of a socket, let in (101) or not. */
export interface Attempt extends Knock {
  readonly status: number;
  /** The `User-Agent`, as it would stand in a server's log. */
  readonly userAgent: string | undefined;
}
