/** How we start our own binary once more, only to hand the desktop's permission to take the focus to the running app. */
export const FOCUS_SWITCH = '--tradebell-focus';

export interface FocusParts {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** This process's binary and its arguments, as it was started. */
  execPath: string;
  args: readonly string[];
  spawn(command: string, args: string[], env: Record<string, string | undefined>): void;
}

/**
 * On Wayland a window may come to the front only with the token that came with the click. Electron takes one from the environment of a start: so
 * the token goes to a second start of ours, whose single-instance lock hands it over and ends it. False elsewhere: there showing is enough.
 */
export function focusWithToken(token: string, { platform, env, execPath, args, spawn }: FocusParts): boolean {
  if (platform !== 'linux' || !env['WAYLAND_DISPLAY']) return false;
  // A token is one word of the compositor's own making; anything else did not come from one.
  if (!/^[\x21-\x7e]{1,1000}$/.test(token)) return false;
  // First: behind a `--` it would be no switch any more.
  spawn(execPath, [FOCUS_SWITCH, ...args.filter((one) => one !== FOCUS_SWITCH)], { ...env, XDG_ACTIVATION_TOKEN: token, DESKTOP_STARTUP_ID: token });
  return true;
}
