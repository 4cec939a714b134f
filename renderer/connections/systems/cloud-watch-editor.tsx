import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useModel } from '../../model.ts';
import { GlyphIcon } from '../../ui/icons.tsx';
import { Field, tied } from '../field.tsx';
import type { FieldName } from '../fields.ts';
import type { PartProps } from '../part.ts';
import { Segments } from '../../ui/segments.tsx';
import { useWordsOf } from '../../words.ts';
import type { CloudFields } from './cloud-draft.ts';
import { CLOUD_TOPICS, fieldFor, has, MOST_WATCHES, standing, statesOf, watchOf } from './cloud-watch.ts';
import type { WatchProblem } from './cloud-watch.ts';

/** Stands for a name that is typed, in the selects. */
const ANOTHER = '';

const FIELD_OF: Record<WatchProblem, FieldName> = {
  noTopic: 'watchTopic',
  badTopic: 'watchTopic',
  noField: 'watchField',
  badField: 'watchField',
  noFieldId: 'watchValue',
  badFieldId: 'watchValue',
  noState: 'watchState',
  badState: 'watchState',
};

/** Makes a watch of one’s own: for any entity of a topic that comes to a state, or for one that is known. */
export function WatchEditor({ fields, change, wrong, point }: PartProps<CloudFields>): JSX.Element {
  const words = useWordsOf('form').form.cloud.watches;
  const model = useModel();
  const [topic, setTopic] = useState<string>('proofs');
  const [typedTopic, setTypedTopic] = useState('');
  const [state, setState] = useState<string>('request-received');
  const [typedState, setTypedState] = useState('');
  const [of, setOf] = useState<'any' | 'one'>('any');
  const [field, setField] = useState(fieldFor('proofs'));
  const [value, setValue] = useState('');
  const [said, setSaid] = useState('');
  const states = statesOf(topic);

  function choose(next: string): void {
    setTopic(next);
    setState(statesOf(next)[0] ?? ANOTHER);
    setField(fieldFor(next));
    setSaid('');
  }

  function add(): void {
    const name = topic === ANOTHER ? typedTopic : topic;
    const wanted = state === ANOTHER ? typedState : state;
    const made = watchOf(of === 'any' ? standing(name, wanted) : { topic: name, field, fieldId: value, state: wanted });
    setSaid('');
    if (!made.ok) return point({ field: FIELD_OF[made.problem], is: made.problem });
    const { watch, corrected } = made;
    const doubled = has(fields.watches, watch);
    if (!doubled && fields.watches.length >= MOST_WATCHES) return point({ field: 'watch', is: 'tooManyWatches' });
    const told = doubled ? words.doubled : corrected ? words.corrected : words.added;
    if (!doubled) change({ ...fields, watches: [...fields.watches, watch] });
    setValue('');
    setSaid(told);
    model.say(told);
  }

  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    add();
  };
  const typed = (name: FieldName, now: string, set: (text: string) => void, max: number): JSX.Element => (
    <input
      {...tied(name, wrong(name))}
      class="mono"
      value={now}
      maxLength={max}
      spellcheck={false}
      autocomplete="off"
      onInput={({ currentTarget }) => {
        set(currentTarget.value);
        setSaid('');
      }}
      onKeyDown={enter}
    />
  );

  return (
    <div class="watch-editor">
      <div class="halves">
        <div class="field">
          <label for="watch-topic">{words.topic}</label>
          <select id="watch-topic" value={topic} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            {CLOUD_TOPICS.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
            <option value={ANOTHER}>{words.another}</option>
          </select>
        </div>
        <div class="field">
          <label for="watch-state">{words.state}</label>
          <select id="watch-state" value={state} onChange={({ currentTarget }) => setState(currentTarget.value)}>
            {states.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
            <option value={ANOTHER}>{words.another}</option>
          </select>
        </div>
        {topic === ANOTHER && (
          <Field label={words.anotherTopic} name="watchTopic" problem={wrong('watchTopic')}>
            {typed('watchTopic', typedTopic, setTypedTopic, 200)}
          </Field>
        )}
        {state === ANOTHER && (
          <Field label={words.anotherState} name="watchState" problem={wrong('watchState')}>
            {typed('watchState', typedState, setTypedState, 200)}
          </Field>
        )}
      </div>
      <Segments legend={words.of} name="watch-of" options={(['any', 'one'] as const).map((each) => ({ value: each, label: words.ofs[each] }))} value={of} onChange={setOf} />
      {of === 'one' && (
        <div class="halves">
          <Field label={words.field} name="watchField" hint={words.fieldHint} problem={wrong('watchField')}>
            {typed('watchField', field, setField, 300)}
          </Field>
          <Field label={words.fieldId} name="watchValue" problem={wrong('watchValue')}>
            {typed('watchValue', value, setValue, 300)}
          </Field>
        </div>
      )}
      <p class="watch-add">
        <button type="button" class="button" onClick={add}>
          <GlyphIcon of="plus" size={15} />
          {words.add}
        </button>
        <span class="hint">{said}</span>
      </p>
    </div>
  );
}
