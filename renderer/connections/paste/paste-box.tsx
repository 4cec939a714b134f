import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { FileButton } from '../file-button.tsx';
import { sayProblem } from '../fields.ts';
import { GlyphIcon } from '../../ui/icons.tsx';
import { useWordsOf } from '../../words.ts';
import type { Choice, Recognition } from './pieces.ts';
import { recognise } from './recognise.ts';
import { sayPieces } from './say-pieces.ts';

const MAX_FILE = 65_536;

/** What was made of a paste, to be said: what it was, and what of the form is still empty. */
export interface Sorted {
  choice: Choice;
  missing: string | undefined;
}

interface Props {
  sorted: Sorted | undefined;
  onChoice: (choice: Choice) => void;
  /** Nothing is missing: the server may be asked. */
  onTest: () => void;
  /** Something else is being pasted: what was said of the last one is over. */
  onOther: () => void;
}

/** Takes whatever somebody has, says what it is, and asks where that cannot be told. What was recognised does not stay in sight: it may be secret. */
export function PasteBox({ sorted, onChoice, onTest, onOther }: Props): JSX.Element {
  const words = useWordsOf('paste');
  const { form } = useWordsOf('form');
  const [text, setText] = useState('');
  const [found, setFound] = useState<Exclude<Recognition, { ok: 'one' }> | undefined>(undefined);
  const [problem, setProblem] = useState<'unreadableFile' | 'largeFile' | undefined>(undefined);
  const box = useRef<HTMLTextAreaElement>(null);

  function take(choice: Choice): void {
    setText('');
    setFound(undefined);
    setProblem(undefined);
    onChoice(choice);
  }

  function look(at: string): void {
    setProblem(undefined);
    onOther();
    if (at.trim() === '') return setFound(undefined);
    const now = recognise(at);
    if (now.ok === 'one') take(now);
    else setFound(now);
  }

  return (
    <div class="field paste">
      <label for="paste">{words.label}</label>
      <div class="paste-row">
        <textarea
          id="paste"
          ref={box}
          rows={1}
          class="mono"
          value={text}
          spellcheck={false}
          autocomplete="off"
          aria-describedby="paste-hint"
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setFound(undefined);
          }}
          onPaste={(event) => {
            const { value, selectionStart, selectionEnd } = event.currentTarget;
            const all = value.slice(0, selectionStart) + (event.clipboardData?.getData('text/plain') ?? '') + value.slice(selectionEnd);
            event.preventDefault();
            setText(all);
            look(all);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            look(text);
          }}
        />
        {text !== '' && found === undefined && (
          <button type="button" class="button" onClick={() => look(text)}>
            {words.look}
          </button>
        )}
        <FileButton label={words.chooseFile} max={MAX_FILE} accept="" onText={look} onProblem={setProblem} />
      </div>
      <p id="paste-hint" class="hint">
        {words.hint}
      </p>
      <div class="paste-answer" role="status">
        {problem !== undefined && <p class="hint hint-wrong">{sayProblem({ field: 'address', is: problem }, form.problems)}</p>}
        {found?.ok === 'none' && <p class="hint hint-wrong">{words.none[found.why]}</p>}
        {found?.ok === 'several' && <p>{words.several}</p>}
        {sorted !== undefined && found === undefined && (
          <p class="recognised">
            <GlyphIcon of="check" size={15} />
            <span>
              {words.recognised(words.systems[sorted.choice.system], sayPieces(sorted.choice, words))}{' '}
              {sorted.missing === undefined ? words.complete : words.needed(sorted.missing)} {words.notThat}
            </span>
          </p>
        )}
      </div>
      {sorted !== undefined && sorted.missing === undefined && found === undefined && (
        <button id="paste-test" type="button" class="button primary paste-test" onClick={onTest}>
          {words.test}
        </button>
      )}
      {found?.ok === 'several' && (
        <ul class="paste-choices" aria-label={words.several}>
          {found.choices.map((choice) => (
            <li key={choice.system}>
              <button type="button" class="button" onClick={() => take(choice)}>
                {words.choice(words.systems[choice.system], sayPieces(choice, words))}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
