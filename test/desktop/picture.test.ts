import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { drawIcon, trayPage } from './picture.ts';

const icon = { width: 2, height: 1, argb: Buffer.from([0xff, 0x10, 0x20, 0x30, 0x00, 0x40, 0x50, 0x60]) };

test('an icon keeps its colours and transparency, and is scaled up pixel by pixel', () => {
  const png = PNG.sync.read(drawIcon(icon, 2));
  expect([png.width, png.height]).toEqual([4, 2]);
  expect([...png.data.subarray(4, 8)]).toEqual([0x10, 0x20, 0x30, 0xff]);
  expect([...png.data.subarray(8, 12)]).toEqual([0x40, 0x50, 0x60, 0x00]);
});

test('the page of the tray shows words as they came, never as markup', () => {
  const base = { type: 'standard', enabled: true, visible: true, children: [] } as const;
  const page = trayPage({
    title: 'Tradebell',
    status: 'Active',
    tooltip: '3 <b>new</b>',
    icons: [icon],
    menu: [
      { ...base, id: 1, label: 'Pause', checked: true },
      { ...base, id: 2, label: 'Secret', visible: false },
    ],
  });
  expect(page).toContain('3 &#60;b&#62;new&#60;/b&#62;');
  expect(page).toContain('✓ Pause');
  expect(page).not.toContain('Secret');
});
