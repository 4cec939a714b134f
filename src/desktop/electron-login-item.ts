import { app } from 'electron';
import { APP_ID } from './app-id.ts';
import { shortNameOf, type LoginItem } from './login-item.ts';

/** Start at login as macOS and Windows have it. On macOS the item has no arguments: see `startedAtLogin`. */
export function electronLoginItem(execPath: string, args: readonly string[], ownFolder: string | undefined): LoginItem {
  const name = ownFolder === undefined ? APP_ID : `${APP_ID}.${shortNameOf(ownFolder)}`;
  const item = { path: execPath, args: args.map(quotedForWindows), name };
  return {
    isOn: () => app.getLoginItemSettings(item).openAtLogin,
    set: (on) => app.setLoginItemSettings({ openAtLogin: on, ...item }),
  };
}

/** macOS starts an app at login without arguments, and so always with its usual folder. */
export const usualFolderOnly: LoginItem = {
  isOn: () => false,
  set(on) {
    if (on) throw new Error('macOS starts Tradebell at login with its usual folder only');
  },
};

/** macOS tells the app itself that it was started at login, and passes no flag. */
export function startedAtLogin(platform: NodeJS.Platform): boolean {
  return platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

/** The registry keeps one line, which the app splits again. */
function quotedForWindows(argument: string): string {
  return process.platform === 'win32' && /\s/.test(argument) ? `"${argument}"` : argument;
}
