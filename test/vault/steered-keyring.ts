import type { Keyring, KeyringState } from '../../src/vault/keyring.ts';

/** A keyring that a test steers. `unlock` waits until the test answers the prompt. */
export interface SteeredKeyring extends Keyring {
  become(state: KeyringState): void;
  /** The person typed the password (true) or closed the prompt. */
  answer(opened: boolean): void;
  /** What it says when asked next, without telling anybody. */
  now: KeyringState;
  /** Never answers `state()` while true. */
  deaf: boolean;
  listeners: number;
}

export function steeredKeyring(start: KeyringState): SteeredKeyring {
  const listeners = new Set<() => void>();
  const prompts: ((opened: boolean) => void)[] = [];
  const keyring: SteeredKeyring = {
    now: start,
    deaf: false,
    get listeners() {
      return listeners.size;
    },
    state: () => (keyring.deaf ? new Promise(() => undefined) : Promise.resolve(keyring.now)),
    unlock: () => new Promise((resolve) => prompts.push(resolve)),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    become(state) {
      keyring.now = state;
      for (const listener of listeners) listener();
    },
    answer(opened) {
      if (opened) keyring.now = 'unlocked';
      for (const prompt of prompts.splice(0)) prompt(opened);
    },
  };
  return keyring;
}
