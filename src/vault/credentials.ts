import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import type { Cipher } from './cipher.ts';
import { openCredentialsFile, type Entry } from './credentials-file.ts';
import { because } from './disk-trouble.ts';
import { SecretLost } from './secret-lost.ts';

/**
 * How a secret is kept: encrypted on disk; in memory for this run; plain on disk, as the user agreed; there, but not readable with this
 * keyring; not at all; or waiting until the keyring is unlocked.
 */
export type SecretState = 'kept' | 'this-run' | 'plain' | 'lost' | 'none' | 'waiting';

/** Whether the cipher may be used: `locked` also means "not known yet". */
export type Access = 'ready' | 'none' | 'locked';

export interface CredentialsDeps {
  folder: string;
  clock: Clock;
  cipher: Cipher;
  access(): Access;
  /** The user agreed to plain storage. */
  plainAllowed(): boolean;
}

/** Secrets by name. Nothing here waits, and the cipher is asked only while access is `ready`. */
export interface Credentials {
  /** Undefined: none. Throws SecretLost where it cannot be read, also while it waits for the keyring. */
  read(name: string): string | undefined;
  /** Keeps it as well as it can be kept now, and better once it can (`settle`). */
  keep(name: string, secret: string): SecretState;
  forget(name: string): void;
  state(name: string): SecretState;
  /** True where reading it takes the keyring. */
  isSealed(name: string): boolean;
  /** Copies what is encrypted under `name` to `name#copy`, as it is: for what cannot be read now. False where that could not be written. */
  copySealed(name: string, copy: string): boolean;
  /** The file on disk belongs to a newer version or cannot be read: what is in it is not lost, but not to be had. */
  readonly untouchable: boolean;
  names(): string[];
  /**
   * Access, consent or the disk may have changed: encrypts what is plain or only in memory, withdraws plain text that is no longer
   * agreed to.
   */
  settle(): void;
  /** What is wrong, for people. */
  readonly problem: string | undefined;
}

/** What is encrypted: with its name, so that a ciphertext moved to another name is of no use there. */
const Sealed = z.object({ for: z.string(), secret: z.string() });

/** Opens the secrets of a data folder. Never throws. */
export function openCredentials(deps: CredentialsDeps): Credentials {
  const file = openCredentialsFile(deps.folder, deps.clock);
  /** On disk as it is. */
  const disk = new Map(file.entries);
  /** Not on disk, or not yet as it should be. */
  const held = new Map<string, string>();
  /** On disk, but no longer wanted. */
  const unwanted = new Set<string>();
  const state: { trouble: string | undefined } = { trouble: undefined };

  const entryOf = (name: string): Entry | undefined => (unwanted.has(name) ? undefined : disk.get(name));

  const open = (name: string, entry: Entry): string => {
    if ('plain' in entry) return entry.plain;
    if (deps.access() !== 'ready') throw new SecretLost();
    try {
      const found = Sealed.parse(JSON.parse(deps.cipher.decrypt(Buffer.from(entry.sealed, 'base64'))));
      if (found.for === originalOf(name)) return found.secret;
    } catch (error) {
      throw new SecretLost({ cause: error });
    }
    throw new SecretLost();
  };

  const seal = (name: string, secret: string): Entry => {
    const bytes = deps.cipher.encrypt(JSON.stringify({ for: originalOf(name), secret } satisfies z.infer<typeof Sealed>));
    return { sealed: Buffer.from(bytes).toString('base64') };
  };

  const stateOf = (name: string): SecretState => {
    if (held.has(name)) return deps.access() === 'locked' ? 'waiting' : 'this-run';
    const entry = entryOf(name);
    if (entry === undefined) return 'none';
    if ('plain' in entry) return 'plain';
    if (deps.access() === 'locked') return 'waiting';
    return canOpen(() => open(name, entry)) ? 'kept' : 'lost';
  };

  /** What the disk should hold now. Secrets that may no longer be there in plain are moved to `withdrawn`. */
  const plan = (): { entries: Map<string, Entry>; withdrawn: Map<string, string> } => {
    const entries = new Map([...disk].filter(([name]) => !unwanted.has(name)));
    const withdrawn = new Map<string, string>();
    const access = deps.access();
    if (access === 'ready') {
      for (const [name, entry] of entries) if ('plain' in entry) entries.set(name, seal(name, entry.plain));
      for (const [name, secret] of held) entries.set(name, seal(name, secret));
    } else if (access === 'none' && deps.plainAllowed()) {
      for (const [name, secret] of held) entries.set(name, { plain: secret });
    } else if (access === 'none') {
      for (const [name, entry] of entries) if ('plain' in entry) withdrawn.set(name, entry.plain);
      for (const name of withdrawn.keys()) entries.delete(name);
    }
    return { entries, withdrawn };
  };

  const settle = (): void => {
    try {
      const { entries, withdrawn } = plan();
      if (!same(entries, disk)) file.write(entries);
      disk.clear();
      for (const [name, entry] of entries) disk.set(name, entry);
      const access = deps.access();
      if (access === 'ready' || (access === 'none' && deps.plainAllowed())) held.clear();
      for (const [name, secret] of withdrawn) held.set(name, secret);
      unwanted.clear();
      state.trouble = undefined;
    } catch (error) {
      if (!file.untouchable) state.trouble = unwritten(error);
    }
  };

  return {
    read(name) {
      const secret = held.get(name);
      if (secret !== undefined) return secret;
      const entry = entryOf(name);
      return entry === undefined ? undefined : open(name, entry);
    },
    keep(name, secret) {
      held.set(name, secret);
      settle();
      return stateOf(name);
    },
    forget(name) {
      held.delete(name);
      if (disk.has(name)) unwanted.add(name);
      settle();
    },
    state: stateOf,
    isSealed(name) {
      const entry = entryOf(name);
      return !held.has(name) && entry !== undefined && 'sealed' in entry;
    },
    copySealed(name, copy) {
      const entry = entryOf(name);
      if (entry === undefined) return false;
      try {
        file.write(new Map([...disk, [`${name}#${copy}`, entry]]));
        disk.set(`${name}#${copy}`, entry);
        return true;
      } catch (error) {
        state.trouble = unwritten(error);
        return false;
      }
    },
    untouchable: file.untouchable,
    names: () => [...new Set([...disk.keys(), ...held.keys()])].filter((name) => stateOf(name) !== 'none'),
    settle,
    get problem() {
      return [file.problem, state.trouble].filter((part) => part !== undefined).join(' ') || undefined;
    },
  };
}

/** A copy (`name#copy`) was encrypted for its name. */
function originalOf(name: string): string {
  return name.replace(/#.*$/s, '');
}

function unwritten(error: unknown): string {
  return `A change to the kept passwords could not be written, ${because(error)}. It holds for this run and is tried again with the next.`;
}

function canOpen(open: () => string): boolean {
  try {
    open();
    return true;
  } catch (error) {
    if (error instanceof SecretLost) return false;
    throw error;
  }
}

function same(one: ReadonlyMap<string, Entry>, other: ReadonlyMap<string, Entry>): boolean {
  return one.size === other.size && [...one].every(([name, entry]) => other.get(name) === entry);
}
