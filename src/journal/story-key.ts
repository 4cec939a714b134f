import type { Alert } from '../shared/alert.ts';

/** What alerts of one story have in common. */
export interface StoryKey {
  identity: string;
  /** `type:id` of their subject. */
  subject: string;
}

/**
 * What an alert's story is about: its subject, an order and the dispute about it being one; or else the person. News of the node itself are no
 * story. The third migration says the same in SQL.
 */
export function storyKeyOf({ identity, subject, actor }: Pick<Alert, 'identity' | 'subject' | 'actor'>): StoryKey | undefined {
  if (subject === undefined) return actor === undefined ? undefined : { identity, subject: `peer:${actor.id}` };
  if (subject.type === 'node') return undefined;
  return { identity, subject: `${subject.type === 'case' ? 'order' : subject.type}:${subject.id}` };
}
