import type { Connection } from '../shared/connection.ts';

/** What of a connection says where the parts of its secret go. */
export type Where = Pick<Connection, 'system' | 'url' | 'cloud' | 'doshii'>;

/** One part of a secret that is JSON of several. */
export interface SecretPart<Name extends string = string> {
  name: Name;
  /** Each server that is shown it, and as what; undefined where this connection does not need it. */
  goesTo(where: Where): readonly string[] | undefined;
  /** Signing in works without. */
  optional?: true;
  /** An earlier part that it is good with only: a kept one goes where that one is another. */
  belongsTo?: Name;
  /** How it is written where a server may repeat it, besides as it was typed. */
  writtenAs(value: string): readonly string[];
}
