import type { Clock } from '../shared/clock.ts';
import type { Access, Credentials } from './credentials.ts';

/**
 * The key of the journal's database, 32 bytes in hex. `none`: there is no keyring to hold one, the journal is a plain file. `lost`: there
 * was one, and it cannot be read with this keyring, or without any.
 */
export type JournalKey = { state: 'kept'; key: string } | { state: 'none' } | { state: 'lost' };

/** The keys of the journal's database. Each waits for a locked keyring. */
export interface JournalKeys {
  /** The key; made at the first call, and then the same for good. A key that could not be written down is never given out: `none`. */
  current(): Promise<JournalKey>;
  /** A new key where the current one is lost, which stays among the earlier ones; else the current one. Without a keyring: `none`. */
  renew(): Promise<JournalKey>;
  /** Earlier keys that can be read now, oldest first: for a journal that was set aside. */
  earlier(): Promise<string[]>;
}

export interface JournalKeyDeps {
  credentials: Credentials;
  ready(): Promise<void>;
  access(): Access;
  random(bytes: number): Uint8Array;
  clock: Clock;
  /** Passes each key on to whoever masks secrets. */
  told(key: string): unknown;
}

const NAME = 'journal';

/** The journal's keys, among the other secrets. */
export function createJournalKeys(deps: JournalKeyDeps): JournalKeys {
  const { credentials } = deps;

  const given = (name: string): string | undefined => {
    const key = credentials.read(name);
    if (key !== undefined) deps.told(key);
    return key;
  };

  const make = (): JournalKey => {
    const key = Buffer.from(deps.random(32)).toString('hex');
    // A journal under a key that is not on disk could never be opened again.
    if (credentials.keep(NAME, key) === 'kept' && given(NAME) === key) return { state: 'kept', key };
    credentials.forget(NAME);
    return { state: 'none' };
  };

  const look = (): JournalKey => {
    const state = credentials.untouchable ? 'lost' : credentials.state(NAME);
    if (state === 'lost') return { state };
    if (state === 'none') return deps.access() === 'ready' ? make() : { state };
    const key = given(NAME);
    return key === undefined ? { state: 'none' } : { state: 'kept', key };
  };

  return {
    async current() {
      await deps.ready();
      return look();
    },
    async renew() {
      await deps.ready();
      const now = look();
      if (now.state !== 'lost') return now;
      if (deps.access() !== 'ready' || credentials.untouchable) return { state: 'none' };
      // Padded, so that names sort by age.
      return credentials.copySealed(NAME, String(deps.clock.now()).padStart(16, '0')) ? make() : { state: 'none' };
    },
    async earlier() {
      await deps.ready();
      const names = credentials.names().filter((name) => name.startsWith(`${NAME}#`) && credentials.state(name) === 'kept');
      return names.toSorted().flatMap((name) => given(name) ?? []);
    },
  };
}
