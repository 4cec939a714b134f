import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Request } from '../../src/shared/bridge.ts';
import { openShop } from './shop.ts';

const [ACCESS, SECRET, PASSWORD] = ['acc_key_echoed', 'walnut-secret-key-7', 'plum-password-9'];

/** A server that says no to everything, and repeats what it was sent while it does so. */
async function startEcho(): Promise<{ url: string; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const description = `you sent ${request.headers.authorization ?? 'nothing'} and ${body}`;
      heard.push(description);
      response.end(JSON.stringify({ version: '1', success: false, data: { object: 'error', code: 'test:echo', description } }));
    });
  });
  server.on('upgrade', (request, socket) => socket.end(`HTTP/1.1 500 No\r\n\r\n${request.headers.authorization}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

test('a server that repeats what it was sent brings no secret into window, tray, log or any file', async () => {
  const shop = await openShop();
  const { url, heard } = await startEcho();
  const draft: Request<'connections.add'> = { system: 'ewallet', name: 'Echo', url, auth: 'OMGProvider', username: ACCESS, secret: SECRET, path: '/api/admin/socket', topics: ['account:acc_1'] };
  const told: unknown[] = [await shop.call('connections.test', { draft })];
  const where = { system: 'ewallet', url, auth: 'OMGAdmin', path: '/api/admin/socket' } as const;
  told.push(await shop.call('connections.signIn', { step: 'password', draft: where, email: 'mara@example.net', password: PASSWORD }));
  told.push(await shop.call('connections.add', draft));
  told.push(await shop.until('connections.list', undefined as never, ([one]) => one !== undefined && 'trouble' in one.state));
  told.push(await shop.tray(({ menu }) => JSON.stringify(menu).includes('Echo')));
  const pair = Buffer.from(`${ACCESS}:${SECRET}`).toString('base64');
  expect(heard.join()).toContain(pair);
  expect(heard.join()).toContain(PASSWORD);
  expect(JSON.stringify(told)).toContain('•••');
  const page = await shop.page();
  const shown = await page.evaluate(() => document.documentElement.outerHTML);
  await shop.it.quit();
  const secrets = [SECRET, PASSWORD, pair];
  for (const secret of secrets) expect(JSON.stringify([told, shown, shop.it.output()])).not.toContain(secret);
  for (const file of await readdir(shop.it.configHome, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(path.join(file.parentPath, file.name));
    for (const secret of secrets) expect(bytes.includes(secret), `${file.name} holds ${secret}`).toBe(false);
  }
});
