export interface PasswordStoreFacts {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** A session bus can be reached. */
  hasSessionBus: boolean;
  /** The user chose one on the command line. */
  chosen: string | undefined;
}

/** Where Electron's safeStorage keeps its key: a switch to append, `auto` for Chromium's own choice. */
export type PasswordStore = 'gnome-libsecret' | 'auto';

const CHROMIUM_KNOWS = new Set(['UNITY', 'DEEPIN', 'GNOME', 'X-CINNAMON', 'KDE', 'PANTHEON', 'XFCE', 'UKUI']);

/**
 * Chromium keeps secrets with a key that anybody can look up where it does not know the desktop (sway, i3, Hyprland, MATE, LXQt), even while a
 * keyring runs. There the Secret Service is named outright; without one, safeStorage then says that it is unavailable, and nothing is lost.
 */
export function passwordStore({ platform, env, hasSessionBus, chosen }: PasswordStoreFacts): PasswordStore {
  if (platform !== 'linux' || !hasSessionBus || chosen !== undefined) return 'auto';
  return knownDesktop(env) ? 'auto' : 'gnome-libsecret';
}

/** Which of KDE's wallets safeStorage talks to on this desktop; undefined: none. As Chromium's base/nix/xdg_util chooses. */
export function kwalletVersion({ platform, env, chosen }: Omit<PasswordStoreFacts, 'hasSessionBus'>): '5' | '6' | undefined {
  if (platform !== 'linux') return undefined;
  if (chosen !== undefined) return chosen === 'kwallet5' ? '5' : chosen === 'kwallet6' ? '6' : undefined;
  if (!desktops(env).includes('KDE')) return undefined;
  return env['KDE_SESSION_VERSION'] === '6' ? '6' : '5';
}

function knownDesktop(env: PasswordStoreFacts['env']): boolean {
  const named = desktops(env);
  if (named.length > 0) return named.some((name) => CHROMIUM_KNOWS.has(name));
  return /^(gnome|mate|deepin|ukui|kde|xfce|xubuntu)/.test(env['DESKTOP_SESSION'] ?? '') || 'GNOME_DESKTOP_SESSION_ID' in env || 'KDE_FULL_SESSION' in env;
}

function desktops(env: PasswordStoreFacts['env']): string[] {
  return (env['XDG_CURRENT_DESKTOP'] ?? '').split(':').map((name) => name.trim().toUpperCase()).filter((name) => name !== '');
}
