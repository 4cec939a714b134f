import fs from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';
import { pictureOf } from '../renderer/pictures.ts';

// An app of one sandboxed window that serves the page as the real one does: same origin, same policy. The page brings its own bridge.
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const folder = process.env['PAGE_FOLDER'] ?? '';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
void app.whenReady().then(() => {
  protocol.handle('app', async ({ url }) => {
    const { pathname } = new URL(url);
    if (pathname.startsWith('/picture/')) {
      // Late, as over a network: the list must not jump when they come.
      await new Promise((resolve) => setTimeout(resolve, 150));
      return new Response(new Uint8Array(pictureOf(pathname)), { headers: { 'content-type': 'image/png' } });
    }
    const file = path.join(folder, pathname === '/' ? 'index.html' : path.basename(pathname));
    const type = TYPES[path.extname(file)];
    if (type === undefined || !fs.existsSync(file)) return new Response('', { status: 404 });
    return new Response(fs.readFileSync(file), { headers: { 'content-type': type, 'content-security-policy': POLICY } });
  });
  const window = new BrowserWindow({ width: 900, height: 700, useContentSize: true, webPreferences: { sandbox: true, contextIsolation: true } });
  void window.loadURL('app://tradebell/?fake={"count":0}');
});
