import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { TestResult } from '../../src/shared/connection.ts';
import type { System } from '../../src/shared/system.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { TroubleText } from '../ui/trouble.tsx';
import { useWordsOf } from '../words.ts';
import { TopicList } from './topic-list.tsx';

/** What the server said, in plain words. */
export function Answer({ busy, result, system }: { busy: boolean; result: TestResult | undefined; system: System }): JSX.Element {
  const form = useWordsOf('form').form;
  const box = useRef<HTMLDivElement>(null);
  // A long answer pushes the buttons out of a low window.
  useEffect(() => {
    if (result !== undefined) box.current?.nextElementSibling?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  return (
    <div ref={box} class="answer" role="status">
      {busy && <p class="soft">{form.testing}</p>}
      {result?.ok === true && <Good result={result} system={system} />}
      {result?.ok === false && (
        <p class="answer-bad">
          <GlyphIcon of="warning" size={18} />
          <TroubleText trouble={result.trouble} system={system} />
        </p>
      )}
    </div>
  );
}

function Good({ result, system }: { result: Extract<TestResult, { ok: true }>; system: System }): JSX.Element {
  const { name, version, testnet, topics, listed, locations } = result;
  const form = useWordsOf('form').form;
  const venues = system === 'doshii';
  const catchUp = venues ? form.doshii.listed : form.listed;
  const heard = system === 'acapy-cloud' ? form.watchesHeard : form.topicsHeard;
  const joined = topics?.filter(({ phase }) => phase === 'joined').length ?? 0;
  const whole = topics === undefined || joined === topics.length;
  return (
    <>
      <p class={whole ? 'answer-good' : 'answer-partly'}>
        <GlyphIcon of={whole ? 'check' : 'warning'} size={18} />
        <span>
          {venues ? form.doshii.works(locations) : name === undefined ? form.works : form.worksAs(name)} {version !== undefined && form.version(version)} {testnet === true && form.testnet}
          {topics !== undefined && topics.length > 0 && <span class="answer-line">{heard(joined, topics.length)}</span>}
          {listed !== undefined && <span class="answer-line">{listed ? catchUp.yes : catchUp.no}</span>}
        </span>
      </p>
      {topics !== undefined && topics.length > 0 && (!whole || system === 'acapy-cloud') && <TopicList topics={topics} label={form.topicsAsked[system]} />}
    </>
  );
}
