import type { JSX } from 'preact';
import type { TransferPreview } from '../../src/shared/data.ts';
import { useModel } from '../model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords, useWordsOf } from '../words.ts';
import type { WordsOf } from '../words.ts';

export type Refusal = keyof WordsOf<'data'>['preview']['refused'];

interface Props {
  preview: TransferPreview;
  onClose: () => void;
  /** Nothing was changed, and why. */
  onRefused: (why: Refusal) => void;
}

/** What taking in a settings file would do, before it does anything. */
export function PreviewDialog({ preview, onClose, onRefused }: Props): JSX.Element {
  const { cancel, marks } = useWords();
  const words = useWordsOf('data').preview;
  const model = useModel();
  const { token, from, exportedAt, connections, settings } = preview;

  async function take(): Promise<void> {
    await model.attempt(async () => {
      const taken = await model.bridge.call('data.takeSettings', { token });
      if (taken.ok) model.show({ text: words.taken });
      else onRefused(taken.why);
    });
    onClose();
  }

  return (
    <Dialog title={words.title} onClose={onClose}>
      <div class="preview">
        <p class="soft">{words.from(from, model.dates.exact(exportedAt))}</p>
        {connections.length > 0 && (
          <section>
            <h3>{words.connections}</h3>
            <ul class="plain-list">
              {connections.map(({ name, effect, needsSecret }, nth) => (
                <li key={nth}>
                  <strong>{name}</strong> {words.effects[effect]}
                  {needsSecret && <span class="soft">{marks.comma + words.needsSecret}</span>}
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <h3>{words.settings}</h3>
          {settings.length === 0 ? (
            <p>{words.noSettings}</p>
          ) : (
            <ul class="plain-list">
              {settings.map((field) => (
                <li key={field}>{Object.hasOwn(words.fields, field) ? words.fields[field] : field}</li>
              ))}
            </ul>
          )}
        </section>
      </div>
      <div class="buttons">
        <button type="button" class="button" onClick={onClose}>
          {cancel}
        </button>
        <button type="button" class="button primary" onClick={() => void take()}>
          {words.take}
        </button>
      </div>
    </Dialog>
  );
}
