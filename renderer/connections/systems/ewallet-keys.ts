import type { EWalletAuth } from './ewallet-paths.ts';

/** Both halves of the credentials, and of which kind they are where that was said. */
export interface Keys {
  auth?: EWalletAuth;
  username: string;
  secret: string;
}

const SCHEMES: Readonly<Record<string, EWalletAuth>> = {
  OMGProvider: 'OMGProvider',
  OMGAdmin: 'OMGAdmin',
  OMGClient: 'OMGClient',
  OMGServer: 'OMGServer',
};

/** Where an Authorization value stands in a text: alone, in a header, in the command or the config that the header is part of. */
const HEADER = /(?:^|\bauthorization["'`]?\s*[:=,]\s*["'`]?)(OMG[A-Za-z]+)\s+([A-Za-z0-9+/]+={0,2})(?=$|["'`\s,;])/i;

/** Whether a text says that it holds keys, rather than where a server is. */
export function tellsKeys(text: string): boolean {
  return HEADER.test(bare(text));
}

/** Keys in a pasted `OMGProvider b64`, with or without `Authorization:` and a whole command around it, or in the base64 alone. */
export function keysIn(text: string): Keys | undefined {
  const header = HEADER.exec(bare(text));
  const auth = header?.[1] === undefined ? undefined : SCHEMES[header[1]];
  if (header !== null && auth === undefined) return undefined;
  const halves = halvesOf(header?.[2] ?? bare(text));
  return halves === undefined ? undefined : { ...halves, ...(auth === undefined ? {} : { auth }) };
}

/** The text without the quotes and the comma that it has in a config file or a command. */
function bare(text: string): string {
  return text.trim().replace(/^["'`]+|["'`,;]+$/g, '');
}

/** Both halves as people note them, `access key:secret key`. The first of them is never known to hold a colon. */
export function pairIn(text: string): Keys | undefined {
  const [, username, secret] = /^([\x21-\x39\x3b-\x7e]+):([\x21-\x7e]+)$/.exec(text.trim()) ?? [];
  return username === undefined || secret === undefined ? undefined : { username, secret };
}

/** `a:b` out of base64, if it is that: keys are printable, and what is none seldom decodes to something printable with a colon in it. */
function halvesOf(base64: string): Keys | undefined {
  // What fills it up at its end is often mistaken, and says nothing.
  const digits = base64.replace(/=+$/, '');
  if (base64.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || digits.length % 4 === 1) return undefined;
  return pairIn(atob(digits));
}
