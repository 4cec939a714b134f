import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Saved, TransferPreview } from '../../src/shared/data.ts';
import { useModel } from '../model.ts';
import { useWords, useWordsOf } from '../words.ts';
import type { WordsOf } from '../words.ts';
import { DeleteAll, DeleteHistory } from './deleting.tsx';
import { Export } from './export.tsx';
import { Group } from './group.tsx';
import { Keep } from './keep.tsx';
import { PreviewDialog } from './preview.tsx';
import type { Refusal } from './preview.tsx';

/** What is kept: for how long, and how it gets out, in and away. */
export function DataSettings(): JSX.Element {
  const words = useWordsOf('data');
  return (
    <>
      <Group title={words.title}>
        <Keep />
        <Export />
      </Group>
      <Group title={words.move}>
        <Move />
      </Group>
      <Group title={words.diagnostics}>
        <p class="soft">{words.diagnosticsHelp}</p>
        <SaveButton label={words.saveDiagnostics} call="data.saveDiagnostics" />
      </Group>
      <Group title={words.delete}>
        <div class="card-actions">
          <DeleteHistory />
          <DeleteAll />
        </div>
      </Group>
    </>
  );
}

/** A button that saves a file, and says where it is now or why it is not. */
function SaveButton({ label, call }: { label: string; call: 'data.saveDiagnostics' | 'data.saveSettings' }): JSX.Element {
  const words = useWordsOf('data');
  const model = useModel();
  const [saved, setSaved] = useState<Saved | undefined>(undefined);
  const save = (): Promise<boolean> =>
    model.attempt(async () => {
      setSaved(undefined);
      setSaved(await model.bridge.call(call));
    });
  return (
    <>
      <button type="button" class="button at-start" onClick={() => void save()}>
        {label}
      </button>
      <p class={`test-answer ${saved?.ok === false && saved.why !== 'canceled' ? 'worry' : 'soft'}`} role="status">
        {saved === undefined ? '' : saved.ok ? words.saved(saved.file) : words.unsaved[saved.why]}
      </p>
    </>
  );
}

type Problem = { refused: Refusal } | { unreadable: keyof WordsOf<'data'>['unreadable']; where: string | undefined };

function Move(): JSX.Element {
  const { marks } = useWords();
  const words = useWordsOf('data');
  const model = useModel();
  /** Why nothing was read, or nothing taken in. */
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [preview, setPreview] = useState<TransferPreview | undefined>(undefined);
  const read = (): Promise<boolean> =>
    model.attempt(async () => {
      setProblem(undefined);
      const found = await model.bridge.call('data.readSettings');
      if (found.ok) setPreview(found.preview);
      else if (found.why !== 'canceled') setProblem({ unreadable: found.why, where: found.where });
    });
  const say = (of: Problem): string =>
    'refused' in of ? words.preview.refused[of.refused] : marks.sentences(words.unreadable[of.unreadable], of.where === undefined ? '' : words.at(of.where));
  return (
    <>
      <p class="soft">{words.moveHelp}</p>
      <SaveButton label={words.saveSettings} call="data.saveSettings" />
      <button type="button" class="button at-start" onClick={() => void read()}>
        {words.readSettings}
      </button>
      {problem !== undefined && (
        <p class="worry" role="alert">
          {say(problem)}
        </p>
      )}
      {preview !== undefined && <PreviewDialog preview={preview} onClose={() => setPreview(undefined)} onRefused={(refused) => setProblem({ refused })} />}
    </>
  );
}
