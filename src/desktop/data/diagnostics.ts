import type { ConnectionRecord } from '../../diagnostics/record.ts';
import { createTally, report, type DesktopFacts } from '../../diagnostics/report.ts';
import type { Journal } from '../../journal/journal.ts';
import { walk } from '../../journal/walk.ts';
import type { AppState, ConnectionView } from '../../shared/bridge.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Saved } from '../../shared/data.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Catalogue } from '../../shared/words/catalogue.ts';
import { day } from './history-export.ts';
import type { FileSaver } from './saving.ts';

export interface DiagnosticsParts {
  saver: FileSaver;
  clock: Clock;
  turn(): Promise<void>;
  catalogue(): Catalogue;
  journal(): Pick<Journal, 'query' | 'counts'> | undefined;
  appState(): AppState;
  connections(): readonly ConnectionView[];
  record: Pick<ConnectionRecord, 'of'>;
  settings(): Settings;
  versions(): Record<string, string>;
  desktopFacts(): Promise<DesktopFacts>;
  /** Of this user and machine: names, folders. */
  own(): readonly string[];
  hideSecrets(text: string): string;
}

const DECISIONS = 200;

/** Saves what helps to understand a problem, masked, as a file that a person chooses. Works without a journal too. */
export function saveDiagnostics(parts: DiagnosticsParts): Promise<Saved> {
  const { saver, clock, catalogue } = parts;
  return saver.save({ name: `${catalogue().data.diagnosticsFile} ${day(clock.now())}`, type: catalogue().data.fileTypes.json, extension: 'json', pieces: () => pieces(parts) });
}

async function* pieces(parts: DiagnosticsParts): AsyncGenerator<string> {
  const { clock, turn } = parts;
  const journal = parts.journal();
  const tally = createTally();
  if (journal !== undefined) {
    for await (const entry of walk({ journal, clock, turn }, {})) {
      tally.add(entry);
      // So that whoever stops it is heard.
      yield '';
    }
  }
  const { total = 0, unread = 0 } = journal?.counts() ?? {};
  const state = parts.appState();
  yield report({
    at: clock.now(),
    versions: parts.versions(),
    desktop: await parts.desktopFacts(),
    journal: { state: state.journal, setAside: state.setAside.length, total, unread },
    connections: parts.connections(),
    record: parts.record,
    counts: tally.counts(),
    decisions: journal?.query({ limit: DECISIONS }) ?? [],
    settings: parts.settings(),
    own: parts.own(),
    hideSecrets: parts.hideSecrets,
  });
}
