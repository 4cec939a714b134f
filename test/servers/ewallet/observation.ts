import type { Api } from './generation.ts';

/** A call over HTTP, as the wallet saw it. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly api: Api | undefined;
  /** `transaction_consumption.approve`; the whole path outside every API. */
  readonly name: string;
  /** The body parsed, whole numbers as bigints; undefined where it is no JSON. */
  readonly body: unknown;
  readonly text: string;
  /** The scheme of its Authorization header. */
  readonly scheme: string | undefined;
  readonly authorization: string | undefined;
}

/** The opening of a socket, let in (101) or not. */
export interface Attempt {
  readonly path: string;
  readonly scheme: string | undefined;
  readonly authorization: string | undefined;
  readonly status: number;
}
