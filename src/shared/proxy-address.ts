/** Why a proxy's address cannot be used: another kind of proxy, a password in it, or no address at all. */
export const PROXY_FLAWS = ['unreadable', 'other-kind', 'holds-password'] as const;
export type ProxyFlaw = (typeof PROXY_FLAWS)[number];

/** Where no port is given: what the programs that people know take. */
const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'socks5h:': '1080' };
const HOST = /^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])$/;

/**
 * A proxy's address as typed, made plain: `http://host:port` or `socks5h://host:port`. With SOCKS5 names are always resolved by the proxy,
 * so that `socks5://` means the same here. A password has no place in it: it would be shown, and kept in the open.
 */
export function readProxy(text: string): { proxy: string } | { flaw: ProxyFlaw } {
  const typed = text.trim().replace(/^socks5:/i, 'socks5h:');
  if (!URL.canParse(typed)) return { flaw: 'unreadable' };
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(typed);
  const usual = PORTS[protocol];
  if (usual === undefined) return { flaw: /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? 'other-kind' : 'unreadable' };
  if (username !== '' || password !== '') return { flaw: 'holds-password' };
  if (!HOST.test(hostname) || (pathname !== '' && pathname !== '/') || search !== '' || hash !== '') return { flaw: 'unreadable' };
  return { proxy: `${protocol}//${hostname}:${port === '' ? usual : port}` };
}
