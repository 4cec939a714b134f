import type { TopicState, Trouble } from '../../shared/connection.ts';
import { cut } from '../../wire/text.ts';

const NAMED = 5;

/** What is wrong with a connection that is online, but not listening to all that was asked for; undefined where it is. */
export function refusedTopics(topics: readonly TopicState[]): Trouble | undefined {
  if (topics.length === 0) return { code: 'topics-refused', detail: 'no topic to listen to' };
  const refused = topics.filter(({ phase }) => phase === 'denied' || phase === 'invalid' || phase === 'quarantined');
  if (refused.length === 0) return undefined;
  const names = refused.slice(0, NAMED).map(({ topic }) => cut(topic, 90));
  return { code: 'topics-refused', detail: `${names.join(', ')}${refused.length > NAMED ? ', …' : ''}` };
}
