import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/journal/database.ts';
import { migrate, MIGRATIONS } from '../../src/journal/schema.ts';
import { chatsSql, storySql, UNREAD_CHAT_SQL } from '../../src/journal/stories.ts';
import { storyKeyOf } from '../../src/journal/story-key.ts';
import { storyNumber } from '../../src/journal/story-rows.ts';
import type { Alert } from '../../src/shared/alert.ts';
import { NOON } from '../clock.ts';
import { batch, folder, IDENTITY, journalAt, newJournal, sample } from './sample.ts';

const ORDER = { type: 'order', id: 'QmOrder' } as const;
const peer = (id: string) => ({ type: 'peer', id }) as const;
const said = (key: string, at: number, over: Partial<Alert> = {}): Alert =>
  sample({ key, kind: 'message', category: 'chat', subject: peer('QmAnna'), actor: { id: 'QmAnna' }, text: key, occurredAt: NOON + at, ...over });
const keys = (entries: readonly { alert: Alert }[]): string[] => entries.map(({ alert }) => alert.key);
const ofOrder = { identity: IDENTITY, subject: 'order:QmOrder' };

test('all of one order is one story, whatever its kind and whatever it was called by', async () => {
  const journal = newJournal();
  await journal.write(
    batch(
      sample({ key: 'sale', subject: ORDER, occurredAt: NOON }),
      sample({ key: 'paid', kind: 'payment', category: 'payment', subject: ORDER, occurredAt: NOON + 1 }),
      said('about it', 2, { subject: ORDER }),
      sample({ key: 'case', kind: 'disputeOpen', category: 'dispute', subject: { type: 'case', id: 'QmOrder' }, occurredAt: NOON + 3 }),
      sample({ key: 'other', subject: { type: 'order', id: 'QmOther' }, occurredAt: NOON + 4 }),
      sample({ key: 'about nothing', occurredAt: NOON + 5 })
    )
  );
  const elsewhere = sample({ key: 'theirs', identity: 'openbazaar:QmElse', subject: ORDER });
  await journal.write({ identity: elsewhere.identity, items: [{ type: 'alert', alert: elsewhere }] });
  expect(keys(journal.story({ ...ofOrder, limit: 9 }))).toEqual(['case', 'about it', 'paid', 'sale']);
  expect(keys(journal.story({ ...ofOrder, chat: true, limit: 9 }))).toEqual(['about it']);
  expect(keys(journal.story({ identity: elsewhere.identity, subject: 'order:QmOrder', limit: 9 }))).toEqual(['theirs']);
  expect(journal.story({ identity: IDENTITY, subject: 'order:QmNone', limit: 9 })).toEqual([]);
});

test('a story is paged by key, and those of one millisecond come once each', async () => {
  const journal = newJournal();
  await journal.write(batch(...Array.from({ length: 7 }, (_, n) => sample({ key: `k${n}`, subject: ORDER, occurredAt: NOON + Math.floor(n / 3) }))));
  const found: string[] = [];
  for (let before: { occurredAt: number; id: number } | undefined; ; ) {
    const page = journal.story({ ...ofOrder, before, limit: 2 });
    const last = page.at(-1);
    if (last === undefined) break;
    found.push(...keys(page));
    before = { occurredAt: last.alert.occurredAt, id: last.id };
  }
  expect(found).toEqual(['k6', 'k5', 'k4', 'k3', 'k2', 'k1', 'k0']);
});

test('a transaction joins the story of its order once that is known', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ key: 'tx', kind: 'wallet', category: 'wallet', subject: { type: 'transaction', id: 'ab' } })));
  expect(keys(journal.story({ identity: IDENTITY, subject: 'transaction:ab', limit: 9 }))).toEqual(['tx']);
  await journal.write({ identity: IDENTITY, items: [{ type: 'amend', key: 'tx', amendment: { subject: ORDER } }] });
  expect(journal.story({ identity: IDENTITY, subject: 'transaction:ab', limit: 9 })).toEqual([]);
  expect(keys(journal.story({ ...ofOrder, limit: 9 }))).toEqual(['tx']);
});

test('chats come by their last message, with how many of them are unread; looking at them reads nothing', async () => {
  const journal = newJournal();
  await journal.write(
    batch(
      said('a1', 1),
      said('b1', 2, { subject: peer('QmBob'), actor: { id: 'QmBob' } }),
      said('o1', 3, { subject: ORDER, read: true }),
      said('a2', 4),
      sample({ key: 'follow', kind: 'follow', category: 'follow', subject: peer('QmAnna'), occurredAt: NOON + 9 })
    )
  );
  const seen = () => journal.chats(undefined, 9).map(({ key, last, unread }) => [key.subject, last.alert.key, unread]);
  expect(seen()).toEqual([
    ['peer:QmAnna', 'a2', 2],
    ['order:QmOrder', 'o1', 0],
    ['peer:QmBob', 'b1', 1],
  ]);
  const [first] = journal.chats(undefined, 1);
  expect(journal.chats({ occurredAt: first!.last.alert.occurredAt, id: first!.last.id }, 9).map(({ key }) => key.subject)).toEqual(['order:QmOrder', 'peer:QmBob']);
  expect(journal.unread()).toBe(4);
  await journal.markRead([journal.entryByKey(IDENTITY, 'a1')!.id], NOON);
  expect(seen()[0]).toEqual(['peer:QmAnna', 'a2', 1]);
});

test('a chat follows what becomes of its messages: later times, doubts, removals', async () => {
  const journal = newJournal();
  await journal.write(batch(said('a1', 1), said('a2', 4), said('b1', 2, { subject: peer('QmBob') })));
  const seen = () => journal.chats(undefined, 9).map(({ last }) => last.alert.key);
  expect(seen()).toEqual(['a2', 'b1']);
  // What the node refuted is no message any more.
  await journal.write({ identity: IDENTITY, items: [{ type: 'amend', key: 'a2', amendment: { confirmation: 'refuted', category: 'system' } }] });
  expect(seen()).toEqual(['b1', 'a1']);
  const [removed] = await journal.remove([journal.entryByKey(IDENTITY, 'b1')!.id]);
  expect(seen()).toEqual(['a1']);
  expect(journal.story({ identity: IDENTITY, subject: 'peer:QmBob', limit: 9 })).toEqual([]);
  await journal.restore([removed!]);
  expect(seen()).toEqual(['b1', 'a1']);
});

test('a journal of before tells the same stories after its migration', async () => {
  const file = path.join(folder(), 'old.db');
  const alerts = [
    sample({ key: 'sale', subject: ORDER }),
    sample({ key: 'case', subject: { type: 'case', id: 'QmOrder' }, occurredAt: NOON + 1 }),
    said('about it', 2, { subject: ORDER }),
    said('hello', 3),
    sample({ key: 'by somebody', actor: { id: 'QmAnna' } }),
    sample({ key: 'of the node', subject: { type: 'node', id: 'QmSelf' } }),
    sample({ key: 'about nothing' }),
    sample({ key: 'odd', subject: { type: 'order', id: 'Ünï "quoted" \\ and: colon' } }),
  ];
  const db = openDatabase(file);
  migrate(db, MIGRATIONS.slice(0, 2));
  for (const [n, alert] of alerts.entries()) {
    db.run('INSERT INTO entries (id, doc, connection_id, category, occurred_at, received_at, read) VALUES (?1, ?1, ?2, ?3, ?4, 1, 0)', n + 1, 'c1', alert.category, alert.occurredAt);
    db.run('INSERT INTO bodies (id, alert) VALUES (?, ?)', n + 1, JSON.stringify(alert));
  }
  db.close();
  const journal = journalAt(file);
  for (const [n, alert] of alerts.entries()) {
    const key = storyKeyOf(alert);
    if (key === undefined) continue;
    expect(journal.story({ ...key, limit: 9 }).map(({ id }) => id)).toContain(n + 1);
  }
  expect(keys(journal.story({ ...ofOrder, limit: 9 }))).toEqual(['about it', 'case', 'sale']);
  expect(journal.chats(undefined, 9).map(({ key, last }) => [key.subject, last.alert.key])).toEqual([['peer:QmAnna', 'hello'], ['order:QmOrder', 'about it']]);
});

test('stories and chats are read in order from an index, without sorting or scanning', () => {
  const db = openDatabase(':memory:');
  migrate(db);
  storyNumber(db, ofOrder);
  const plan = (sql: string, values: readonly (string | number | null | Uint8Array)[]): string =>
    db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map((row) => String(row[3])).join('; ');
  for (const before of [undefined, { occurredAt: NOON, id: 7 }]) {
    for (const chat of [false, true]) {
      const { sql, values } = storySql({ ...ofOrder, chat, before, limit: 9 });
      expect(plan(sql, values)).toMatch(/SEARCH e USING INDEX entries_story \(story=\?/);
      expect(plan(sql, values)).not.toMatch(/TEMP B-TREE|SCAN/);
    }
    const { sql, values } = chatsSql(before, 9);
    expect(plan(sql, values)).toMatch(/SEARCH s USING INDEX stories_chats/);
    expect(plan(sql, values)).not.toMatch(/TEMP B-TREE/);
  }
  expect(plan(UNREAD_CHAT_SQL, [1])).toMatch(/SEARCH entries USING INDEX unread_chat/);
});
