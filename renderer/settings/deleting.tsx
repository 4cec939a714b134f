import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords, useWordsOf } from '../words.ts';

/** Forgets all alerts, after a question. */
export function DeleteHistory(): JSX.Element {
  const words = useWordsOf('data');
  const model = useModel();
  return (
    <Asks
      label={words.deleteHistory}
      title={words.deleteHistoryTitle}
      goes={words.deleteHistoryGoes}
      stays={words.deleteHistoryStays}
      yes={words.deleteHistoryYes}
      onYes={async () => {
        await model.attempt(async () => {
          const count = await model.bridge.call('data.deleteHistory');
          model.inbox.close();
          model.show({ text: words.deletedHistory(count) });
        });
      }}
    />
  );
}

/** Forgets everything and quits, after a question. */
export function DeleteAll(): JSX.Element {
  const words = useWordsOf('data');
  const model = useModel();
  return (
    <Asks
      label={words.deleteAll}
      title={words.deleteAllTitle}
      goes={words.deleteAllGoes}
      stays={words.deleteAllStays}
      yes={words.deleteAllYes}
      onYes={async () => {
        await model.attempt(() => model.bridge.call('data.deleteAll'));
      }}
    />
  );
}

interface Props {
  label: string;
  title: string;
  goes: readonly string[];
  stays: string;
  yes: string;
  onYes: () => Promise<void>;
}

/** A button that asks, and says what goes and what stays. */
function Asks({ label, title, goes, stays, yes, onYes }: Props): JSX.Element {
  const { cancel } = useWords();
  const words = useWordsOf('data');
  const [asking, setAsking] = useState(false);
  const [doing, setDoing] = useState(false);
  const close = (): void => setAsking(false);

  async function agree(): Promise<void> {
    if (doing) return;
    setDoing(true);
    await onYes();
    setDoing(false);
    close();
  }

  return (
    <>
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {label}
      </button>
      {asking && (
        <Dialog title={title} alarm onClose={close}>
          <p>{words.goes}</p>
          <ul class="plain-list">
            {goes.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <p>{stays}</p>
          <p>
            <strong>{words.noWayBack}</strong>
          </p>
          <div class="buttons">
            <button type="button" class="button" onClick={close}>
              {cancel}
            </button>
            <button type="button" class="button danger" onClick={() => void agree()}>
              {yes}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
