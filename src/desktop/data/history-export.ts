import type { Said } from '../../journal/export/csv.ts';
import { exported } from '../../journal/export/export.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ExportRequest, Saved } from '../../shared/data.ts';
import type { Entry } from '../../shared/inbox.ts';
import type { Catalogue } from '../../shared/words/catalogue.ts';
import { say, sayReason } from '../../shared/words/say.ts';
import type { FileSaver } from './saving.ts';

export interface HistoryExportParts {
  journal(): Pick<Journal, 'query'> | undefined;
  saver: FileSaver;
  version: string;
  clock: Clock;
  turn(): Promise<void>;
  catalogue(): Catalogue;
  locale(): string;
  /** What a connection is called, if it is still there. */
  connectionName(id: string): string | undefined;
  progress(rows: number): void;
}

/** Saves the history as a file that a person chooses. */
export async function exportHistory(parts: HistoryExportParts, request: ExportRequest): Promise<Saved> {
  const { clock, version, turn } = parts;
  const journal = parts.journal();
  if (journal === undefined) return { ok: false, why: 'not-yet' };
  const catalogue = parts.catalogue();
  const locale = parts.locale();
  let rows = 0;
  const progress = (now: number): void => {
    rows = now;
    parts.progress(now);
  };
  const saidOf = ({ alert, decision }: Entry): Said => {
    const { title, body, who = '' } = say(alert, catalogue, { privacy: 'all', locale, now: clock.now() });
    const why = decision === undefined ? '' : sayReason(decision.why, catalogue, alert.system);
    return { connection: parts.connectionName(alert.connectionId) ?? '', title, body, who, why };
  };
  const saved = await parts.saver.save({
    name: `${catalogue.data.historyFile} ${day(clock.now())}`,
    type: catalogue.data.fileTypes[request.format],
    extension: request.format,
    pieces: () => exported({ journal, clock, turn, version, now: clock.now, say: saidOf, progress }, request),
  });
  return saved.ok ? { ...saved, rows } : saved;
}

/** `2026-03-01`: names of files are sorted by it. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
