import type { ProxyFlaw } from '../../proxy.ts';

/** How a connection's server is reached. */
export const network = {
  title: 'Network',
  /** Why a password that is kept is asked for again. */
  signInAnew: 'Another way to the server: sign in anew, so that nobody on it gets what is kept.',
  caFile: 'Choose file…',
  proxy: 'Proxy',
  choices: {
    system: 'As the system says',
    none: 'None',
    http: 'HTTP',
    socks5h: 'SOCKS5 (Tor)',
  },
  proxyAddress: 'Address of the proxy',
  help: {
    system: 'Servers on this computer are always reached straight. An HTTP proxy of the system is not used for NATS.',
    none: 'Straight to the server, whatever the system says.',
    http: 'Everything goes through this proxy as through a tube (CONNECT): http://host:port.',
    socks5h: 'Everything goes through this proxy, and only it looks up names, .onion too: socks5h://127.0.0.1:9050 for Tor.',
  },
  flaws: {
    unreadable: 'Write it as http://host:port or socks5h://host:port.',
    'other-kind': 'Tradebell speaks to HTTP and SOCKS5 proxies: http://host:port or socks5h://host:port.',
    'holds-password': 'Tradebell cannot sign in to a proxy. Leave out user name and password.',
  } satisfies Record<ProxyFlaw, string>,
  ca: 'Own certificate authority',
  caHelp: 'Its certificate in PEM. It is trusted for this connection only, instead of those that the system trusts.',
};
