import path from 'node:path';
import { Menu, Tray, nativeImage } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import type { Clock, Stop } from '../shared/clock.ts';
import type { TrayAction, TrayLine, TrayLook, TrayModel } from './tray-model.ts';

export interface TrayParts {
  clock: Clock;
  platform: NodeJS.Platform;
  /** Where the icons are: assets/tray. */
  icons: string;
  /** How things stand now; see trayModel. */
  model(): TrayModel;
  act(action: TrayAction): void;
}

export interface AppTray {
  /** Something that it shows may have changed. Many at once cost one look. */
  refresh(): void;
  close(): void;
}

const TOGETHER_MS = 100;

/** The icon in the tray, its tooltip and its menu. Only what reads differently is set anew. Call it when the app is ready. */
export function appTray({ clock, platform, icons, model, act }: TrayParts): AppTray {
  let shown = model();
  let soon: Stop | undefined;
  let later: Stop | undefined;
  const tray = new Tray(icon(icons, shown.look, platform));
  tray.setToolTip(shown.tooltip);
  tray.setContextMenu(build(shown.menu, act));
  // On macOS a click opens the menu, which begins with the inbox.
  if (platform !== 'darwin') tray.on('click', () => act({ do: 'open' }));
  wait(shown);

  function wait({ changesAt }: TrayModel): void {
    later?.();
    later = changesAt === undefined ? undefined : clock.after(Math.min(Math.max(0, changesAt - clock.now()), 2 ** 31 - 1), look);
  }

  function look(): void {
    soon = undefined;
    const now = model();
    if (now.look !== shown.look) tray.setImage(icon(icons, now.look, platform));
    if (now.tooltip !== shown.tooltip) tray.setToolTip(now.tooltip);
    if (JSON.stringify(now.menu) !== JSON.stringify(shown.menu)) tray.setContextMenu(build(now.menu, act));
    shown = now;
    wait(now);
  }

  return {
    refresh() {
      soon ??= clock.after(TOGETHER_MS, look);
    },
    close() {
      soon?.();
      later?.();
      tray.destroy();
    },
  };
}

/** Electron adds the sharper `@2x` beside the file by itself. */
function icon(folder: string, look: TrayLook, platform: NodeJS.Platform): NativeImage {
  if (platform === 'win32') return nativeImage.createFromPath(path.join(folder, `${look}.ico`));
  if (platform !== 'darwin') return nativeImage.createFromPath(path.join(folder, `${look}.png`));
  const image = nativeImage.createFromPath(path.join(folder, `${look}Template.png`));
  image.setTemplateImage(true);
  return image;
}

function build(lines: readonly TrayLine[], act: (action: TrayAction) => void): Menu {
  return Menu.buildFromTemplate(lines.map((line) => item(line, act)));
}

function item(line: TrayLine, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (line.type) {
    case 'separator':
      return { type: 'separator' };
    case 'note':
      return { label: escaped(line.label), enabled: false };
    case 'action':
      return { label: escaped(line.label), click: () => act(line.action) };
    case 'menu':
      return { label: escaped(line.label), submenu: line.lines.map((inner) => item(inner, act)) };
    default:
      return line satisfies never;
  }
}

/** A single `&` marks the key that chooses an item. */
function escaped(label: string): string {
  return label.replace(/&/g, '&&');
}
