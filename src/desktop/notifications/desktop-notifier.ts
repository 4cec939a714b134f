import type { Clock } from '../../shared/clock.ts';
import type { Notifier } from '../../shared/notice.ts';
import type { Bus } from '../bus.ts';
import { assetPath, type Host } from '../host.ts';
import { chooseNotifier } from './choose.ts';
import { dbusNotifier } from './dbus.ts';
import { electronNotifier } from './electron.ts';
import { decodePicture } from './image.ts';

export interface DesktopNotifierParts {
  host: Host;
  bus: Bus;
  clock: Clock;
  /** In the language of the moment. */
  openLabel(): string;
  log(message: string, details?: Record<string, unknown>): void;
}

/** This desktop's native notifications: on Linux over D-Bus itself, else and elsewhere by Electron. */
export function desktopNotifier({ host, bus, clock, openLabel, log }: DesktopNotifierParts): Notifier & { close(): void } {
  const icon = assetPath(host, 'icons', '128.png');
  const electron = electronNotifier({ clock, platform: host.platform, icon });
  if (host.platform !== 'linux') return { ...electron, close: () => undefined };
  const sender = { appName: 'Tradebell', icon, desktopEntry: 'tradebell', openLabel, soundFolder: assetPath(host, 'sounds') };
  const dbus = dbusNotifier({ bus, sender, decode: decodePicture, log });
  return { ...chooseNotifier(dbus, electron), close: dbus.close };
}
