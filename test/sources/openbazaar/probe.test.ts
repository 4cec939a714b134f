import { expect, onTestFinished, test } from 'vitest';
import type { ConnectionDraft } from '../../../src/shared/connection.ts';
import { probe } from '../../../src/sources/openbazaar/probe.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { settle, testClock } from '../../clock.ts';
import { deadPort, serve } from '../../transport/loopback.ts';
import { aNode, SELF } from './with-node.ts';

function probing(draft: Partial<ConnectionDraft> & { url: string }, secret?: string) {
  const clock = testClock();
  const network = createNetwork(clock);
  onTestFinished(() => network.close());
  return { clock, network, result: probe({ system: 'openbazaar', name: 'x', auth: 'none', ...draft }, secret, { network, clock }) };
}

test('a node says who it is, its name, its version and whether it plays with test coins', async () => {
  const node = await aNode({ testnet: true, profiles: { [SELF]: { name: 'Bowls & Cups' } } });
  expect(await probing({ url: node.url }).result).toEqual({
    ok: true,
    identity: `openbazaar:${SELF}`,
    name: 'Bowls & Cups',
    version: '0.14.6',
    testnet: true,
  });
});

test('a fresh node has neither version nor name, and is a node', async () => {
  const node = await aNode({ version: null });
  expect(await probing({ url: `${node.url}/ws?x=1` }).result).toEqual({ ok: true, identity: `openbazaar:${SELF}`, testnet: false });
});

test('the secret typed anew is tried rather than the one that is kept', async () => {
  const node = await aNode({ access: { kind: 'basic', username: 'me', password: 'new' } });
  expect(await probing({ url: node.url, auth: 'basic', username: 'me', secret: 'new' }, 'old').result).toMatchObject({ ok: true });
  const old = await probing({ url: node.url, auth: 'basic', username: 'me' }, 'old').result;
  expect(old).toMatchObject({ ok: false, trouble: { code: 'forbidden' } });
});

test('the real reason is told', async () => {
  const page = await serve((_request, response) => response.end('<html>hello</html>'));
  const broken = await serve((_request, response) => response.writeHead(502).end());
  const elsewhere = await serve((_request, response) => response.writeHead(302, { location: '/login' }).end());
  onTestFinished(async () => {
    await Promise.all([page.close(), broken.close(), elsewhere.close()]);
  });
  const secure = await aNode({ tls: 'self-signed' });
  const codes = await Promise.all(
    [
      { url: 'ftp://host' },
      { url: `http://127.0.0.1:${await deadPort()}` },
      { url: page.url },
      { url: broken.url },
      { url: elsewhere.url },
      { url: secure.url },
      { url: secure.url.replace('https', 'http') },
      { url: page.url.replace('http', 'https') },
      { url: page.url, auth: 'cookie' as const },
      { url: page.url, auth: 'cookie' as const, secret: 'a\nb' },
    ].map(async (draft) => {
      const found = await probing(draft).result;
      return found.ok ? 'ok' : found.trouble.code;
    })
  );
  expect(codes).toEqual([
    'bad-address',
    'refused',
    'not-a-node',
    'server-error',
    'not-a-node',
    'certificate-unknown',
    'plain-to-tls',
    'tls-to-plain',
    'sign-in-again',
    'forbidden',
  ]);
});

test('a certificate can be agreed to', async () => {
  const node = await aNode({ tls: 'self-signed' });
  const first = await probing({ url: node.url }).result;
  expect(first).toMatchObject({ ok: false, trouble: { code: 'certificate-unknown', fingerprint: node.fingerprint256 } });
  expect(await probing({ url: node.url, pin: node.fingerprint256! }).result).toMatchObject({ ok: true });
});

test('a server that does not answer is given up after ten seconds, and one that is only slow to be friendly after three', async () => {
  const mute = await aNode();
  const config = mute.faults.hold('ob/config');
  const first = probing({ url: mute.url });
  await config.arrived;
  await first.clock.advance(10_000);
  expect(await first.result).toMatchObject({ ok: false, trouble: { code: 'timeout' } });
  config.release();

  const slow = await aNode();
  const settings = slow.faults.hold('ob/settings');
  const second = probing({ url: slow.url });
  await settings.arrived;
  await settle();
  await second.clock.advance(3_000);
  expect(await second.result).toEqual({ ok: true, identity: `openbazaar:${SELF}`, testnet: false });
  second.network.close();
  expect(second.clock.pending()).toBe(0);
});
