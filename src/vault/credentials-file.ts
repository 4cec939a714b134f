import path from 'node:path';
import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { readIfThere, setAside, writeAtomically } from './atomic-file.ts';
import { because } from './disk-trouble.ts';

/** One secret on disk: encrypted (base64), or plain where the user agreed to it. */
const Entry = z.union([z.object({ sealed: z.string() }), z.object({ plain: z.string() })]);
export type Entry = z.infer<typeof Entry>;

const VERSION = 1;
const File = z.object({ version: z.literal(VERSION), secrets: z.record(z.string(), Entry) });
const Versioned = z.object({ version: z.number() });

/** credentials.json, as it is on disk. */
export interface CredentialsFile {
  /** What was read at the start. */
  entries: ReadonlyMap<string, Entry>;
  /** Replaces all. Throws the system's error, or one that says why this file is not written at all. */
  write(entries: ReadonlyMap<string, Entry>): void;
  /** There is a file that must be left as it is: nothing in it can be used, nothing is kept. */
  untouchable: boolean;
  /** For people. */
  problem?: string;
}

/** Opens credentials.json in the data folder. Never throws; a file that cannot be understood is set aside, a newer one left alone. */
export function openCredentialsFile(folder: string, clock: Clock): CredentialsFile {
  const file = path.join(folder, 'credentials.json');
  const write = (entries: ReadonlyMap<string, Entry>): void => {
    writeAtomically(file, `${JSON.stringify({ version: VERSION, secrets: Object.fromEntries(entries) }, null, 2)}\n`);
  };
  try {
    const text = readIfThere(file);
    if (text === undefined) return { entries: new Map(), write, untouchable: false };
    const document = json(text);
    const parsed = File.safeParse(document);
    if (parsed.success) return { entries: new Map(Object.entries(parsed.data.secrets)), write, untouchable: false };
    const versioned = Versioned.safeParse(document);
    if (versioned.success && versioned.data.version > VERSION) {
      const says = `The passwords in ${file} were kept by a newer Tradebell. They are left as they are; update Tradebell to use them.`;
      return untouchable(says);
    }
    const kept = setAside(file, clock.now());
    const problem = `The file of kept passwords could not be understood: sign in again where you are asked to. It is kept as ${kept}.`;
    return { entries: new Map(), write, untouchable: false, problem };
  } catch (error) {
    const why = because(error);
    return untouchable(`The file of kept passwords, ${file}, could not be read or set aside, ${why}. They are kept for this run only.`);
  }
}

function untouchable(problem: string): CredentialsFile {
  const write = (): void => {
    throw new Error(problem);
  };
  return { entries: new Map(), write, untouchable: true, problem };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
