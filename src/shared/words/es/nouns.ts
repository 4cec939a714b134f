import type { System } from '../../system.ts';

/** What the server of a system is called, after "tu" or "el". */
export const SERVER = {
  openbazaar: 'nodo',
  ewallet: 'servidor de la billetera',
  'acapy-cloud': 'CloudAPI',
} as const satisfies Record<Exclude<System, 'doshii'>, string>;

/** The same within a sentence, whole. Doshii is a company's service: nobody calls it theirs. */
export const YOURS = {
  openbazaar: `tu ${SERVER.openbazaar}`,
  ewallet: `tu ${SERVER.ewallet}`,
  'acapy-cloud': `tu ${SERVER['acapy-cloud']}`,
  doshii: 'Doshii',
} as const satisfies Record<System, string>;

/** The same words for each system, with its own noun for the server: made once, when the app starts. */
export const bySystem = <T>(words: (yours: string) => T): Readonly<Record<System, T>> => ({
  openbazaar: words(YOURS.openbazaar),
  ewallet: words(YOURS.ewallet),
  'acapy-cloud': words(YOURS['acapy-cloud']),
  doshii: words(YOURS.doshii),
});
