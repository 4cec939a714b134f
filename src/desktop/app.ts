import { Menu, app, powerMonitor } from 'electron';
import type { Place } from '../shared/bridge.ts';
import type { Clock } from '../shared/clock.ts';
import { APP_ID } from './app-id.ts';
import { wishOfSecondStart, type Wish } from './command-line.ts';
import { placeOfLink } from './deep-links.ts';
import { hardenApp } from './hardening.ts';
import { registerPageScheme } from './page.ts';
import type { PasswordStore } from './password-store.ts';

export interface AppParts {
  platform: NodeJS.Platform;
  /** Given to this start, and handed to the instance that runs. */
  args: readonly string[];
  wish: Wish;
  clock: Clock;
  passwordStore: PasswordStore;
  log(message: string, details?: Record<string, unknown>): void;
  /** Started again by a person or a link, or called up from the dock. */
  open(place: Place): void;
  /** There is nothing to end. */
  sayNotRunning(): void;
  /** Ends all parts; the app waits for it for as long as the limit. */
  shutDown(): Promise<void>;
}

const SHUT_DOWN_LIMIT_MS = 5_000;

/**
 * Takes the single-instance lock and prepares everything that must be there before Electron is ready. Answers false where another instance
 * runs, which was told, or where nothing but that was asked for: this one is ending, and nothing else may be started.
 */
export function startApp(parts: AppParts): boolean {
  const { platform, log, wish } = parts;
  // Chromium sorts the arguments that it hands over by itself, and tears a flag from its value.
  const isOnly = app.requestSingleInstanceLock({ args: parts.args });
  if (!isOnly || wish.do === 'quit' || wish.do === 'focus') {
    if (isOnly && wish.do === 'quit') parts.sayNotRunning();
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
  app.on('second-instance', (_event, _argv, _folder, handed) => {
    const asked = wishOfSecondStart(typeof handed === 'object' && handed !== null && 'args' in handed ? handed.args : undefined);
    // Not before the other start has its answer: without one it would take us for dead.
    if (asked.do === 'quit') setImmediate(() => app.quit());
    else if (asked.place !== undefined) parts.open(asked.place);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    parts.open(placeOfLink(url));
  });
  app.on('activate', () => parts.open({ view: 'inbox' }));
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
