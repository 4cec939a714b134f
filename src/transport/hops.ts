import { BlockList, isIP } from 'node:net';
import { readProxy } from '../shared/proxy.ts';
import { type CreateNetwork, NetworkError } from './network.ts';

/** One way to a server. `socks5h`: the proxy resolves the name, nobody here. */
export type Hop = { kind: 'direct' } | { kind: 'http' | 'socks5h'; host: string; port: number };

type ResolveProxy = Parameters<CreateNetwork>[1];

export const DIRECT: Hop = { kind: 'direct' };

/** The ways to a server, best first; a promise only where the system has to be asked. Rejects and throws with NetworkError. */
export function hopsTo(where: { url: string; proxy?: string }, resolveProxy: ResolveProxy): readonly Hop[] | Promise<readonly Hop[]> {
  const { proxy = 'system', url } = where;
  const { hostname, protocol } = new URL(url);
  if (proxy !== 'none' && proxy !== 'system') return [hopOf(proxy)];
  // Nobody else's proxy reaches this very machine.
  if (proxy === 'none' || resolveProxy === undefined || isLoopback(hostname)) return withoutLookup([DIRECT], hostname);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  const asked = isWeb ? url : url.replace(/^[a-z]+:/i, 'https:');
  return resolveProxy(asked).then(
    (answer) => withoutLookup(hopsOfAnswer(answer, isWeb), hostname),
    (error: unknown) => {
      throw unusable('the proxy of the system could not be found out', error);
    }
  );
}

/**
 * Reads what the system says. Kinds that we do not speak are passed over, and where nothing is left, the server is not reached: never
 * straight, against the system's will. An HTTP proxy is for the web: `isWeb` is false for NATS, which goes past it.
 */
export function hopsOfAnswer(answer: string, isWeb: boolean): readonly Hop[] {
  const entries = answer.split(';').map((entry) => entry.trim()).filter((entry) => entry !== '');
  const hops = entries.flatMap((entry): Hop[] => {
    const [kind = '', address = ''] = entry.split(/\s+/, 2);
    if (kind.toUpperCase() === 'DIRECT') return [DIRECT];
    const scheme = { PROXY: 'http', HTTP: 'http', SOCKS5: 'socks5h' }[kind.toUpperCase()];
    if (scheme === undefined) return [];
    if (scheme === 'http' && !isWeb) return [DIRECT];
    const read = readProxy(`${scheme}://${address}`);
    return 'proxy' in read ? [hopOf(read.proxy)] : [];
  });
  if (hops.length > 0) return hops;
  // Kinds alone: an address may hold a password.
  const kinds = entries.map((entry) => /^[A-Za-z0-9]{1,12}(?=\s|$)/.exec(entry)?.[0] ?? '?');
  throw unusable(`the system names no proxy that can be used: ${kinds.slice(0, 10).join(', ')}`);
}

/** One word for the same ways, by which connections are told apart. */
export function nameOfHops(hops: readonly Hop[]): string {
  return hops.map((hop) => (hop.kind === 'direct' ? 'direct' : `${hop.kind}://${hop.host}:${hop.port}`)).join(' ');
}

function hopOf(proxy: string): Hop {
  const read = readProxy(proxy);
  if ('flaw' in read) throw unusable('the address of the proxy is none');
  const { protocol, hostname, port } = new URL(read.proxy);
  const kind = protocol === 'http:' ? 'http' : 'socks5h';
  return { kind, host: bare(hostname), port: port === '' ? 80 : Number(port) };
}

/** Names of Tor are nobody's business but its own (RFC 7686): asked for elsewhere, they would tell where we go. */
function withoutLookup(hops: readonly Hop[], hostname: string): readonly Hop[] {
  if (!/\.onion\.?$/i.test(hostname)) return hops;
  const kept = hops.filter(({ kind }) => kind !== 'direct');
  if (kept.length > 0) return kept;
  throw new NetworkError({ code: 'name-not-found', detail: 'a .onion name is reached by a SOCKS5h proxy only' }, { reached: 'no' });
}

const loopback = (): BlockList => {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8, 'ipv4');
  list.addAddress('::1', 'ipv6');
  return list;
};

/** Whether a host is this very machine. */
export function isLoopback(hostname: string): boolean {
  const host = bare(hostname).replace(/\.$/, '').toLowerCase();
  const family = isIP(host);
  if (family === 0) return host === 'localhost' || host.endsWith('.localhost');
  return loopback().check(host, family === 4 ? 'ipv4' : 'ipv6');
}

function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function unusable(detail: string, cause?: unknown): NetworkError {
  return new NetworkError({ code: 'proxy-unreachable', detail }, { cause, reached: 'no' });
}
