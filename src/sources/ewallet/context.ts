import type { Road } from '../../shared/alert.ts';

/** Which of its two APIs a wallet server is spoken to by: what may be seen and done differs (ewallet.md, "HTTP"). */
export type Api = 'admin' | 'client';

/** What the decoder must know besides the frame itself. */
export interface DecodeContext {
  /** `ewallet:<user id or access key>`: the journal's key space. */
  identity: string;
  connectionId: string;
  /** When the frame arrived (UTC ms). */
  now: number;
  road: Road;
  api: Api;
  /** The user that we are; absent where we are an access key. */
  self?: string;
  /** What stands behind the connection's `account:`, `user:` and `address:` topics: whose side is ours. */
  ours: ReadonlySet<string>;
}

/** The identity of a wallet connection, by its user id or access key. */
export function identityOf(id: string): string {
  return `ewallet:${id}`;
}
