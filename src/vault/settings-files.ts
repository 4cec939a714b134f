import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from '../shared/clock.ts';
import { DEFAULT_SETTINGS } from '../shared/default-settings.ts';
import type { Settings } from '../shared/settings.ts';
import { readIfThere, setAside, writeAtomically } from './atomic-file.ts';
import { because } from './disk-trouble.ts';
import { NO_UNKNOWNS, readDocument, type Reading, type Unknowns } from './settings-document.ts';
import type { Migrations } from './settings-migrations.ts';

/** What opening found: where to go on from, what to tell, and whether the files may be written. */
export interface Found {
  settings: Settings;
  unknowns: Unknowns;
  writable: boolean;
  /** To be written at once: migrated, taken from the copy, or without a copy. */
  stale: boolean;
  problem?: string;
}

/** Where the settings are. */
export interface SettingsFiles {
  current: string;
  lastGood: string;
  beforeMigration: (version: number) => string;
}

/** The files in a data folder. */
export function filesIn(folder: string): SettingsFiles {
  return {
    current: path.join(folder, 'settings.json'),
    lastGood: path.join(folder, 'settings.last-good.json'),
    beforeMigration: (version) => path.join(folder, `settings.version-${version}.json`),
  };
}

/** Reads the settings, or what there is in their place. Never throws. */
export function findSettings(files: SettingsFiles, clock: Clock, migrations: Migrations): Found {
  const current = look(files.current, migrations);
  if (current.outcome === 'good') return use(current, files.current, files, {});
  if (current.outcome === 'newer') return leaveAlone(current.settings, newer(files.current, current.version));
  const copy = look(files.lastGood, migrations);
  if (current.outcome === 'unreadable') {
    const settings = copy.outcome === 'good' ? copy.settings : DEFAULT_SETTINGS;
    return leaveAlone(settings, `${current.why} Changes last for this run only.`);
  }
  const sorry = current.outcome === 'bad' ? away(files.current, current.why, clock) : { ok: true, says: '' };
  if (copy.outcome === 'newer') return leaveAlone(copy.settings, join(sorry.says, newer(files.lastGood, copy.version)));
  if (copy.outcome === 'unreadable') return leaveAlone(DEFAULT_SETTINGS, join(sorry.says, `${copy.why} Changes last for this run only.`));
  if (copy.outcome === 'bad') {
    const alsoSorry = away(files.lastGood, copy.why, clock);
    return begin(join(sorry.says, alsoSorry.says, 'The settings begin anew.'), sorry.ok && alsoSorry.ok);
  }
  if (copy.outcome === 'absent') {
    return current.outcome === 'absent' ? begin(undefined, true) : begin(join(sorry.says, 'The settings begin anew.'), sorry.ok);
  }
  const why = current.outcome === 'absent' ? 'The settings file was missing.' : sorry.says;
  return use(copy, files.lastGood, files, { problem: join(why, 'The last good copy is used.'), writable: sorry.ok });
}

type Look = Reading | { outcome: 'absent' } | { outcome: 'unreadable'; why: string };

function look(file: string, migrations: Migrations): Look {
  try {
    const text = readIfThere(file);
    return text === undefined ? { outcome: 'absent' } : readDocument(text, migrations);
  } catch (error) {
    return { outcome: 'unreadable', why: `The settings in ${file} could not be read, ${because(error)}.` };
  }
}

type Good = Extract<Reading, { outcome: 'good' }>;

function use(good: Good, from: string, files: SettingsFiles, how: { problem?: string; writable?: boolean }): Found {
  const kept = good.migratedFrom === undefined ? undefined : keepOld(from, good.migratedFrom, files);
  const writable = (how.writable ?? true) && kept === undefined;
  const problem = join(how.problem, kept);
  const stale = writable && (good.migratedFrom !== undefined || from !== files.current || !fs.existsSync(files.lastGood));
  return { settings: good.settings, unknowns: good.unknowns, writable, stale, ...(problem === '' ? {} : { problem }) };
}

/** Before a file of an older version is replaced, it is copied: who goes back to the older Tradebell finds it there. */
function keepOld(file: string, version: number, files: SettingsFiles): string | undefined {
  try {
    const text = fs.readFileSync(file, 'utf8');
    if (!fs.existsSync(files.beforeMigration(version))) writeAtomically(files.beforeMigration(version), text);
    return undefined;
  } catch (error) {
    return `The settings of an older version could not be copied, ${because(error)}. Changes last for this run only.`;
  }
}

function leaveAlone(settings: Settings, problem: string): Found {
  return { settings, unknowns: NO_UNKNOWNS, writable: false, stale: false, problem };
}

function begin(problem: string | undefined, writable: boolean): Found {
  return { settings: DEFAULT_SETTINGS, unknowns: NO_UNKNOWNS, writable, stale: false, ...(problem === undefined ? {} : { problem }) };
}

function newer(file: string, version: number): string {
  const left = 'They are left as they are: changes last for this run only. Update Tradebell to change them.';
  return `The settings were written by a newer Tradebell (version ${version} of the file ${file}). ${left}`;
}

function away(file: string, why: string, clock: Clock): { ok: boolean; says: string } {
  try {
    return { ok: true, says: `The settings could not be understood (${why}). The file is kept as ${setAside(file, clock.now())}.` };
  } catch (error) {
    const says = `The settings in ${file} could not be understood (${why}), and could not be set aside, ${because(error)}.`;
    return { ok: false, says: `${says} Changes last for this run only.` };
  }
}

function join(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
