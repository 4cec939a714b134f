import { isHere, plain } from '../address.ts';
import { keysIn, tellsKeys } from './ewallet-keys.ts';
import type { Keys } from './ewallet-keys.ts';

/** What was changed on the way, to be said. */
export type Note = 'socket' | 'path' | 'keys' | 'login';

/** What was found in a text that somebody pasted as the address of a wallet's server. */
export type Recognised =
  | { ok: true; url: string; path?: string; keys?: Keys; notes: Note[] }
  /** An Authorization header: it says who, and nothing of where. */
  | { ok: 'keys'; keys: Keys }
  | { ok: false; problem: 'empty' | 'unreadable' | 'scheme' };

const SCHEMES: Readonly<Record<string, string>> = { 'http:': 'http:', 'https:': 'https:', 'ws:': 'http:', 'wss:': 'https:' };

/**
 * Reads an address as people have it: of the server, of its socket or of a call; with or without scheme. Without one it is https, and
 * http on this computer, because the server itself does not encrypt.
 */
export function recognise(text: string): Recognised {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'empty' };
  const header = tellsKeys(trimmed) ? keysIn(trimmed) : undefined;
  if (header !== undefined) return { ok: 'keys', keys: header };
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : withScheme(trimmed.replace(/^\/+/, ''));
  if (/\s/.test(address) || !URL.canParse(address)) return { ok: false, problem: 'unreadable' };
  const parsed = new URL(address);
  const protocol = SCHEMES[parsed.protocol];
  if (protocol === undefined) return { ok: false, problem: 'scheme' };
  const notes: Note[] = [];
  // Phoenix clients add /websocket by themselves; the wallet's server has nothing there.
  const pathname = parsed.pathname.replace(/\/+$/, '').replace(/\/socket\/websocket$/, '/socket');
  const path = pathname.endsWith('/socket') ? pathname : undefined;
  if (path !== undefined) notes.push('socket');
  else if (pathname !== '' || parsed.search !== '' || parsed.hash !== '') notes.push('path');
  const username = plain(parsed.username);
  const secret = plain(parsed.password);
  if (username !== '') notes.push('login');
  return {
    ok: true,
    url: `${protocol}//${parsed.host}`,
    ...(path === undefined ? {} : { path }),
    ...(username === '' ? {} : { keys: { username, secret } }),
    notes,
  };
}

function withScheme(address: string): string {
  const here = URL.canParse(`http://${address}`) && isHere(new URL(`http://${address}`).hostname);
  return `${here ? 'http' : 'https'}://${address}`;
}
