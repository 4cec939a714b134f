import type { Stop } from '../shared/clock.ts';

/**
 * - `absent`: there is no keyring that safeStorage would use.
 * - `locked`: there is one, and asking safeStorage now could stop the whole app until somebody answers a prompt.
 * - `unlocked`: safeStorage may be asked. Also the answer where no keyring has to be asked first (macOS, Windows).
 */
export type KeyringState = 'absent' | 'locked' | 'unlocked';

/** The desktop's keyring, asked apart from safeStorage: it never blocks, and each call settles within a limit of its own. */
export interface Keyring {
  /** Never rejects: what cannot be asked is absent. */
  state(): Promise<KeyringState>;
  /**
   * Lets the desktop ask for the password; answers whether it is unlocked now. As patient as the person: no limit while a prompt is
   * open.
   */
  unlock(): Promise<boolean>;
  /** Something about it may have changed: appeared, went, locked, unlocked. */
  onChange(listener: () => void): Stop;
}

/** For systems whose keyring is open with the user's session: macOS and Windows. */
export const openKeyring: Keyring = {
  state: () => Promise.resolve('unlocked'),
  unlock: () => Promise.resolve(true),
  onChange: () => () => undefined,
};

/** Where the user wants none to be used. */
export const noKeyring: Keyring = {
  state: () => Promise.resolve('absent'),
  unlock: () => Promise.resolve(false),
  onChange: () => () => undefined,
};
