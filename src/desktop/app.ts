import { Menu, app, powerMonitor } from 'electron';
import type { Clock } from '../shared/clock.ts';
import { hardenApp } from './hardening.ts';
import { registerPageScheme } from './page.ts';
import type { PasswordStore } from './password-store.ts';
import { isFocusOnly } from './second-start.ts';

export interface AppParts {
  platform: NodeJS.Platform;
  clock: Clock;
  passwordStore: PasswordStore;
  log(message: string, details?: Record<string, unknown>): void;
  /** Started again by a person, or called up from the dock. */
  openInbox(): void;
  /** Ends all parts; the app waits for it for as long as the limit. */
  shutDown(): Promise<void>;
}

/** Names the app to Windows' notifications; the same as in the installer. */
export const APP_ID = 'org.tradebell.Tradebell';
const SHUT_DOWN_LIMIT_MS = 5_000;

/**
 * Takes the single-instance lock and prepares everything that must be there before Electron is ready. Answers false where another instance runs:
 * it was told, and this one is ending. Nothing else may be started then.
 */
export function startApp(parts: AppParts): boolean {
  const { platform, log } = parts;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  if (parts.passwordStore !== 'auto') app.commandLine.appendSwitch('password-store', parts.passwordStore);
  // A list of text is drawn quickly enough without it, and an idle tray is a GPU process lighter.
  app.disableHardwareAcceleration();
  if (platform === 'win32') app.setAppUserModelId(APP_ID);
  registerPageScheme();
  hardenApp(app, log);
  // On macOS copy and paste live in the menu; elsewhere the page has them by itself.
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null);

  app.on('window-all-closed', () => undefined); // without a listener the app would end: it lives in the tray
  app.on('second-instance', (_event, argv) => {
    if (!isFocusOnly(argv)) parts.openInbox();
  });
  app.on('activate', () => parts.openInbox());
  endWithAll(parts);
  return true;
}

function endWithAll({ clock, shutDown, log }: AppParts): void {
  let state: 'running' | 'ending' | 'ended' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    const end = (): void => {
      if (state === 'ended') return;
      state = 'ended';
      stop();
      app.quit();
    };
    const stop = clock.after(SHUT_DOWN_LIMIT_MS, () => {
      log('some part did not end in time');
      end();
    });
    shutDown().then(end, (error: unknown) => {
      log('some part ended with an error', { error: String(error) });
      end();
    });
  });
  void app.whenReady().then(() => powerMonitor.on('shutdown', () => app.quit()));
}
