import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Store from 'electron-store';
import type { Clock, Stop } from '../shared/clock.ts';
import type { Settings } from '../shared/settings.ts';
import { writeAtomically } from './atomic-file.ts';
import { because } from './disk-trouble.ts';
import { checked, toDocument } from './settings-document.ts';
import { filesIn, findSettings, type SettingsFiles } from './settings-files.ts';
import { SETTINGS_MIGRATIONS, type Document, type Migrations } from './settings-migrations.ts';

/** The settings at work: read from memory, durable on disk when a change returns. */
export interface SettingsStore {
  get(): Settings;
  /**
   * A patch, or a function of what there is. Throws where the result is not valid; what cannot be written is kept for this run
   * (`problem`).
   */
  change(change: Partial<Settings> | ((settings: Settings) => Settings)): Settings;
  /** Told after each change that changed something, also when only `problem` did. */
  onChange(listener: (settings: Settings) => void): Stop;
  /** What is wrong with the files, for people; undefined while all is well. */
  readonly problem: string | undefined;
}

export interface SettingsDeps {
  /** Absolute path of the data folder. */
  folder: string;
  clock: Clock;
  /** Only tests bring their own. */
  migrations?: Migrations;
}

/**
 * Opens settings.json, with settings.last-good.json beside it. Never throws and never loses a file: one that cannot be understood is set
 * aside and the last good copy is used; one of a newer version, or one that cannot be read, is left alone and changes last for this run
 * only.
 */
export function openSettings(deps: SettingsDeps): SettingsStore {
  const files = filesIn(deps.folder);
  const found = findSettings(files, deps.clock, deps.migrations ?? SETTINGS_MIGRATIONS);
  const listeners = new Set<(settings: Settings) => void>();
  const write = writer(deps.folder, files);
  const state: { settings: Settings; unwritten: string | undefined } = { settings: found.settings, unwritten: undefined };

  const save = (): void => {
    if (!found.writable) return;
    try {
      write(toDocument(state.settings, found.unknowns));
      state.unwritten = undefined;
    } catch (error) {
      state.unwritten = `Changes to the settings are kept for this run only, ${because(error)}. They are written with the next change.`;
    }
  };
  if (found.stale) save();

  const problem = (): string | undefined => [found.problem, state.unwritten].filter((part) => part !== undefined).join(' ') || undefined;
  return {
    get: () => state.settings,
    change(change) {
      const next = checked(typeof change === 'function' ? change(state.settings) : { ...state.settings, ...change });
      const before = problem();
      const changed = !isDeepStrictEqual(next, state.settings);
      if (changed) state.settings = next;
      if (changed || state.unwritten !== undefined) save();
      if (changed || problem() !== before) for (const listener of [...listeners]) listener(state.settings);
      return state.settings;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get problem() {
      return problem();
    },
  };
}

/** Writes the copy first: it fails on a full disk before the file itself is touched, and is whole if a crash comes between the two. */
function writer(folder: string, files: SettingsFiles): (document: Document) => void {
  const opened: { store?: Store<Document> } = {};
  return (document) => {
    writeAtomically(files.lastGood, `${JSON.stringify(document, null, '\t')}\n`);
    removeLeftovers(folder);
    opened.store ??= new Store<Document>({ cwd: folder, name: 'settings', accessPropertiesByDotNotation: false, configFileMode: 0o600 });
    opened.store.store = document;
    // The library does not notice when a full disk took only half of what it wrote.
    if (!isDeepStrictEqual(JSON.parse(fs.readFileSync(files.current, 'utf8')), JSON.parse(JSON.stringify(document)))) {
      throw new Error('written only in part');
    }
  };
}

/** Temporary files of writes that a crash cut short. */
function removeLeftovers(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith('settings.json.tmp-')) fs.rmSync(path.join(folder, name), { force: true });
  }
}
