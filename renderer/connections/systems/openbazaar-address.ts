import { isHere, plain, writtenPort } from '../address.ts';

/** What was found in a text that somebody pasted as their node's address. */
export type Recognised =
  | { ok: true; url: string; auth?: 'basic'; username?: string; secret?: string; notes: Note[] }
  /** A cookie alone: it says how to sign in, and nothing of where. */
  | { ok: 'cookie'; secret: string }
  | { ok: false; problem: 'empty' | 'unreadable' | 'scheme' };

/** What was changed on the way, to be said. */
export type Note = 'socket' | 'login' | 'path';

export const DEFAULT_ADDRESS = 'http://127.0.0.1:4002';
const DEFAULT_PORT = '4002';
const SCHEMES: Record<string, string> = { 'http:': 'http:', 'https:': 'https:', 'ws:': 'http:', 'wss:': 'https:' };

/**
 * Reads an address as people have it: of the socket or of REST, with or without scheme, port and path, with a login in it; or a cookie.
 * A port that is left out is the node's own, unless a scheme is given for another computer: there a proxy may answer at the usual one.
 */
export function recognise(text: string): Recognised {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'empty' };
  const cookie = cookieIn(trimmed);
  if (cookie !== undefined) return { ok: 'cookie', secret: cookie };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[0];
  const address = scheme === undefined ? `http://${trimmed.replace(/^\/+/, '')}` : trimmed;
  if (/\s/.test(address) || !URL.canParse(address)) return { ok: false, problem: 'unreadable' };
  const parsed = new URL(address);
  const protocol = SCHEMES[parsed.protocol];
  if (protocol === undefined) return { ok: false, problem: 'scheme' };
  const port = parsed.port !== '' ? parsed.port : scheme === undefined || isHere(parsed.hostname) ? writtenPort(address) ?? DEFAULT_PORT : '';
  const notes: Note[] = [];
  const path = parsed.pathname.replace(/\/+$/, '');
  if (parsed.protocol.startsWith('ws') || path === '/ws') notes.push('socket');
  else if (path !== '' || parsed.search !== '' || parsed.hash !== '') notes.push('path');
  const url = `${protocol}//${parsed.hostname}${port === '' ? '' : `:${port}`}`;
  if (parsed.username === '' && parsed.password === '') return { ok: true, url, notes };
  return {
    ok: true,
    url,
    auth: 'basic',
    username: plain(parsed.username),
    ...(parsed.password === '' ? {} : { secret: plain(parsed.password) }),
    notes: [...notes, 'login'],
  };
}

/** The value of a node's cookie, pasted with its name, with `Cookie:` before it, or among others. */
export function cookieIn(text: string): string | undefined {
  return /(?:^|[\s;:])OpenBazaar_Auth_Cookie=\s*"?([^;\s"]+)/.exec(text)?.[1];
}
