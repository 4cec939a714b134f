import { expect, test } from 'vitest';
import { TOPIC_PHASES, Trouble } from '../../../src/shared/connection.ts';
import { refusedTopics } from '../../../src/sources/ewallet/refused-topics.ts';

test('refused is what the server does not let in, does not know, or does not survive; all else may still come', () => {
  const refused = TOPIC_PHASES.filter((phase) => refusedTopics([{ topic: 'account:a', phase }]) !== undefined);
  expect(refused).toEqual(['denied', 'invalid', 'quarantined']);
});

test('five are named, and that there are more; names of any length fit', () => {
  const states = Array.from({ length: 6 }, (_, index) => ({ topic: `account:${'x'.repeat(290)}${index}`, phase: 'denied' as const }));
  const trouble = refusedTopics(states);
  expect(Trouble.safeParse(trouble).success).toBe(true);
  expect(trouble?.detail?.split(', ')).toHaveLength(6);
  expect(trouble?.detail?.endsWith(', …')).toBe(true);
  expect(refusedTopics(states.slice(0, 1))?.detail?.startsWith('account:xx')).toBe(true);
});

test('listening to nothing is said', () => {
  expect(refusedTopics([])).toEqual({ code: 'topics-refused', detail: 'no topic to listen to' });
});
