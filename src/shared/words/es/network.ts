import type { ProxyFlaw } from '../../proxy.ts';

/** How a connection's server is reached. */
export const network = {
  title: 'Red',
  /** Why a password that is kept is asked for again. */
  signInAnew: 'Es otro camino al servidor: inicia sesión de nuevo, para que nadie en él reciba lo que está guardado.',
  caFile: 'Elegir archivo…',
  proxy: 'Proxy',
  choices: {
    system: 'Del sistema',
    none: 'Ninguno',
    http: 'HTTP',
    socks5h: 'SOCKS5 (Tor)',
  },
  proxyAddress: 'Dirección del proxy',
  help: {
    system: 'A los servidores de este equipo siempre se llega directamente. Para NATS no se usa un proxy HTTP del sistema.',
    none: 'Directo al servidor, diga lo que diga el sistema.',
    http: 'Todo pasa por este proxy como por un tubo (CONNECT): http://host:puerto.',
    socks5h: 'Todo pasa por este proxy, y solo él busca los nombres, también los .onion: socks5h://127.0.0.1:9050 para Tor.',
  },
  flaws: {
    unreadable: 'Escríbelo como http://host:puerto o socks5h://host:puerto.',
    'other-kind': 'Tradebell solo habla con un proxy HTTP o SOCKS5: http://host:puerto o socks5h://host:puerto.',
    'holds-password': 'Tradebell no puede iniciar sesión en un proxy. Deja fuera el usuario y la contraseña.',
  } satisfies Record<ProxyFlaw, string>,
  ca: 'Autoridad de certificación propia',
  caHelp: 'Su certificado en PEM. Solo se confía en ella para esta conexión, en lugar de en las que acepta el sistema.',
};
