import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useModel } from '../../model.ts';
import { GlyphIcon } from '../../ui/icons.tsx';
import { Field, tied } from '../field.tsx';
import { FIELD_IDS } from '../fields.ts';
import type { PartProps } from '../part.ts';
import { TopicName } from '../topic-list.tsx';
import { useWords, useWordsOf } from '../../words.ts';
import type { EWalletFields } from './ewallet-draft.ts';
import { kindTold, needsTopics, TOPIC_KINDS, warningsOf, withTopics } from './ewallet-topic.ts';
import type { TopicKind } from './ewallet-topic.ts';

/** What is listened to: any number of topics, added one by one or pasted many at once. */
export function TopicsEditor({ fields, change, wrong, point }: PartProps<EWalletFields>): JSX.Element {
  const { marks } = useWords();
  const words = useWordsOf('form').form.ewallet.topics;
  const model = useModel();
  const [kind, setKind] = useState<TopicKind>('account');
  const [text, setText] = useState('');
  const [said, setSaid] = useState<{ problem: boolean; text: string } | undefined>(undefined);
  const warnings = warningsOf(fields.topics, fields.path);

  function add(given: string): void {
    if (given.trim() === '') return point({ field: 'topic', is: 'noId' });
    const read = withTopics(fields.topics, given, kind);
    const notes = [
      ...(read.added > 0 ? [words.added(read.added)] : []),
      ...(read.doubled > 0 && read.added === 0 && read.refused.length === 0 ? [words.doubled] : []),
      ...(read.refused.length > 0 ? [words.refused(read.refused.slice(0, 5).join(marks.comma))] : []),
      ...(read.tooMany ? [words.tooMany] : []),
    ];
    change({ ...fields, topics: read.topics });
    setText(read.refused.join(' '));
    const told = notes.reduce((before, note) => (before === '' ? note : marks.sentences(before, note)), '');
    setSaid({ problem: read.refused.length > 0 || read.tooMany, text: told });
    model.say(told);
  }

  function remove(topic: string, index: number): void {
    const topics = fields.topics.filter((each) => each !== topic);
    change({ ...fields, topics });
    setSaid(undefined);
    // The button that had the focus is gone with its topic.
    requestAnimationFrame(() => (document.querySelectorAll<HTMLElement>('.topic .icon-button')[Math.min(index, topics.length - 1)] ?? document.getElementById(FIELD_IDS.topic))?.focus());
  }

  const problem = wrong('topic') ?? (said?.problem === true ? said.text : undefined);
  const hint = said?.problem === false && said.text !== '' ? said.text : words.idHint;
  return (
    <fieldset class="topics-editor">
      <legend>{words.title}</legend>
      <p class="soft">{words.lead}</p>
      <div class="topic-add">
        <div class="field">
          <label for="field-topic-kind">{words.kind}</label>
          <select id="field-topic-kind" value={kind} onChange={({ currentTarget }) => setKind(TOPIC_KINDS.find((each) => each === currentTarget.value) ?? 'account')}>
            {TOPIC_KINDS.map((each) => (
              <option key={each} value={each}>
                {words.kinds[each]}
              </option>
            ))}
          </select>
        </div>
        <Field label={words.id} name="topic" hint={hint} problem={problem}>
          <span class="topic-input">
            <input
              {...tied('topic', problem)}
              class="mono"
              value={text}
              spellcheck={false}
              autocomplete="off"
              onInput={({ currentTarget }) => {
                setText(currentTarget.value);
                setSaid(undefined);
                setKind(kindTold(currentTarget.value) ?? kind);
              }}
              onPaste={(event) => {
                const given = event.clipboardData?.getData('text/plain') ?? '';
                // A field of one line would run the lines together.
                if (!/\S[\r\n]+\s*\S/.test(given)) return;
                event.preventDefault();
                add(`${text}\n${given}`);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.isComposing) return;
                event.preventDefault();
                add(text);
              }}
            />
            <button type="button" class="button" onClick={() => add(text)}>
              <GlyphIcon of="plus" size={15} />
              {words.add}
            </button>
          </span>
        </Field>
      </div>
      {fields.topics.length > 0 ? (
        <ul class="topics quiet-scroll" aria-label={words.list}>
          {fields.topics.map((topic, index) => (
            <li key={topic} class="topic">
              <TopicName topic={topic} />
              <button type="button" class="icon-button small" aria-label={words.remove(topic)} onClick={() => remove(topic, index)}>
                <GlyphIcon of="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="topics-none soft">{needsTopics(fields.auth) ? words.none : words.ownUser}</p>
      )}
      {warnings.map((warning) => (
        <p key={warning.is} class="warning">
          <GlyphIcon of="warning" size={16} />
          <span>{warning.is === 'crash' ? words.warnings.crash(warning.of) : words.warnings.consumptionsOnly}</span>
        </p>
      ))}
    </fieldset>
  );
}
