import { expect, test } from 'vitest';
import { hopsOfAnswer, hopsTo, isLoopback, nameOfHops } from '../../src/transport/hops.ts';

test.each([
  ['DIRECT', 'direct'],
  ['PROXY proxy.example:8080', 'http://proxy.example:8080'],
  ['proxy proxy.example:8080;direct', 'http://proxy.example:8080 direct'],
  ['SOCKS5 [::1]:1080; DIRECT', 'socks5h://::1:1080 direct'],
  ['HTTPS tls.example:443; PROXY proxy.example:80', 'http://proxy.example:80'],
  ['SOCKS old.example:1080; ; SOCKS5 new.example:1080', 'socks5h://new.example:1080'],
])('the system says %s', (answer, ways) => {
  expect(nameOfHops(hopsOfAnswer(answer, true))).toBe(ways);
});

test('a password in what the system says is not repeated', () => {
  expect(() => hopsOfAnswer('PROXY me:secret@proxy.example:8080; HTTPS secret.example:443', true)).toThrow(/: PROXY, HTTPS$/);
});

test('an HTTP proxy of the system is for the web: NATS goes past it, and through a SOCKS proxy', () => {
  expect(nameOfHops(hopsOfAnswer('PROXY proxy.example:8080', false))).toBe('direct');
  expect(nameOfHops(hopsOfAnswer('SOCKS5 127.0.0.1:9050', false))).toBe('socks5h://127.0.0.1:9050');
});

test('a proxy that was chosen is taken for all, this machine included; “none” asks nobody', async () => {
  const never = () => Promise.reject(new Error('asked'));
  const chosen = { url: 'http://127.0.0.1:4002', proxy: 'socks5h://127.0.0.1:9050' };
  expect(nameOfHops(await hopsTo(chosen, never))).toBe('socks5h://127.0.0.1:9050');
  expect(nameOfHops(await hopsTo({ ...chosen, proxy: 'none', url: 'https://node.example' }, never))).toBe('direct');
  expect(nameOfHops(await hopsTo({ url: 'https://node.example' }, undefined))).toBe('direct');
});

test('the system is asked of a NATS server as of one of the web', async () => {
  const asked: string[] = [];
  const resolve = (url: string) => (asked.push(url), Promise.resolve('DIRECT'));
  await hopsTo({ url: 'tls://nats.example:4222' }, resolve);
  await hopsTo({ url: 'http://node.example:4002' }, resolve);
  expect(asked).toEqual(['https://nats.example:4222', 'http://node.example:4002']);
});

test('this machine has many names', () => {
  for (const host of ['localhost', 'LOCALHOST.', 'node.localhost', '127.0.0.1', '127.255.0.9', '[::1]', '::1']) expect([host, isLoopback(host)]).toEqual([host, true]);
  for (const host of ['localhost.example', '128.0.0.1', '10.0.0.1', '[::2]', 'notlocalhost', '']) expect([host, isLoopback(host)]).toEqual([host, false]);
});
