import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { trayPage } from '../desktop/picture.ts';
import { drawPage } from './draw-page.ts';

test('what the tray received can be drawn into a picture for people', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tradebell-draw-'));
  try {
    const file = path.join(process.env['TRADEBELL_KEEP_PICTURES'] ?? folder, 'tray.png');
    const icon = { width: 22, height: 22, argb: Buffer.alloc(22 * 22 * 4, Buffer.from([0xff, 0x20, 0x80, 0xf0])) };
    const line = { type: 'standard', enabled: true, visible: true, children: [] } as const;
    const menu = [
      { ...line, id: 1, label: 'Open inbox' },
      { ...line, id: 2, label: '', type: 'separator' as const },
      { ...line, id: 3, label: 'Pause', checked: true },
      { ...line, id: 4, label: 'Shop: connected', enabled: false },
    ];
    await drawPage(trayPage({ title: 'Tradebell', status: 'Active', tooltip: 'Tradebell\n3 unread', icons: [icon], menu }), file);
    const picture = PNG.sync.read(await readFile(file));
    const colours = new Set(Array.from({ length: picture.width * picture.height }, (_, at) => picture.data.readUInt32BE(at * 4)));
    expect(colours).toContain(0x2080f0ff);
    expect(picture.height).toBeGreaterThan(200);
  } finally {
    await rm(folder, { recursive: true });
  }
});
