import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWords, useWordsOf } from '../words.ts';

const CHOICES: readonly number[] = [30, 90, 365, 1095];

/** For how long alerts are kept. Less than until now deletes at once, so it asks. */
export function Keep(): JSX.Element | null {
  const { cancel } = useWords();
  const words = useWordsOf('data');
  const model = useModel();
  const [asking, setAsking] = useState<number | undefined>(undefined);
  const settings = model.settings.value;
  if (settings === undefined) return null;
  const { keepDays } = settings;
  const choices = keepDays === null || CHOICES.includes(keepDays) ? CHOICES : [...CHOICES, keepDays].sort((a, b) => a - b);

  function choose(select: HTMLSelectElement): void {
    const days = select.value === '' ? null : Number(select.value);
    const less = days !== null && (keepDays === null || days < keepDays);
    if (!less) return void model.change({ keepDays: days });
    // Until it is agreed to, it stands as it is.
    select.value = keepDays === null ? '' : String(keepDays);
    setAsking(days);
  }

  const close = (): void => setAsking(undefined);
  return (
    <>
      <label>
        <span class="label">{words.keep}</span>
        <span class="picker">
          <select value={keepDays === null ? '' : String(keepDays)} onChange={({ currentTarget }) => choose(currentTarget)}>
            <option value="">{words.keeps.ever}</option>
            {choices.map((days) => (
              <option key={days} value={String(days)}>
                {words.keeps.days(days)}
              </option>
            ))}
          </select>
          <GlyphIcon of="chevron" size={14} />
        </span>
      </label>
      <p class="soft">{words.keepHelp}</p>
      {asking !== undefined && (
        <Dialog title={words.keepTitle} onClose={close}>
          <p>{words.keepAsk(asking)}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={close}>
              {cancel}
            </button>
            <button
              type="button"
              class="button danger"
              onClick={() => {
                void model.change({ keepDays: asking });
                close();
              }}
            >
              {words.keepYes}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
