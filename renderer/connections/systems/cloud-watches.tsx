import type { JSX } from 'preact';
import type { Watch } from '../../../src/shared/connection.ts';
import { GlyphIcon } from '../../ui/icons.tsx';
import { tied } from '../field.tsx';
import { FIELD_IDS } from '../fields.ts';
import type { PartProps } from '../part.ts';
import { useWords, useWordsOf } from '../../words.ts';
import type { WordsOf } from '../../words.ts';
import type { CloudFields } from './cloud-draft.ts';
import { WatchEditor } from './cloud-watch-editor.tsx';
import { doubtOf, isOn, isStanding, ownOf, PRESET_NAMES, withoutWatch, withPreset } from './cloud-watch.ts';

type Part = PartProps<CloudFields>;

/** What is waited for at Waypoint: what most want to hear of, to be ticked, and any watch of one's own. */
export function Watches(props: Part): JSX.Element {
  const { fields, change, wrong } = props;
  const words = useWordsOf('form').form.cloud.watches;
  const own = ownOf(fields.watches);
  const problem = wrong('watch');

  function remove(watch: Watch, index: number): void {
    change({ ...fields, watches: withoutWatch(fields.watches, watch) });
    // The button that had the focus is gone with its watch.
    const next = (): HTMLElement | null =>
      document.querySelectorAll<HTMLElement>('.topic .icon-button')[Math.min(index, own.length - 2)] ?? document.getElementById(FIELD_IDS.watch);
    requestAnimationFrame(() => next()?.focus());
  }

  return (
    <fieldset class="topics-editor">
      <legend>{words.title}</legend>
      <p class="soft">{words.lead}</p>
      <ul class="checks">
        {PRESET_NAMES.map((preset, index) => (
          <li key={preset}>
            <label>
              <input
                {...(index === 0 ? tied('watch', problem) : {})}
                type="checkbox"
                checked={isOn(fields.watches, preset)}
                onChange={({ currentTarget }) => change({ ...fields, watches: withPreset(fields.watches, preset, currentTarget.checked) })}
              />
              <span>{words.presets[preset]}</span>
            </label>
          </li>
        ))}
      </ul>
      <p id={`${FIELD_IDS.watch}-hint`} class={problem === undefined ? 'hint' : 'hint hint-wrong'} role={problem === undefined ? undefined : 'alert'}>
        {problem ?? ''}
      </p>
      {own.length > 0 && (
        <ul class="topics quiet-scroll" aria-label={words.list}>
          {own.map((watch, index) => (
            <li key={JSON.stringify(watch)} class="topic">
              <WatchText watch={watch} />
              <button type="button" class="icon-button small" aria-label={words.remove(textOf(watch, words))} onClick={() => remove(watch, index)}>
                <GlyphIcon of="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {own.map((watch) => (
        <Doubt key={JSON.stringify(watch)} watch={watch} />
      ))}
      <details class="card-more">
        <summary>
          <GlyphIcon of="chevron" size={15} />
          {words.own}
        </summary>
        <WatchEditor {...props} />
      </details>
    </fieldset>
  );
}

/** A watch as a person reads it: its topic, the entity where it is for one, the state. */
export function WatchText({ watch }: { watch: Watch }): JSX.Element {
  const { detail } = useWords();
  const words = useWordsOf('form').form.cloud.watches;
  const { topic, field, fieldId, state } = watch;
  const known = Object.hasOwn(detail.cloudStates, state) ? detail.cloudStates[state] : undefined;
  return (
    <span class="topic-name" title={textOf(watch, words)}>
      <span class="topic-kind">{topicName(topic, words)}</span> {!isStanding(watch) && <code class="mono">{words.is(field, fieldId)} </code>}
      {known === undefined ? <code class="mono">{state}</code> : <span class="soft">{words.stateIs(known)}</span>}
    </span>
  );
}

type WatchWords = WordsOf<'form'>['form']['cloud']['watches'];

function topicName(topic: string, { topics }: WatchWords): string {
  return Object.hasOwn(topics, topic) ? (topics[topic] ?? topic) : topic;
}

function textOf(watch: Watch, words: WatchWords): string {
  const { topic, field, fieldId, state } = watch;
  return [topicName(topic, words), ...(isStanding(watch) ? [] : [words.is(field, fieldId)]), state].join(' ');
}

function Doubt({ watch }: { watch: Watch }): JSX.Element | null {
  const { doubts } = useWordsOf('form').form.cloud.watches;
  const doubt = doubtOf(watch);
  if (doubt === undefined) return null;
  const { topic, state } = watch;
  return (
    <p class="warning">
      <GlyphIcon of="warning" size={16} />
      <span>{doubt === 'never' ? doubts.never : doubt === 'topic' ? doubts.topic(topic) : doubts.state(topic, state)}</span>
    </p>
  );
}
