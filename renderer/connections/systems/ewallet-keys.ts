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

/** Keys in a pasted `OMGProvider b64`, with or without `Authorization:` before it, or in the base64 alone. */
export function keysIn(text: string): Keys | undefined {
  const header = /^(?:Authorization:\s*)?(OMG[A-Za-z]+)\s+(\S+)$/.exec(bare(text));
  const auth = header?.[1] === undefined ? undefined : SCHEMES[header[1]];
  if (header !== null && auth === undefined) return undefined;
  const halves = halvesOf(header?.[2] ?? bare(text));
  return halves === undefined ? undefined : { ...halves, ...(auth === undefined ? {} : { auth }) };
}

/** The text without the quotes and the comma that it has in a config file or a command. */
function bare(text: string): string {
  return text.trim().replace(/^["'`]+|["'`,;]+$/g, '');
}

/** `a:b` out of base64, if it is that: keys are printable, and what is none seldom decodes to something printable with a colon in it. */
function halvesOf(base64: string): { username: string; secret: string } | undefined {
  if (base64.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.replace(/=+$/, '').length % 4 === 1) return undefined;
  const [, username, secret] = /^([\x21-\x39\x3b-\x7e]+):([\x21-\x7e]+)$/.exec(atob(base64)) ?? [];
  return username === undefined || secret === undefined ? undefined : { username, secret };
}
