import { isHere, plain } from '../address.ts';

/** Where a Doshii app can listen, in the order in which it is offered. */
export const ENVIRONMENTS = ['sandbox', 'live', 'other'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];
export type Preset = Exclude<Environment, 'other'>;

export const PRESET_NAMES = ['sandbox', 'live'] as const satisfies readonly Preset[];

/** Origin of the web socket and base of REST (doshii.md). */
export const PRESETS = {
  sandbox: { url: 'https://socket.sandbox.doshii.co', rest: 'https://sandbox.doshii.co/partner/v3' },
  live: { url: 'https://live-socket.doshii.co', rest: 'https://live.doshii.co/partner/v3' },
} as const satisfies Record<Preset, { url: string; rest: string }>;

/** The usual one first. */
export const SOCKET_PATHS = ['/app/socket', '/app/socket/v3'] as const;

/** What was found in a text that somebody pasted as the address of the socket. `url`: its origin, as it is saved. `login`: one was left out. */
export type Recognised =
  | { ok: true; url: string; path: string; login: boolean }
  /** Of REST, which is not what was asked for. */
  | { ok: 'rest'; rest: string }
  | { ok: false; problem: 'socketEmpty' | 'socketUnreadable' | 'socketScheme' | 'socketExposed' | 'socketPath' };

export type RestRecognised = { ok: true; rest: string } | { ok: false; problem: 'restEmpty' | 'restUnreadable' | 'restScheme' | 'restExposed' };

const SCHEMES: Readonly<Record<string, string>> = { 'http:': 'http:', 'https:': 'https:', 'ws:': 'http:', 'wss:': 'https:' };
const REST_PATH = '/partner/v3';
const REST_BASE = /^.*\/partner\/v\d+(?=\/|$)/;

/** Reads the address of a socket as people have it, also as http or https; without a scheme it is encrypted, unless it is this computer's. */
export function recognise(text: string): Recognised {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'socketEmpty' };
  const parsed = read(trimmed, 'wss', 'ws');
  if (parsed === undefined) return { ok: false, problem: 'socketUnreadable' };
  const protocol = SCHEMES[parsed.protocol];
  if (protocol === undefined) return { ok: false, problem: 'socketScheme' };
  const url = `${protocol}//${parsed.host}`;
  const pathname = parsed.pathname.replace(/\/+$/, '');
  const isRest = REST_BASE.test(pathname) || PRESET_NAMES.some((name) => new URL(PRESETS[name].rest).origin === url);
  if (isRest) return { ok: 'rest', rest: `${url}${REST_BASE.exec(pathname)?.[0] ?? REST_PATH}` };
  if (protocol === 'http:' && !isHere(parsed.hostname)) return { ok: false, problem: 'socketExposed' };
  const path = pathname === '' ? SOCKET_PATHS[0] : SOCKET_PATHS.find((each) => each === pathname);
  if (path === undefined) return { ok: false, problem: 'socketPath' };
  return { ok: true, url, path, login: parsed.username !== '' || parsed.password !== '' };
}

/** Reads the base of REST; a host alone has the usual path. A login in it is left out. */
export function recogniseRest(text: string): RestRecognised {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'restEmpty' };
  const parsed = read(trimmed, 'https', 'http');
  if (parsed === undefined) return { ok: false, problem: 'restUnreadable' };
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return { ok: false, problem: 'restScheme' };
  if (parsed.protocol === 'http:' && !isHere(parsed.hostname)) return { ok: false, problem: 'restExposed' };
  const pathname = parsed.pathname.replace(/\/+$/, '');
  return { ok: true, rest: `${parsed.origin}${pathname === '' ? REST_PATH : (REST_BASE.exec(pathname)?.[0] ?? pathname)}` };
}

/** How the address of a socket is shown. */
export function socketOf(url: string, path: string): string {
  return `${url.replace(/^http/, 'ws')}${path}`;
}

export function presetOf(url: string): Preset | undefined {
  return PRESET_NAMES.find((name) => PRESETS[name].url === url);
}

function read(address: string, scheme: string, schemeHere: string): URL | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : withScheme(address.replace(/^\/+/, ''), scheme, schemeHere);
  if (/\s/.test(whole) || !URL.canParse(whole)) return undefined;
  const parsed = new URL(whole);
  return parsed.hostname === '' ? undefined : parsed;
}

function withScheme(address: string, scheme: string, schemeHere: string): string {
  const here = URL.canParse(`http://${address}`) && isHere(new URL(`http://${address}`).hostname);
  return `${here ? schemeHere : scheme}://${address}`;
}

/** What a pasted text holds besides an address: whoever has `auth` can listen, so it may not stay where it can be read. */
export interface TakenApart {
  /** The address in it, without query; empty where there is none. */
  address: string;
  clientId?: string;
  deviceId?: string;
  /** There is an `auth`, and it is not a client id. */
  unreadable: boolean;
}

/** The address of a socket with what is in its query, out of a pasted text or line of code; undefined where the text has neither auth nor device id. */
export function takeApart(text: string): TakenApart | undefined {
  const auth = /[?&]auth=([^&#\s'"`<>]*)/i.exec(text)?.[1];
  const device = /[?&]deviceId=([^&#\s'"`<>]*)/i.exec(text)?.[1];
  if (auth === undefined && device === undefined) return undefined;
  const address = /[a-z][a-z0-9+.-]*:\/\/[^\s?#'"`<>]*/i.exec(text)?.[0] ?? /[^\s?#&'"`<>]*(?=[?&](?:auth|deviceId)=)/i.exec(text)?.[0] ?? '';
  const clientId = auth === undefined ? undefined : decoded(auth);
  const deviceId = plain(device ?? '');
  return {
    address,
    ...(clientId === undefined ? {} : { clientId }),
    ...(deviceId === '' ? {} : { deviceId }),
    unreadable: auth !== undefined && clientId === undefined,
  };
}

export function isClientId(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text) && !/:\/\//.test(text);
}

/** Base64, of whichever alphabet, with or without padding and percent-encoding. */
function decoded(auth: string): string | undefined {
  const base64 = plain(auth).replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(base64) || base64.length % 4 === 1) return undefined;
  const text = atob(base64);
  return isClientId(text) ? text : undefined;
}
