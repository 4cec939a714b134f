import type { System } from '../../../src/shared/system.ts';

/** What a part of a pasted text may be, by system. */
export const PIECES_OF = {
  openbazaar: ['address', 'cookie', 'login'],
  ewallet: ['address', 'keys'],
  'acapy-cloud': ['address', 'nats', 'key', 'creds'],
  doshii: ['address', 'clientId'],
} as const satisfies Record<System, readonly string[]>;

export type PieceOf<S extends System> = { [K in S]: { of: K; is: (typeof PIECES_OF)[K][number]; text: string } }[S];

/** A part of a pasted text, and what it is taken for. */
export type Piece = PieceOf<System>;

/** What a pasted text can be taken for: things of one system. */
export interface Choice {
  system: System;
  pieces: readonly Piece[];
}

/**
 * What was found in a pasted text. `one`: it can be nothing else of what Tradebell knows. `several`: a person has to say. `half`: the token of a
 * .creds file without the seed that proves it.
 */
export type Recognition = ({ ok: 'one' } & Choice) | { ok: 'several'; choices: readonly Choice[] } | { ok: 'none'; why: 'unknown' | 'half' | 'long' };
