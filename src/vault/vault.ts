import type { Clock, Stop } from '../shared/clock.ts';
import type { Cipher } from './cipher.ts';
import { openCredentials, type Access, type SecretState } from './credentials.ts';
import { createJournalKeys, type JournalKeys } from './journal-key.ts';
import type { Keyring, KeyringState } from './keyring.ts';
import type { SettingsStore } from './settings.ts';

/** `asking`: not known yet. `locked`: waiting for the keyring. `plain`: no keyring, and the user agreed to plain storage. */
export type VaultState = 'asking' | 'ready' | 'none' | 'locked' | 'plain';

/** Settings and secrets. What needs a secret waits while the keyring is locked; nothing ever blocks. */
export interface Vault {
  readonly settings: SettingsStore;
  /** The secret of a connection; undefined: none is kept. Waits for a locked keyring. Rejects with SecretLost: sign in again. */
  secret(id: string): Promise<string | undefined>;
  /**
   * Keeps a connection's secret as well as it can be kept, and tells how. Never waits: under a locked keyring it is in memory until
   * then.
   */
  keep(id: string, secret: string): SecretState;
  forget(id: string): void;
  secretState(id: string): SecretState;
  state(): VaultState;
  /** Settles once the keyring is not locked. */
  ready(): Promise<void>;
  /** Lets the desktop ask for the keyring's password. False where it was refused. */
  unlock(): Promise<boolean>;
  /** The keys of the journal's database. */
  readonly journalKeys: JournalKeys;
  /** Told when the state, a secret's state or `problem` may have changed. */
  onChange(listener: () => void): Stop;
  /** What is wrong with the kept passwords, for people. Settings have their own. */
  readonly problem: string | undefined;
  /** Listens and asks no more. */
  close(): void;
}

export interface VaultDeps {
  /** Absolute path of the data folder. */
  folder: string;
  cipher: Cipher;
  keyring: Keyring;
  settings: SettingsStore;
  clock: Clock;
  /** Cryptographically strong. */
  random(bytes: number): Uint8Array;
  /** Told each secret that passes, so that the log can mask it. */
  onSecret?(secret: string): void;
}

/** A session may start us before its keyring: while secrets wait that only a keyring opens, it is given this long to appear. */
const GRACE = { tries: 5, everyMs: 2000 };

/** A keyring that does not even say how it is, is not asked anything else. */
const ANSWER_MS = 10_000;

/** Opens the vault and begins to ask for the keyring. In Electron only after the app is ready: safeStorage is not there before. */
export function openVault(deps: VaultDeps): Vault {
  const life: { access: Access; known: boolean; tries: number; closed: boolean; asked: number; timer: Stop } = {
    access: 'locked',
    /** The keyring has answered once. */
    known: false,
    tries: 0,
    closed: false,
    /** Counts questions and answers, so that a late answer is known as such. */
    asked: 0,
    timer: () => undefined,
  };
  const credentials = openCredentials({
    folder: deps.folder,
    clock: deps.clock,
    cipher: deps.cipher,
    access: () => life.access,
    plainAllowed: () => deps.settings.get().plainSecrets,
  });
  const listeners = new Set<() => void>();
  const waiters = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const enter = (access: Access): void => {
    if (access === life.access) return;
    life.access = access;
    credentials.settle();
    if (access !== 'locked') {
      for (const waiter of [...waiters]) waiter();
      waiters.clear();
    }
    tell();
  };

  const learn = (state: KeyringState): void => {
    if (state === 'unlocked') return enter(deps.cipher.available() ? 'ready' : 'none');
    if (!life.known) {
      life.known = true;
      tell();
    }
    if (state === 'locked') return enter('locked');
    const wanted = credentials.names().some((name) => credentials.isSealed(name));
    if (life.access !== 'locked' || !wanted || life.tries >= GRACE.tries) return enter('none');
    life.tries += 1;
    life.timer = deps.clock.after(GRACE.everyMs, ask);
  };

  /** Once ready it stays so: safeStorage took its key out of the keyring at its first call, and asks no more. */
  function ask(): void {
    if (life.closed || life.access === 'ready') return;
    life.timer();
    life.asked += 1;
    const turn = life.asked;
    const answered = (state: KeyringState): void => {
      // Of several questions only the last one's answer counts, and of two answers the first.
      if (life.closed || turn !== life.asked || life.access === 'ready') return;
      life.asked += 1;
      life.timer();
      learn(state);
    };
    life.timer = deps.clock.after(ANSWER_MS, () => answered('absent'));
    deps.keyring.state().then(answered, () => answered('absent'));
  }

  const stops = [
    deps.keyring.onChange(ask),
    deps.settings.onChange(() => {
      credentials.settle();
      tell();
    }),
  ];
  ask();

  const ready = (): Promise<void> => (life.access === 'locked' ? new Promise((resolve) => waiters.add(resolve)) : Promise.resolve());
  const told = (secret: string | undefined): string | undefined => {
    if (secret !== undefined) deps.onSecret?.(secret);
    return secret;
  };

  return {
    settings: deps.settings,
    async secret(id) {
      if (credentials.isSealed(nameOf(id))) await ready();
      return told(credentials.read(nameOf(id)));
    },
    keep(id, secret) {
      told(secret);
      const state = credentials.keep(nameOf(id), secret);
      tell();
      return state;
    },
    forget(id) {
      credentials.forget(nameOf(id));
      tell();
    },
    secretState: (id) => credentials.state(nameOf(id)),
    state() {
      if (life.access === 'locked') return life.known ? 'locked' : 'asking';
      if (life.access !== 'none') return life.access;
      return deps.settings.get().plainSecrets ? 'plain' : 'none';
    },
    ready,
    async unlock() {
      if (life.access === 'ready') return true;
      const unlocked = await deps.keyring.unlock();
      if (unlocked && !life.closed) learn('unlocked');
      return unlocked;
    },
    journalKeys: createJournalKeys({ credentials, ready, access: () => life.access, random: deps.random, clock: deps.clock, told }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get problem() {
      return credentials.problem;
    },
    close() {
      life.closed = true;
      life.timer();
      for (const stop of stops) stop();
    },
  };
}

/** Apart from the names that the vault itself uses. */
function nameOf(id: string): string {
  return `connection/${id}`;
}
