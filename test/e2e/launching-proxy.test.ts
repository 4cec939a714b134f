import { expect, onTestFinished, test } from 'vitest';
import { startHttpProxy } from '../servers/proxies/http-proxy.ts';
import { startSocksProxy } from '../servers/proxies/socks-proxy.ts';
import { openShop } from './shop.ts';

test('a shop on Tor is reached by its proxy alone; with the proxy gone the window says so', async () => {
  const shop = await openShop();
  const node = await shop.node();
  const tor = await startSocksProxy();
  onTestFinished(() => tor.close());
  const host = 'tradebellexamplexyz.onion';
  const id = await shop.add(node, { url: `http://${host}:${node.port}`, proxy: `socks5h://127.0.0.1:${tor.port}` });
  expect(new Set(tor.asked.map((asked) => JSON.stringify(asked)))).toEqual(new Set([JSON.stringify({ host, port: node.port, name: true })]));
  expect(node.log.requests.length).toBeGreaterThan(1);

  await tor.close();
  await shop.says('not connected, trying again');
  await shop.advance(2_000);
  await shop.until('connections.list', undefined, ([one]) => one?.state.phase === 'waiting' && one.state.trouble.code === 'proxy-unreachable');
  const page = await shop.page();
  await page.getByRole('button', { name: 'Connections' }).first().click();
  await page.getByText('The proxy cannot be reached').first().waitFor();
  expect((await shop.call('connections.list'))[0]).toMatchObject({ id, proxy: `socks5h://127.0.0.1:${tor.port}` });
});

test('the proxy of the system is used where a connection says nothing, and “none” goes past it', async () => {
  const proxy = await startHttpProxy();
  onTestFinished(() => proxy.close());
  const shop = await openShop({ args: [`--proxy-server=http://127.0.0.1:${proxy.port}`] });
  const node = await shop.node();
  await shop.add(node, { name: 'Elsewhere', url: `http://node.example:${node.port}` });
  expect(proxy.asked.length).toBeGreaterThan(1);
  expect(new Set(proxy.asked.map(({ host }) => host))).toEqual(new Set(['node.example']));

  const before = proxy.asked.length;
  expect(await shop.call('connections.test', { draft: { system: 'openbazaar', name: 'Here', url: `http://127.0.0.1:${node.port}`, auth: 'none' } })).toMatchObject({ ok: false, trouble: { code: 'same-identity' } });
  const straight = { system: 'openbazaar', name: 'Straight', url: `http://node.example:${node.port}`, auth: 'none', proxy: 'none' } as const;
  expect(await shop.call('connections.test', { draft: straight })).toMatchObject({ ok: false, trouble: { code: 'name-not-found' } });
  expect(proxy.asked).toHaveLength(before);
});
