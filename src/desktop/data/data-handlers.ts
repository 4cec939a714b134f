import type { ConnectionRecord } from '../../diagnostics/record.ts';
import type { DesktopFacts } from '../../diagnostics/report.ts';
import type { AppState, CallName, ConnectionView } from '../../shared/bridge.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Connection } from '../../shared/connection.ts';
import type { Catalogue } from '../../shared/words/catalogue.ts';
import type { SettingsStore } from '../../vault/settings.ts';
import type { Core } from '../handlers.ts';
import type { CallHandlers } from '../ipc.ts';
import { saveDiagnostics } from './diagnostics.ts';
import type { FileDialogs } from './file-dialogs.ts';
import { exportHistory } from './history-export.ts';
import { fileSaver } from './saving.ts';
import { settingsTransfer } from './settings-transfer.ts';

export interface DataParts {
  core(): Core | undefined;
  settings: Pick<SettingsStore, 'get' | 'change'>;
  dialogs: FileDialogs;
  clock: Clock;
  turn(): Promise<void>;
  catalogue(): Catalogue;
  locale(): string;
  version: string;
  newId(): string;
  appState(): AppState;
  connections(): readonly ConnectionView[];
  record: Pick<ConnectionRecord, 'of'>;
  versions(): Record<string, string>;
  desktopFacts(): Promise<DesktopFacts>;
  own(): readonly string[];
  hideSecrets(text: string): string;
  needsSecret(connection: Connection): boolean;
  progress(rows: number): void;
  /** Deletes all that is kept, and ends the app. */
  deleteAll(): void;
  log(message: string, details?: Record<string, unknown>): void;
}

export type DataHandlers = Pick<CallHandlers, Extract<CallName, `data.${string}` | 'inbox.remove' | 'inbox.restore'>>;

/** Answers about what is kept: out to a file, in from one, away, and back. */
export function dataHandlers(parts: DataParts): DataHandlers {
  const { core, settings, catalogue, clock } = parts;
  const saver = fileSaver({ dialogs: parts.dialogs, newToken: parts.newId, log: parts.log });
  const transfer = settingsTransfer({
    ...parts,
    saver,
    begin() {
      const connections = core()?.connections;
      return connections && (async (ids) => void (await Promise.all(ids.map((id) => connections.retry(id)))));
    },
  });
  return {
    'inbox.remove': async ({ ids }) => (await core()?.bell.remove(ids)) ?? { token: '', ids: [] },
    'inbox.restore': async ({ token }) => (await core()?.bell.restore(token)) ?? 0,
    'data.export': (request) =>
      exportHistory(
        { ...parts, saver, journal: () => core()?.journal, connectionName: (id) => settings.get().connections.find((one) => one.id === id)?.name },
        request
      ),
    'data.stopExport': saver.stop,
    'data.saveDiagnostics': () =>
      saveDiagnostics({ ...parts, saver, clock, catalogue, journal: () => core()?.journal, settings: settings.get }),
    'data.saveSettings': transfer.save,
    'data.readSettings': transfer.read,
    'data.takeSettings': ({ token }) => transfer.take(token),
    'data.deleteHistory': async () => (await core()?.bell.forgetAll()) ?? 0,
    'data.deleteAll': parts.deleteAll,
  };
}
