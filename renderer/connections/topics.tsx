import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { TopicState } from '../../src/shared/connection.ts';
import { useModel } from '../model.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWordsOf } from '../words.ts';
import { TopicList } from './topic-list.tsx';

/** How many of its topics a connection listens to, and on opening where each stands; as it changes. */
export function Topics({ connection }: { connection: ConnectionView }): JSX.Element {
  const words = useWordsOf('connections');
  const model = useModel();
  const { id, name, system, topics = [], joined = 0 } = connection;
  const [open, setOpen] = useState(false);
  const [states, setStates] = useState<readonly TopicState[] | undefined>(undefined);
  const all = model.connections.value;
  useEffect(() => {
    if (!open) return undefined;
    let wanted = true;
    void model.attempt(async () => {
      const answer = await model.bridge.call('connections.topics', { id });
      if (wanted) setStates(answer);
    });
    return () => {
      wanted = false;
    };
  }, [open, id, all]);
  return (
    <details class="card-more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <GlyphIcon of="chevron" size={15} />
        {system === 'acapy-cloud' ? words.whatIsHeard : topics.length === 0 ? words.ownUserTopic : words.topics(joined, topics.length)}
        <span class="unseen">: {name}</span>
      </summary>
      {open && (states === undefined ? <p class="soft topics-none">{words.topicsLoading}</p> : <TopicList topics={states} label={words.topicsOf(name)} />)}
    </details>
  );
}
