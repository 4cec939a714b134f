import { PNG } from 'pngjs';
import type { MenuItem } from './menu.ts';
import type { TrayView } from './tray.ts';

type Icon = TrayView['icons'][number];

/** A PNG of an icon's pixels, each drawn `scale` times as wide and high, so that a person can look at it. */
export function drawIcon({ width, height, argb }: Icon, scale = 1): Buffer {
  const png = new PNG({ width: width * scale, height: height * scale });
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      const from = (Math.floor(y / scale) * width + Math.floor(x / scale)) * 4;
      const to = (y * png.width + x) * 4;
      png.data[to] = argb[from + 1]!;
      png.data[to + 1] = argb[from + 2]!;
      png.data[to + 2] = argb[from + 3]!;
      png.data[to + 3] = argb[from]!;
    }
  }
  return PNG.sync.write(png);
}

/** A page that shows what the tray host received: the icon at its own size in a panel and enlarged, the tooltip, the menu. */
export function trayPage(view: TrayView): string {
  const icon = largest(view.icons);
  const src = (scale: number): string => (icon ? `data:image/png;base64,${drawIcon(icon, scale).toString('base64')}` : '');
  const size = icon ? `${icon.width} × ${icon.height} pixels` : 'no icon';
  return `<!doctype html>
<meta charset="utf-8">
<title>What the tray received</title>
<style>
  body { margin: 0; padding: 24px; width: 420px; font: 14px/1.45 Inter, system-ui, sans-serif; color: #1d2129; background: #e9ecf1; }
  h1 { margin: 0 0 16px; font-size: 12px; font-weight: 500; color: #5b6472; }
  .panel { display: flex; justify-content: flex-end; padding: 6px 12px; border-radius: 8px 8px 0 0; background: #23262d; }
  .row { display: flex; gap: 16px; align-items: center; padding: 16px; background: #fff; }
  .row img { padding: 8px; border-radius: 8px; background: #23262d; image-rendering: pixelated; }
  .tooltip { white-space: pre-wrap; }
  ul { margin: 0; padding: 6px 0; list-style: none; background: #fff; border-top: 1px solid #dfe3ea; }
  ul ul { margin-left: 16px; border: 0; padding: 0; }
  .menu { border-radius: 0 0 8px 8px; }
  li { padding: 4px 16px; }
  li.off { color: #8a93a1; }
  li.line { height: 1px; padding: 0; margin: 6px 0; background: #e3e7ed; }
</style>
<h1>Drawn from what the tray host received over D-Bus (icon ${size})</h1>
<div class="panel"><img src="${src(1)}" alt=""></div>
<div class="row"><img src="${src(4)}" alt=""><div class="tooltip">${escape(view.tooltip)}</div></div>
<ul class="menu">${view.menu.map(line).join('')}</ul>
`;
}

function line(item: MenuItem): string {
  if (!item.visible) return '';
  if (item.type === 'separator') return '<li class="line"></li>';
  const mark = item.checked === true ? '✓ ' : '';
  const below = item.children.length > 0 ? `<ul>${item.children.map(line).join('')}</ul>` : '';
  return `<li class="${item.enabled ? '' : 'off'}">${mark}${escape(item.label)}${below}</li>`;
}

function largest(icons: readonly Icon[]): Icon | undefined {
  return icons.toSorted((a, b) => b.width - a.width)[0];
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
