import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ExportFormat, Saved } from '../../src/shared/data.ts';
import type { InboxFilter } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { useWords, useWordsOf } from '../words.ts';
import { Choice } from './choice.tsx';

const FORMATS = ['csv', 'json'] as const satisfies readonly ExportFormat[];
const WHICH = ['all', 'filtered'] as const;

/** The history as a file: all of it, or what the inbox shows. Says how far it is, and can be stopped. */
export function Export(): JSX.Element {
  const words = useWordsOf('data');
  const model = useModel();
  const filter = model.inbox.filter.value;
  const parts = useFilterParts(filter);
  const [which, setWhich] = useState<(typeof WHICH)[number]>(parts.length > 0 ? 'filtered' : 'all');
  const [rows, setRows] = useState<number | undefined>(undefined);
  const [saved, setSaved] = useState<Saved | undefined>(undefined);
  const running = rows !== undefined;
  useEffect(() => model.bridge.on('data.progress', (progress) => setRows((now) => (now === undefined ? now : progress.rows))), [model.bridge]);

  async function save(format: ExportFormat): Promise<void> {
    setSaved(undefined);
    setRows(0);
    await model.attempt(async () => {
      const done = await model.bridge.call('data.export', { format, filter: which === 'filtered' && parts.length > 0 ? filter : {} });
      setSaved(done);
    });
    setRows(undefined);
  }

  return (
    <div class="part">
      <h3>{words.export}</h3>
      <p class="soft">{words.exportHelp}</p>
      {parts.length > 0 && (
        <>
          <Choice legend={words.which} name="export-which" options={WHICH} labels={{ all: words.all, filtered: words.filtered }} value={which} onChange={setWhich} />
          <p class="soft">{words.filter(parts)}</p>
        </>
      )}
      <div class="card-actions">
        {FORMATS.map((format) => (
          <button key={format} type="button" class="button" disabled={running} onClick={() => void save(format)}>
            {words.formats[format]}
          </button>
        ))}
        {running && (
          <button type="button" class="button" onClick={() => void model.attempt(() => model.bridge.call('data.stopExport'))}>
            {words.stop}
          </button>
        )}
      </div>
      <p class={`test-answer ${saved?.ok === false && saved.why !== 'canceled' ? 'worry' : 'soft'}`} role="status">
        {running ? words.exporting(rows) : saved === undefined ? '' : said(saved)}
      </p>
    </div>
  );

  function said(done: Saved): string {
    if (!done.ok) return words.unsaved[done.why];
    return done.rows === undefined ? words.saved(done.file) : words.savedRows(done.rows, done.file);
  }
}

/** What the inbox is filtered by, in words; nothing where it shows everything. */
function useFilterParts({ category, connectionId, unread, search }: InboxFilter): string[] {
  const all = useWords();
  const words = useWordsOf('data');
  const connection = useModel().connections.value?.find(({ id }) => id === connectionId);
  return [
    ...(category === undefined ? [] : [all.categories[category]]),
    ...(connectionId === undefined ? [] : [connection?.name ?? connectionId]),
    ...(unread === true ? [words.unread] : []),
    ...(search === undefined ? [] : [words.search(search)]),
  ];
}
