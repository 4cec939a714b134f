import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../src/shared/bridge.ts';
import { launch } from './launch.ts';

type WithBridge = typeof globalThis & { tradebell: Bridge };

async function withWindow() {
  const it = await launch();
  onTestFinished(() => it.close());
  const tray = await it.tray();
  const opened = it.firstWindow();
  await tray.activate();
  const page = await opened;
  await page.waitForSelector('main');
  return { it, tray, page };
}

test('a first start shows the window, one with a connection only the tray; closed it is destroyed with its process, and a second start opens it', async () => {
  const it = await launch();
  onTestFinished(() => it.close());
  const windows = () => it.app.evaluate(({ BrowserWindow, app }) => [BrowserWindow.getAllWindows().length, app.getAppMetrics().filter(({ type }) => type === 'Tab').length]);
  const page = await it.firstWindow();
  await page.waitForSelector('main');
  await (await it.tray()).activate();
  expect(await windows()).toEqual([1, 1]);
  await page.evaluate(() => window.tradebell.call('connections.add', { system: 'openbazaar', name: 'Away', url: 'http://127.0.0.1:1', auth: 'none' }));
  await it.restart();
  await (await it.tray()).until(({ menu }) => menu.some(({ label }) => label.startsWith('Away')));
  expect(await windows()).toEqual([0, 0]);
  const opened = it.firstWindow();
  await (await it.tray()).activate();
  await (await opened).waitForSelector('main');

  const gone = it.app.evaluate(({ app }) => new Promise<void>((resolve) => app.once('window-all-closed', () => resolve())));
  await it.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await gone;
  expect((await windows())[0]).toBe(0);

  const again = it.app.waitForEvent('window');
  expect(await it.secondStart()).toBe(0);
  await (await again).waitForSelector('main');
  expect((await windows())[0]).toBe(1);
});

test('a page has no Node, no way out, and what it may not load is not found', async () => {
  const { it, page } = await withWindow();
  const found = await page.evaluate(async () => {
    const kind = async (ask: () => unknown): Promise<string> => {
      try {
        return String(await ask());
      } catch (error) {
        return `refused: ${(error as Error).name}`;
      }
    };
    const image = (url: string) =>
      new Promise<string>((resolve) => {
        const made = Object.assign(new Image(), { onload: () => resolve('loaded'), onerror: () => resolve('blocked') });
        made.src = url;
      });
    return {
      node: typeof (globalThis as { require?: unknown }).require + typeof (globalThis as { process?: unknown }).process,
      bridge: Object.keys((globalThis as unknown as { tradebell: object }).tradebell).toSorted(),
      // In a task of its own: a debugger's evaluation is free of the policy.
      // oxlint-disable-next-line no-eval -- that it is refused is what is tested
      eval: await new Promise((resolve) => setTimeout(() => void kind(() => (0, eval)('1')).then(resolve))),
      fetch: await kind(() => fetch('app://tradebell/index.html')),
      html: await kind(() => (document.createElement('p').innerHTML = '<b>x</b>')),
      outside: await image('https://example.org/x.png'),
      data: await image('data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='),
      missing: await image('app://tradebell/picture/none'),
      opened: window.open('https://example.org/') === null,
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      notifications: (await navigator.permissions.query({ name: 'notifications' })).state,
    };
  });
  expect(found).toEqual({
    node: 'undefinedundefined',
    bridge: ['call', 'on'],
    eval: 'refused: EvalError',
    fetch: 'refused: TypeError',
    html: 'refused: TypeError',
    outside: 'blocked',
    data: 'blocked',
    missing: 'blocked',
    opened: true,
    geolocation: 'denied',
    notifications: 'denied',
  });

  await it.app.evaluate(({ BrowserWindow }) => {
    const asked = new Promise((resolve) => BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', ({ url, defaultPrevented }) => resolve([url, defaultPrevented])));
    Object.assign(globalThis, { asked });
  });
  await page.evaluate(() => void setTimeout(() => window.location.assign('https://example.org/')));
  expect(await it.app.evaluate(() => (globalThis as unknown as { asked: Promise<unknown> }).asked)).toEqual(['https://example.org/', true]);
  expect(page.url()).toBe('app://tradebell/');
});

test('a page sends nothing over the network by peer connections, which no policy of its own forbids', async () => {
  const { page } = await withWindow();
  const heard: string[] = [];
  const udp = createSocket('udp4', () => heard.push('udp'));
  const tcp = createServer((socket) => {
    heard.push('tcp');
    socket.destroy();
  });
  onTestFinished(() => void [udp, tcp].map((one) => one.close()));
  await Promise.all([once(udp.bind(0, '127.0.0.1'), 'listening'), once(tcp.listen(0, '127.0.0.1'), 'listening')]);
  await page.evaluate(
    async ([stun, turn]) => {
      const iceServers = [{ urls: stun }, { urls: turn, username: 'u', credential: 'c' }];
      const peer = new RTCPeerConnection({ iceServers });
      peer.createDataChannel('c');
      const gathered = new Promise<void>((resolve) => (peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve()));
      await peer.setLocalDescription();
      await gathered;
    },
    [`stun:127.0.0.1:${udp.address().port}`, `turn:127.0.0.1:${(tcp.address() as AddressInfo).port}?transport=tcp`] as const
  );
  expect(heard).toEqual([]);
});

test('its files come with the strictest policy, and nothing outside of the folder is served', async () => {
  const { it } = await withWindow();
  const answers = await it.app.evaluate(async ({ BrowserWindow }) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
    const ask = async (url: string, method = 'GET') => {
      const { status, headers } = await session.fetch(url, { method });
      return { status, type: headers.get('content-type'), policy: headers.get('content-security-policy')?.split(';')[0], sniff: headers.get('x-content-type-options') };
    };
    return {
      page: await ask('app://tradebell/'),
      script: await ask('app://tradebell/main.js'),
      outside: await ask('app://tradebell/..%2fmain.cjs'),
      elsewhere: await ask('app://elsewhere/index.html'),
      post: await ask('app://tradebell/index.html', 'POST'),
    };
  });
  const guarded = { policy: "default-src 'none'", sniff: 'nosniff' };
  expect(answers).toMatchObject({
    page: { status: 200, type: 'text/html; charset=utf-8', ...guarded },
    script: { status: 200, type: 'text/javascript; charset=utf-8', ...guarded },
    outside: { status: 404, ...guarded },
    elsewhere: { status: 404, ...guarded },
    post: { status: 404, ...guarded },
  });
});

test('calls are answered for our page alone, and only those of the contract', async () => {
  const { it, page } = await withWindow();
  const answers = await page.evaluate(async () => {
    const { tradebell } = globalThis as WithBridge;
    const failed = (error: Error): string => error.message;
    return {
      counts: await tradebell.call('inbox.counts'),
      unknown: await tradebell.call('settings.wipe' as never).catch(failed),
      shape: await tradebell.call('inbox.detail', { id: 'x' } as never).catch(failed),
      link: await tradebell.call('external.open', { url: 'https://example.org/' }),
    };
  });
  expect(answers).toEqual({
    counts: { total: 0, unread: 0, unreadByCategory: {}, unreadByConnection: {} },
    unknown: 'no such call: settings.wipe',
    shape: 'inbox.detail: bad-request',
    link: false,
  });

  // The same preload, in a page that is not ours: it may ask, and is not answered.
  const stranger = await it.app.evaluate(async ({ BrowserWindow, app }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/preload.cjs`, sandbox: true, contextIsolation: true } });
    await window.loadURL('data:text/html,<p>stranger');
    const answer: string = await window.webContents.executeJavaScript("tradebell.call('inbox.counts').then(String, (error) => error.message)");
    window.destroy();
    return answer;
  });
  expect(stranger).toMatch(/No handler registered/);
});

test('size and place are kept, and the frame keeps the name of the app', async () => {
  const { it } = await withWindow();
  const bounds = { x: 40, y: 60, width: 700, height: 620 };
  const closed = it.app.evaluate(({ app }) => new Promise<void>((resolve) => app.once('window-all-closed', () => resolve())));
  await it.app.evaluate(({ BrowserWindow }, to) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    window.setBounds(to);
    window.close();
  }, bounds);
  await closed;
  await it.restart();
  const opened = it.firstWindow();
  await (await it.tray()).activate();
  await (await opened).waitForSelector('main');
  expect(await it.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => ({ title: window.getTitle(), ...window.getBounds() })))).toEqual([{ title: 'Tradebell', ...bounds }]);
});
