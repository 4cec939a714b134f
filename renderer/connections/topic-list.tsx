import type { JSX } from 'preact';
import type { TopicState } from '../../src/shared/connection.ts';
import { useNow } from '../ui/now.ts';
import { span } from '../ui/time.ts';
import { useWords, useWordsOf } from '../words.ts';
import { WatchText } from './systems/cloud-watches.tsx';
import { heardOn } from './systems/cloud-watch.ts';
import { partsOf } from './systems/ewallet-topic.ts';

const STAND = {
  joined: 'good',
  waiting: 'soft',
  joining: 'soft',
  leaving: 'soft',
  errored: 'warn',
  denied: 'bad',
  invalid: 'bad',
  quarantined: 'bad',
} as const satisfies Record<TopicState['phase'], string>;

/** Where each topic stands, in words. */
export function TopicList({ topics, label }: { topics: readonly TopicState[]; label: string }): JSX.Element {
  const words = useWordsOf('connections');
  const all = useWords();
  const now = useNow(topics.some(({ retryAt }) => retryAt !== undefined) ? 1_000 : 60_000);
  return (
    <ul class="topics quiet-scroll" aria-label={label} tabIndex={topics.length > 6 ? 0 : undefined}>
      {topics.map(({ topic, phase, retryAt }) => (
        <li key={topic} class="topic">
          <TopicName topic={topic} />
          <span class={`topic-phase topic-${STAND[phase]}`}>
            {(heardOn(topic) === undefined ? words.topicPhases : words.watchPhases)[phase]}
            {retryAt !== undefined && retryAt > now && (
              <span class="soft">
                {all.marks.comma}
                {words.topicRetry(span(retryAt - now, all))}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A topic as a person reads it: its kind, then its id; or a watch. */
export function TopicName({ topic }: { topic: string }): JSX.Element {
  const { overNats } = useWordsOf('connections');
  const { kinds } = useWordsOf('form').form.ewallet.topics;
  const heard = heardOn(topic);
  if (heard?.road === 'nats') return <span class="topic-name topic-kind">{overNats}</span>;
  if (heard?.road === 'waypoint') return <WatchText watch={heard.watch} />;
  const { kind, id } = partsOf(topic);
  return (
    <span class="topic-name" title={topic}>
      <span class="topic-kind">{kind === undefined ? topic.split(':')[0] : kinds[kind]}</span> <code class="mono">{id}</code>
    </span>
  );
}
