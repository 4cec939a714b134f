import type { ProxyConfig } from 'electron';
import { readProxy } from '../shared/proxy.ts';

/** A proxy of the settings as Chromium has it. One that was chosen is the only way, also to this very machine. */
export function proxyConfig(proxy = 'system'): ProxyConfig {
  if (proxy === 'system') return { mode: 'system' };
  if (proxy === 'none') return { mode: 'direct' };
  const read = readProxy(proxy);
  if (!('proxy' in read)) throw new Error('the address of the proxy is none');
  // Chromium's SOCKS5 lets the proxy look up the names, which is what `socks5h` says.
  return { mode: 'fixed_servers', proxyRules: read.proxy.replace(/^socks5h:/, 'socks5:'), proxyBypassRules: '<-loopback>' };
}
