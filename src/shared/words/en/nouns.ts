import type { System } from '../../system.ts';

/** What the server of a system is called, after "your" or "the". */
export const SERVER = { openbazaar: 'node', ewallet: 'wallet server', 'acapy-cloud': 'CloudAPI' } as const satisfies Record<System, string>;

/** The same words for each system, with its own noun for the server: made once, when the app starts. */
export const bySystem = <T>(words: (node: string) => T): Readonly<Record<System, T>> => ({
  openbazaar: words(SERVER.openbazaar),
  ewallet: words(SERVER.ewallet),
  'acapy-cloud': words(SERVER['acapy-cloud']),
});
