import type { System } from '../../system.ts';

/** What the server of a system is called, after "你的" or alone. */
export const SERVER = {
  openbazaar: '节点',
  ewallet: '钱包服务器',
  'acapy-cloud': 'CloudAPI',
} as const satisfies Record<Exclude<System, 'doshii'>, string>;

/** The same within a sentence, whole. Doshii is a company's service: nobody calls it theirs. */
export const YOURS = {
  openbazaar: `你的${SERVER.openbazaar}`,
  ewallet: `你的${SERVER.ewallet}`,
  'acapy-cloud': `你的 ${SERVER['acapy-cloud']}`,
  doshii: 'Doshii',
} as const satisfies Record<System, string>;

/** The same words for each system, with its own noun for the server: made once, when the app starts. */
export const bySystem = <T>(words: (yours: string) => T): Readonly<Record<System, T>> => ({
  openbazaar: words(YOURS.openbazaar),
  ewallet: words(YOURS.ewallet),
  'acapy-cloud': words(YOURS['acapy-cloud']),
  doshii: words(YOURS.doshii),
});
