import { expect, test } from 'vitest';
import { proxyConfig } from '../../src/desktop/proxy-config.ts';
import { startedAgain } from '../../src/desktop/started-again.ts';

test('after an update it starts as before, shown, and follows no link twice', () => {
  expect(startedAgain(['--hidden', '--data-dir=/home/mara/shop two', 'tradebell://alert/7'])).toEqual(['--data-dir=/home/mara/shop two', '--show']);
  expect(startedAgain(['--show'])).toEqual(['--show']);
  expect(startedAgain([])).toEqual(['--show']);
});

test('a chosen proxy is the only way for updates, and names are looked up by it', () => {
  expect(proxyConfig()).toEqual({ mode: 'system' });
  expect(proxyConfig('none')).toEqual({ mode: 'direct' });
  expect(proxyConfig('http://proxy.example:3128')).toEqual({ mode: 'fixed_servers', proxyRules: 'http://proxy.example:3128', proxyBypassRules: '<-loopback>' });
  expect(proxyConfig('socks5://127.0.0.1:9050')).toMatchObject({ proxyRules: 'socks5://127.0.0.1:9050' });
  expect(() => proxyConfig('ftp://x')).toThrow(/address of the proxy/);
});
