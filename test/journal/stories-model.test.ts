import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Removed } from '../../src/journal/removing.ts';
import { openJournal, type FileJournal } from '../../src/journal/open-journal.ts';
import { storyKeyOf } from '../../src/journal/story-key.ts';
import type { Alert } from '../../src/shared/alert.ts';
import type { Entry } from '../../src/shared/inbox.ts';
import { NOON } from '../clock.ts';
import { batch, IDENTITY, sample, searchText } from './sample.ts';

/** Few of each, so that they meet. */
const subject = fc.constantFrom<Alert['subject']>(undefined, { type: 'order', id: 'A' }, { type: 'case', id: 'A' }, { type: 'order', id: 'B' }, { type: 'peer', id: 'P' }, { type: 'node', id: 'N' });
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), key: fc.nat(7), subject, isChat: fc.boolean(), at: fc.nat(3), read: fc.boolean(), by: fc.boolean() }),
  fc.record({ do: fc.constant('amend' as const), key: fc.nat(7), subject, refuted: fc.boolean() }),
  fc.record({ do: fc.constant('mark' as const), id: fc.integer({ min: 1, max: 8 }), read: fc.boolean() }),
  fc.record({ do: fc.constant('remove' as const), id: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ do: fc.constant('restore' as const) }),
  fc.record({ do: fc.constant('forget' as const), at: fc.nat(3) })
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const storyName = ({ alert }: Entry): string => JSON.stringify(storyKeyOf(alert) ?? null);
const newestFirst = (one: Entry, other: Entry): number => other.alert.occurredAt - one.alert.occurredAt || other.id - one.id;

async function take(journal: FileJournal, given: Step, removed: Removed[][]): Promise<void> {
  if (given.do === 'write') {
    const { key, subject: about, isChat, at, read, by } = given;
    await journal.write(
      batch(sample({ key: `k${key}`, occurredAt: NOON + at, read, ...(isChat && { kind: 'message', category: 'chat' }), ...(about && { subject: about }), ...(by && { actor: { id: 'P' } }) }))
    );
  } else if (given.do === 'amend') {
    const amendment = { ...(given.subject && { subject: given.subject }), ...(given.refuted && { category: 'system' as const }) };
    await journal.write({ identity: IDENTITY, items: [{ type: 'amend', key: `k${given.key}`, amendment }] });
  } else if (given.do === 'mark') await (given.read ? journal.markRead([given.id], NOON) : journal.markUnread([given.id], NOON));
  else if (given.do === 'remove') removed.push(await journal.remove([given.id]));
  else if (given.do === 'restore') await journal.restore(removed.pop() ?? []);
  else {
    for (const { id } of journal.unsettled(99)) await journal.note([{ id, at: NOON, decision: { deliver: 'inbox', why: 'rings' } }, { id, at: NOON, delivered: 'none' }]);
    await journal.forget(NOON + given.at);
  }
}

test('whatever comes, changes, goes and comes back: stories and chats are what the alerts themselves say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const journal = openJournal({ file: ':memory:', merge: () => undefined, searchText });
      try {
        const removed: Removed[][] = [];
        for (const one of steps) await take(journal, one, removed);
        const all = journal.query({ limit: 200 });
        const stories = new Map<string, Entry[]>();
        for (const entry of all) if (storyKeyOf(entry.alert) !== undefined) stories.set(storyName(entry), [...(stories.get(storyName(entry)) ?? []), entry]);
        for (const entries of stories.values()) {
          expect(journal.story({ ...storyKeyOf(entries[0]!.alert)!, limit: 200 })).toEqual(entries.toSorted(newestFirst));
        }
        const chats = [...stories.values()].flatMap((entries) => {
          const said = entries.filter(({ alert }) => alert.category === 'chat').toSorted(newestFirst);
          const unread = said.filter(({ alert, decision }) => !alert.read && decision?.deliver !== 'off').length;
          return said[0] === undefined ? [] : [{ key: storyKeyOf(said[0].alert), last: said[0], unread }];
        });
        expect(journal.chats(undefined, 99)).toEqual(chats.toSorted((one, other) => newestFirst(one.last, other.last)));
      } finally {
        await journal.close();
      }
    }),
    { numRuns: 150 }
  );
});
