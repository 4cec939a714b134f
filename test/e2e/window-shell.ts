import fs from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';
import { PAGE_HEADERS } from '../../src/desktop/page-files.ts';
import { pictureOf } from '../renderer/pictures.ts';

// An app of one sandboxed window that serves the page as the real one does: same origin, same policy. The page brings its own bridge.
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const folder = process.env['PAGE_FOLDER'] ?? '';
/** Names of the files that the page was given or refused since it was loaded, for the test to look at. */
const served = new EventTarget();
const names = new Set<string>();
Object.assign(globalThis, {
  async whenServed(wanted: readonly string[]): Promise<void> {
    while (!wanted.every((name) => names.has(name))) await new Promise((resolve) => served.addEventListener('file', resolve, { once: true }));
  },
});

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false } }]);
void app.whenReady().then(() => {
  protocol.handle('app', async ({ url }) => {
    const { pathname } = new URL(url);
    if (pathname.startsWith('/picture/')) {
      // Late, as over a network: the list must not jump when they come.
      await new Promise((resolve) => setTimeout(resolve, 150));
      return new Response(new Uint8Array(pictureOf(pathname)), { headers: { 'content-type': 'image/png' } });
    }
    if (pathname === '/') names.clear();
    names.add(path.basename(pathname));
    served.dispatchEvent(new Event('file'));
    const file = path.join(folder, pathname === '/' ? 'index.html' : path.basename(pathname));
    const type = TYPES[path.extname(file)];
    if (type === undefined || !fs.existsSync(file)) return new Response('', { status: 404 });
    return new Response(fs.readFileSync(file), { headers: { ...PAGE_HEADERS, 'content-type': type } });
  });
  const window = new BrowserWindow({ width: 900, height: 700, useContentSize: true, webPreferences: { sandbox: true, contextIsolation: true } });
  void window.loadURL('app://tradebell/?fake={"count":0}');
});
