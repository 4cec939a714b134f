import { startBus, type Bus } from './bus.ts';
import { recordNotifications, type NotificationDesktop } from './notifications.ts';
import { trayHost, type TrayHost } from './tray.ts';

/** A whole desktop of one test: a private bus with a recording notification service and a tray. */
export interface Desktop {
  readonly bus: Bus;
  readonly notifications: NotificationDesktop;
  readonly tray: TrayHost;
  /** For the program under test. */
  readonly env: Bus['env'];
  stop(): Promise<void>;
}

/** Starts a desktop whose notification service offers these capabilities; `forEveryone`: for programs of other users as well. */
export async function startDesktop(capabilities?: readonly string[], options: { forEveryone?: boolean } = {}): Promise<Desktop> {
  const bus = await startBus(options);
  const notifications = await recordNotifications(bus, capabilities);
  const tray = await trayHost(bus);
  return { bus, notifications, tray, env: bus.env, stop: () => bus.stop() };
}
