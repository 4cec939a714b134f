import type { System } from '../../../src/shared/system.ts';
import { SYSTEMS } from '../../../src/shared/system.ts';
import { isHere } from '../address.ts';
import { recognise as cloudAddress } from '../systems/cloud-address.ts';
import { isCreds } from '../systems/cloud-draft.ts';
import { keyIn } from '../systems/cloud-key.ts';
import { recognise as doshiiAddress, isClientId, takeApart } from '../systems/doshii-address.ts';
import { recognise as walletAddress } from '../systems/ewallet-address.ts';
import { keysIn, pairIn, tellsKeys } from '../systems/ewallet-keys.ts';
import { cookieIn, recognise as nodeAddress } from '../systems/openbazaar-address.ts';
import { systemOf } from './address-sign.ts';
import type { Choice, Piece, Recognition } from './pieces.ts';

/** Far more than all of what is asked for together. */
const LONGEST = 65_536;
const CREDS = /-----BEGIN NATS USER JWT-----[\s\S]*?------END USER NKEY SEED------/;
const COOKIE = /OpenBazaar_Auth_Cookie=\s*"?[^;\s"']+/;
/** No scheme is longer; without a limit a text without end would be tried from each of its letters on. */
const URLS = /[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'`<>,;]+/gi;
const BASIC = /\bauthorization["'`]?\s*[:=,]\s*["'`]?basic\s+([A-Za-z0-9+/]+={0,2})/i;
const API_KEY = /\bx-api-key["'`]?\s*[:=]\s*["'`]?([^\s"'`,;]+)/i;
/** A token whose header says that NATS signed it: half of a .creds file. */
const NATS_TOKEN = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;
const SHORTEST_SECRET = 12;
const NATS_PORT = '4222';

/**
 * What a pasted text holds: addresses, keys, a cookie, a file, also a whole command with them in it. What only one system has decides; an address
 * that any may have goes with it. Where nothing decides, a person is asked.
 */
export function recognise(text: string): Recognition {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: 'none', why: 'unknown' };
  if (trimmed.length > LONGEST) return { ok: 'none', why: 'long' };
  const { sure, open } = sorted(trimmed);
  const systems = SYSTEMS.filter((system) => sure.some(({ of }) => of === system));
  const choices = systems.map((system) => ({ system, pieces: [...sure.filter(({ of }) => of === system), ...open.flatMap((url) => addressFor(system, url))] }));
  const [first] = choices;
  if (first !== undefined) return choices.length === 1 ? { ok: 'one', ...first } : { ok: 'several', choices };
  if (open.length > 0) return among(open);
  return alone(trimmed);
}

/** What is certain, and the addresses that any system may have. */
function sorted(text: string): { sure: readonly Piece[]; open: readonly string[] } {
  const sure: Piece[] = [];
  let rest = text;
  const take = (pattern: RegExp, piece: (match: RegExpExecArray) => Piece | undefined): void => {
    const match = pattern.exec(rest);
    const found = match === null ? undefined : piece(match);
    if (match === null || found === undefined) return;
    sure.push(found);
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  };
  take(CREDS, ([creds]) => (isCreds(creds) ? { of: 'acapy-cloud', is: 'creds', text: `${creds}\n` } : undefined));
  take(COOKIE, ([cookie]) => (cookieIn(cookie) === undefined ? undefined : { of: 'openbazaar', is: 'cookie', text: cookie }));
  take(BASIC, ([, base64 = '']) => {
    const pair = keysIn(base64);
    return pair && { of: 'openbazaar', is: 'login', text: `${pair.username}:${pair.secret}` };
  });
  take(API_KEY, ([whole, key = '']) => (keyIn(key) === undefined ? undefined : { of: 'acapy-cloud', is: 'key', text: whole }));
  for (const line of rest.split('\n').map((each) => each.trim())) {
    if (tellsKeys(line) && keysIn(line) !== undefined) sure.push({ of: 'ewallet', is: 'keys', text: line });
    else if (isPlainlyKey(line)) sure.push({ of: 'acapy-cloud', is: 'key', text: line });
    else if (!/:\/\//.test(line) && takeApart(line)?.clientId !== undefined) sure.push({ of: 'doshii', is: 'address', text: line });
    else if (isHostLike(line)) rest = rest.replace(line, () => `http://${line}`);
  }
  const open: string[] = [];
  for (const [url] of rest.matchAll(URLS)) {
    const address = hostOnly(url, text);
    const auth = takeApart(url)?.clientId !== undefined && /[?&]auth=/i.test(url);
    const of = auth ? 'doshii' : URL.canParse(url) ? systemOf(new URL(url)) : undefined;
    const nats = /^(nats|tls):/i.test(url) || (address !== url && URL.canParse(url) && new URL(url).port === NATS_PORT);
    if (nats) sure.push({ of: 'acapy-cloud', is: 'nats', text: address });
    else if (of === undefined) open.push(address);
    else sure.push({ of, is: 'address', text: address });
  }
  return { sure, open };
}

/** The address as it stood in the text: a scheme that we gave it is not the owner's. */
function hostOnly(url: string, text: string): string {
  return text.includes(url) ? url : url.replace('http://', '');
}

/** A key that no host is called like: with the token in it, or with what a host's name has not. */
function isPlainlyKey(line: string): boolean {
  if (isNatsToken(line)) return false;
  const key = keyIn(line);
  if (key === undefined) return false;
  const rest = key.key.slice(key.role.length + 1);
  return /^eyJ[\w-]+\./.test(rest) || (/[^a-z.:/-]/.test(rest) && !/[.:/]/.test(rest));
}

function isNatsToken(text: string): boolean {
  if (!NATS_TOKEN.test(text)) return false;
  const header = text.slice(0, text.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/');
  return header.length % 4 !== 1 && /nkey/.test(atob(header));
}

/** A name or number of a computer, with or without a port, and perhaps a path. */
function isHostLike(text: string): boolean {
  const [, host = '', port] = /^(\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?(?:\/\S*)?$/i.exec(text) ?? [];
  if (host === '' || keyIn(text) !== undefined) return false;
  return isHere(host) || port !== undefined || host.startsWith('[') || /\.([a-z][a-z-]+|\d+)$/i.test(host);
}

function addressFor(system: System, text: string): readonly Piece[] {
  switch (system) {
    case 'openbazaar':
      return nodeAddress(text).ok === true ? [{ of: system, is: 'address', text }] : [];
    case 'ewallet':
      return walletAddress(text).ok === true ? [{ of: system, is: 'address', text }] : [];
    case 'acapy-cloud':
      return cloudAddress(text).ok ? [{ of: system, is: 'address', text }] : [];
    case 'doshii':
      return doshiiAddress(text).ok === true ? [{ of: system, is: 'address', text }] : [];
  }
}

/** Only addresses, of whatever system. */
function among(addresses: readonly string[]): Recognition {
  return several(SYSTEMS.map((system) => ({ system, pieces: addresses.flatMap((text) => addressFor(system, text)) })));
}

/** A text without an address in it that says nothing of itself. */
function alone(text: string): Recognition {
  if (isNatsToken(text) || text.includes('BEGIN NATS USER JWT')) return { ok: 'none', why: 'half' };
  if (/\s/.test(text)) return { ok: 'none', why: 'unknown' };
  const pair = pairIn(text) ?? keysIn(text);
  const key = keyIn(text);
  if (key !== undefined) {
    const hosts = SYSTEMS.filter((system) => system !== 'acapy-cloud').map((system) => ({ system, pieces: addressFor(system, text) }));
    return several([{ system: 'acapy-cloud', pieces: [{ of: 'acapy-cloud', is: 'key', text }] }, ...hosts]);
  }
  if (pair !== undefined) {
    const login = `${pair.username}:${pair.secret}`;
    return several([
      { system: 'ewallet', pieces: [{ of: 'ewallet', is: 'keys', text: login }] },
      { system: 'openbazaar', pieces: [{ of: 'openbazaar', is: 'login', text: login }] },
    ]);
  }
  if (text.length < SHORTEST_SECRET || !isClientId(text)) return { ok: 'none', why: 'unknown' };
  return several([
    { system: 'doshii', pieces: [{ of: 'doshii', is: 'clientId', text }] },
    { system: 'openbazaar', pieces: [{ of: 'openbazaar', is: 'cookie', text: `OpenBazaar_Auth_Cookie=${text}` }] },
  ]);
}

function several(choices: readonly Choice[]): Recognition {
  const possible = choices.filter(({ pieces }) => pieces.length > 0);
  return possible.length === 0 ? { ok: 'none', why: 'unknown' } : { ok: 'several', choices: possible };
}
