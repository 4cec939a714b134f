import { expect, test } from 'vitest';
import type { Bell } from '../../src/bell.ts';
import { storyHandlers } from '../../src/desktop/story-handlers.ts';
import type { Alert } from '../../src/shared/alert.ts';
import type { Story, Threads } from '../../src/shared/story.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';
import { NOON } from '../clock.ts';
import { batch, IDENTITY, newJournal, sample } from '../journal/sample.ts';

const ORDER = { type: 'order', id: 'QmOrder' } as const;
const said = (key: string, at: number, over: Partial<Alert> = {}): Alert =>
  sample({ key, kind: 'message', category: 'chat', subject: { type: 'peer', id: 'QmAnna' }, actor: { id: 'QmAnna', name: 'Anna' }, text: key, occurredAt: NOON + at, ...over });

/** Handlers over a real journal and a bell of which nothing but intents may be asked. */
async function scene(...alerts: Alert[]) {
  const journal = newJournal();
  await journal.write(batch(...alerts));
  const bell = new Proxy({ intent: () => undefined } as unknown as Bell, {
    get(target, name) {
      if (name !== 'intent') throw new Error(`looking at a story asked the bell for ${String(name)}`);
      return target.intent;
    },
  });
  const handlers = storyHandlers({
    core: () => ({ journal, bell }),
    view: () => ({ catalogue: CATALOGUES.en, pictureId: () => 'picture', locale: 'en', now: NOON }),
  });
  return { journal, handlers };
}
const keysOf = (story: Story | null) => story?.lines.map(({ text, kind }) => text ?? kind);

test('an order has its whole story on one page, oldest first, with what was said whole and who said it', async () => {
  const long = 'word '.repeat(400);
  const { handlers, journal } = await scene(
    sample({ key: 'sale', subject: ORDER, item: 'Lamp', amount: { value: '150', unit: 'BTC', divisibility: 2 } }),
    sample({ key: 'pay', kind: 'payment', category: 'payment', subject: ORDER, occurredAt: NOON + 1 }),
    said(long, 2, { key: 'm1', subject: ORDER, actions: ['reply'] }),
    said('ours', 3, { subject: ORDER, own: true, read: true }),
    sample({ key: 'ship', kind: 'fulfillment', subject: ORDER, occurredAt: NOON + 4 }),
    sample({ key: 'case', kind: 'disputeOpen', category: 'dispute', subject: { type: 'case', id: 'QmOrder' }, deadlineAt: NOON + 9_000_000, occurredAt: NOON + 5 }),
    sample({ key: 'back', kind: 'refund', category: 'refund', subject: ORDER, occurredAt: NOON + 6 })
  );
  const unread = journal.unread();
  const story = handlers['inbox.story']({ id: 1, limit: 200 }) as Story;
  expect(story).toMatchObject({ identity: IDENTITY, about: { type: 'order', id: 'QmOrder' } });
  expect(story).not.toHaveProperty('next');
  expect(story.lines.map(({ kind }) => kind)).toEqual(['order', 'payment', 'message', 'message', 'fulfillment', 'disputeOpen', 'refund']);
  expect(story.lines[2]).toMatchObject({ text: long, actorId: 'QmAnna', actions: ['reply'] });
  expect(story.lines[3]).toMatchObject({ own: true, text: 'ours' });
  expect(story.lines[5]).toMatchObject({ deadlineAt: NOON + 9_000_000 });
  // From any of its alerts it is the same story, and nobody has read anything by it.
  expect(handlers['inbox.story']({ id: 6, limit: 200 })).toEqual(story);
  handlers['inbox.threads']({ limit: 9 });
  handlers['inbox.thread']({ identity: IDENTITY, orderId: 'QmOrder', limit: 9 });
  expect(journal.unread()).toBe(unread);
  expect(journal.history(1).map(({ event }) => event)).toEqual(['received']);
});

test('a story is read page by page towards its beginning', async () => {
  const { handlers } = await scene(...Array.from({ length: 5 }, (_, n) => said(`m${n}`, n, { subject: ORDER })));
  const last = handlers['inbox.story']({ id: 3, limit: 2 }) as Story;
  expect(keysOf(last)).toEqual(['m3', 'm4']);
  const middle = handlers['inbox.story']({ id: 3, before: last.next, limit: 2 }) as Story;
  expect(keysOf(middle)).toEqual(['m1', 'm2']);
  const first = handlers['inbox.story']({ id: 3, before: middle.next, limit: 2 }) as Story;
  expect(keysOf(first)).toEqual(['m0']);
  expect(first.next).toBeUndefined();
});

test('an alert about nothing is its own story, and one that is gone has none', async () => {
  const { handlers } = await scene(sample(), sample({ key: 'k2' }));
  expect((handlers['inbox.story']({ id: 2, limit: 9 }) as Story).lines.map(({ id }) => id)).toEqual([2]);
  expect(handlers['inbox.story']({ id: 77, limit: 9 })).toBeNull();
});

test('chats are by person and by order, each read by itself', async () => {
  const { handlers } = await scene(
    said('a1', 1),
    said('o1', 2, { subject: ORDER }),
    said('a2', 3, { own: true, read: true }),
    said('c1', 4, { system: 'acapy-cloud', subject: { type: 'connection', id: 'conn' }, actor: { id: 'conn', name: 'Bank' } }),
    sample({ key: 'sale', subject: ORDER, occurredAt: NOON + 9 })
  );
  const { threads } = handlers['inbox.threads']({ limit: 9 }) as Threads;
  expect(threads.map(({ with: about, last, unread }) => [about.type, about.id, last.text, unread])).toEqual([
    ['connection', 'conn', 'c1', 1],
    ['peer', 'QmAnna', 'a2', 1],
    ['order', 'QmOrder', 'o1', 1],
  ]);
  expect(keysOf(handlers['inbox.thread']({ identity: IDENTITY, actorId: 'QmAnna', limit: 9 }) as Story)).toEqual(['a1', 'a2']);
  expect(keysOf(handlers['inbox.thread']({ identity: IDENTITY, actorId: 'conn', limit: 9 }) as Story)).toEqual(['c1']);
  expect(keysOf(handlers['inbox.thread']({ identity: IDENTITY, orderId: 'QmOrder', limit: 9 }) as Story)).toEqual(['o1']);
  expect(keysOf(handlers['inbox.thread']({ identity: 'openbazaar:QmElse', orderId: 'QmOrder', limit: 9 }) as Story)).toEqual([]);
});

test('chats come page by page', async () => {
  const { handlers } = await scene(...Array.from({ length: 5 }, (_, n) => said(`m${n}`, n, { subject: { type: 'peer', id: `Qm${n}` } })));
  const seen: (string | undefined)[] = [];
  let pages = 0;
  for (let before: Threads['next']; ; ) {
    const page = handlers['inbox.threads']({ before, limit: 2 }) as Threads;
    seen.push(...page.threads.map(({ last }) => last.text));
    pages += 1;
    before = page.next;
    if (before === undefined) break;
  }
  expect(seen).toEqual(['m4', 'm3', 'm2', 'm1', 'm0']);
  expect(pages).toBe(3);
});

test('before the journal is open there is nothing to tell', () => {
  const handlers = storyHandlers({ core: () => undefined, view: () => ({ catalogue: CATALOGUES.en, pictureId: () => '', locale: 'en', now: NOON }) });
  expect(handlers['inbox.story']({ id: 1, limit: 9 })).toBeNull();
  expect(handlers['inbox.threads']({ limit: 9 })).toEqual({ threads: [] });
  expect(handlers['inbox.thread']({ identity: IDENTITY, actorId: 'QmAnna', limit: 9 })).toMatchObject({ lines: [] });
});
