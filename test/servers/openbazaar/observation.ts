import type { IncomingHttpHeaders } from 'node:http';

/** A request as the node saw it; a socket's opening is a GET of `ws`. */
export interface LoggedRequest {
  readonly method: string;
  /** Without host, leading slash and query: `ob/notifications`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Whether it brought credentials, right or wrong. */
  readonly withAuth: boolean;
  /** Whether the node let it in. */
  readonly allowed: boolean;
  readonly body: string;
}
