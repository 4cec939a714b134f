import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Category } from '../../src/shared/alert.ts';
import { SOUNDS } from '../../src/shared/sound.ts';
import type { Sound } from '../../src/shared/sound.ts';
import { useModel } from '../model.ts';
import { CATEGORY_ORDER, CategoryTile, GlyphIcon } from '../ui/icons.tsx';
import { useWords, useWordsOf } from '../words.ts';

/** What notifications are heard by: one sound for all, and where wanted one of its own for a category. Each can be tried. */
export function Sounds(): JSX.Element | null {
  const all = useWords();
  const words = useWordsOf('delivery').sound;
  const model = useModel();
  const [answer, setAnswer] = useState<'tried' | 'failed' | undefined>(undefined);
  const settings = model.settings.value;
  if (settings === undefined) return null;
  const offered = model.app.value?.sounds ?? SOUNDS;

  async function hear(sound: Sound): Promise<void> {
    setAnswer(undefined);
    await model.attempt(async () => {
      setAnswer((await model.bridge.call('app.trySound', { sound })) === 'shown' ? 'tried' : 'failed');
    });
  }

  function choose(category: Category, value: string): void {
    const sound = offered.find((each) => each === value);
    const { [category]: _was, ...others } = settings?.sounds ?? {};
    void model.change({ sounds: sound === undefined ? others : { ...others, [category]: sound } });
  }

  return (
    <>
      <div class="sound">
        <label class="grow">
          <span class="label">{words.app}</span>
          <Picker value={settings.sound} offered={offered} onChange={(value) => void model.change({ sound: offered.find((each) => each === value) ?? settings.sound })} />
        </label>
        <button type="button" class="button" disabled={settings.sound === 'none'} onClick={() => void hear(settings.sound)}>
          <GlyphIcon of="play" size={15} />
          {words.try}
        </button>
      </div>
      <p class="soft">{words.help}</p>
      <details class="card-more">
        <summary>
          <GlyphIcon of="chevron" size={15} />
          {words.byCategory}
        </summary>
        <ul class="rules sounds" aria-label={words.byCategory}>
          {CATEGORY_ORDER.map((category) => {
            const own = settings.sounds[category];
            const heard = own ?? settings.sound;
            return (
              <li key={category} class="sound-row">
                <label class="grow">
                  <CategoryTile category={category} small />
                  <span class="grow">{all.categories[category]}</span>
                  <Picker value={own ?? ''} usual={words.asAll} offered={offered} onChange={(value) => choose(category, value)} />
                </label>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={words.tryOf(all.categories[category])}
                  title={words.try}
                  disabled={heard === 'none'}
                  onClick={() => void hear(heard)}
                >
                  <GlyphIcon of="play" size={15} />
                </button>
              </li>
            );
          })}
        </ul>
      </details>
      <p class="soft test-answer" role="status">
        {answer && words[answer]}
      </p>
    </>
  );
}

interface PickerProps {
  value: Sound | '';
  /** What having no sound of one's own is called, where that is a choice. */
  usual?: string;
  offered: readonly Sound[];
  onChange: (value: string) => void;
}

function Picker({ value, usual, offered, onChange }: PickerProps): JSX.Element {
  const words = useWordsOf('delivery').sound;
  return (
    <span class="picker">
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {usual !== undefined && <option value="">{usual}</option>}
        {offered.map((each) => (
          <option key={each} value={each}>
            {words.sounds[each]}
          </option>
        ))}
      </select>
      <GlyphIcon of="chevron" size={14} />
    </span>
  );
}
