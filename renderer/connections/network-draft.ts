import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { ConnectionDraft } from '../../src/shared/connection.ts';
import { readProxy } from '../../src/shared/proxy-address.ts';
import type { Problem } from './fields.ts';

/** In the order in which they are offered. */
export const PROXY_WAYS = ['system', 'none', 'http', 'socks5h'] as const;
export type ProxyWay = (typeof PROXY_WAYS)[number];

/** What stands in the form about the way to the server. `ca`: PEM of authorities of one's own; blank: those of the system. */
export interface NetworkFields {
  way: ProxyWay;
  proxy: string;
  ca: string;
}

/** Where Tor listens by itself. */
const TOR = 'socks5h://127.0.0.1:9050';
const MAX_CA = 50_000;

export function networkOf(connection: ConnectionView | undefined): NetworkFields {
  const { proxy = 'system', ca = '' } = connection ?? {};
  if (proxy === 'system' || proxy === 'none') return { way: proxy, proxy: '', ca };
  return { way: proxy.startsWith('http:') ? 'http' : 'socks5h', proxy, ca };
}

/** Another kind of proxy: an address of the other kind does not stay. */
export function withWay(fields: NetworkFields, way: ProxyWay): NetworkFields {
  if (way === 'system' || way === 'none') return { ...fields, way };
  const fits = new RegExp(way === 'http' ? '^http:' : '^socks5h?:', 'i').test(fields.proxy);
  return { ...fields, way, proxy: fits ? fields.proxy : way === 'socks5h' ? TOR : '' };
}

/** The fields after something was typed as the proxy's address, which says itself of which kind it is. */
export function withProxy(fields: NetworkFields, proxy: string): NetworkFields {
  const way = /^\s*socks5h?:/i.test(proxy) ? 'socks5h' : /^\s*http:/i.test(proxy) ? 'http' : fields.way;
  return { ...fields, way, proxy };
}

/** What is to be sent about the way, or what is wrong with it. Without fields: as it was. */
export function wayOf(fields: NetworkFields | undefined): { ok: true; way: Pick<ConnectionDraft, 'proxy' | 'ca'> } | { ok: false; problem: Problem } {
  if (fields === undefined) return { ok: true, way: {} };
  const ca = fields.ca.trim();
  if (ca !== '' && !isAuthority(ca)) return { ok: false, problem: { field: 'ca', is: 'badCa' } };
  if (fields.way === 'system' || fields.way === 'none') return { ok: true, way: { proxy: fields.way, ca } };
  const typed = fields.proxy.trim();
  const read = readProxy(typed.includes('://') ? typed : `${fields.way}://${typed}`);
  return 'proxy' in read ? { ok: true, way: { proxy: read.proxy, ca } } : { ok: false, problem: { field: 'proxy', is: { proxy: read.flaw } } };
}

function isAuthority(text: string): boolean {
  return text.length <= MAX_CA && /-----BEGIN (?:TRUSTED )?CERTIFICATE-----/.test(text) && !text.includes('PRIVATE KEY');
}

/**
 * Whether somebody could now read what was kept for the server: then the main process does not send it there, and it is asked for again.
 * Authorities that were not there before vouch for anyone; a proxy that was not there before reads what is not encrypted.
 */
export function isLedAnotherWay(fields: NetworkFields | undefined, before: ConnectionView | undefined): boolean {
  if (fields === undefined || before === undefined) return false;
  const made = wayOf(fields);
  if (!made.ok) return false;
  const { proxy = 'system', ca = '' } = made.way;
  const readable = [before.url, before.cloud?.nats?.url, before.doshii?.rest].some((url) => url !== undefined && /^(?:http|ws|nats):/i.test(url));
  const newProxy = proxy !== 'system' && proxy !== 'none' && proxy !== before.proxy;
  return (ca !== '' && ca !== (before.ca ?? '').trim()) || (readable && newProxy);
}
