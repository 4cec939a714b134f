import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Alert } from '../../src/shared/alert.ts';
import type { Item } from '../../src/shared/batch.ts';
import { NOON, testClock } from '../clock.ts';
import { batch, folder, IDENTITY, journalAt, newJournal, sample } from './sample.ts';

const RING = { deliver: 'notify', why: 'rings' } as const;

test('a new alert is held undecided, and found by id and by key', async () => {
  const journal = newJournal();
  const [written] = await journal.write(batch(sample({ item: 'Camera' })));
  expect(written!.outcome).toBe('new');
  expect(written!.entry!.decision).toBeUndefined();
  expect(journal.entry(written!.entry!.id)).toEqual(written!.entry);
  expect(journal.entryByKey(IDENTITY, 'k1')!.alert).toEqual(sample({ item: 'Camera' }));
  expect(journal.entryByKey('openbazaar:QmOther', 'k1')).toBeUndefined();
});

test('the same key again is a duplicate, also within one batch and after a restart', async () => {
  const file = path.join(folder(), 'j.db');
  const first = journalAt(file);
  expect((await first.write(batch(sample(), sample()))).map(({ outcome }) => outcome)).toEqual(['new', 'duplicate']);
  await first.close();
  const again = journalAt(file);
  expect((await again.write(batch(sample())))[0]!.outcome).toBe('duplicate');
  expect(again.counts().total).toBe(1);
});

test('the same key of another identity is another alert', async () => {
  const journal = newJournal();
  await journal.write(batch(sample()));
  const other = sample({ identity: 'openbazaar:QmOther' });
  expect((await journal.write({ identity: other.identity, items: [{ type: 'alert', alert: other }] }))[0]!.outcome).toBe('new');
});

test('what comes later of the same alert amends it, and its history says what changed', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ status: 'PENDING' })));
  const [written] = await journal.write(batch(sample({ status: 'CONFIRMED', text: 'memo' })));
  expect(written!.outcome).toBe('amended');
  expect(journal.entryByKey(IDENTITY, 'k1')!.alert).toMatchObject({ status: 'CONFIRMED', text: 'memo' });
  const { id } = written!.entry!;
  expect(journal.history(id).map(({ event, note }) => `${event}: ${note}`)).toEqual(['received: live', 'amended: status, text']);
});

test('alerts of one series are one row, found by each key and by the series', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ key: 'tx:pending', series: 'tx', status: 'PENDING' })));
  const [written] = await journal.write(batch(sample({ key: 'tx:confirmed', series: 'tx', status: 'CONFIRMED' })));
  expect(written!.outcome).toBe('amended');
  expect(journal.counts().total).toBe(1);
  for (const key of ['tx', 'tx:pending', 'tx:confirmed']) expect(journal.entryByKey(IDENTITY, key)!.id).toBe(written!.entry!.id);
});

test('amendments and read states find their alert by key or series, and later items see earlier ones', async () => {
  const journal = newJournal();
  const items: Item[] = [
    { type: 'alert', alert: sample({ key: 'a', series: 's' }) },
    { type: 'amend', key: 's', amendment: { item: 'Camera', actor: { id: 'QmBuyer', name: 'Anna' } } },
    { type: 'amend', key: 'a', amendment: { item: 'Camera' } },
    { type: 'read', key: 'a' },
    { type: 'read', key: 's' },
    { type: 'read', key: 'nobody' },
    { type: 'amend', key: 'nobody', amendment: { item: 'x' } },
  ];
  const written = await journal.write({ identity: IDENTITY, items });
  expect(written.map(({ outcome }) => outcome)).toEqual(['new', 'amended', 'duplicate', 'amended', 'duplicate', 'unknown', 'unknown']);
  expect(journal.entryByKey(IDENTITY, 'a')!.alert).toMatchObject({ item: 'Camera', actor: { name: 'Anna' }, read: true });
});

test('a server that read it marks it read here; it never makes unread what was read here', async () => {
  const journal = newJournal();
  await journal.write(batch(sample()));
  expect((await journal.write(batch(sample({ read: true }))))[0]).toMatchObject({ outcome: 'amended', entry: { alert: { read: true } } });
  expect((await journal.write(batch(sample({ read: false, status: 'NEW' }))))[0]).toMatchObject({ outcome: 'amended', entry: { alert: { read: true } } });
});

test('decision and delivery settle an entry; the rest is handed out oldest first', async () => {
  const journal = newJournal();
  const written = await journal.write(batch(sample({ key: 'a' }), sample({ key: 'b' }), sample({ key: 'c' })));
  const [a, b, c] = written.map(({ entry }) => entry!.id);
  await journal.note([
    { id: a!, at: NOON, decision: RING },
    { id: a!, at: NOON, delivered: 'notification' },
    { id: b!, at: NOON, decision: RING },
    { id: 999, at: NOON, decision: RING },
  ]);
  expect(journal.unsettled(10).map(({ id }) => id)).toEqual([b, c]);
  expect(journal.unsettled(1).map(({ id }) => id)).toEqual([b]);
  expect(journal.unsettled(10, b).map(({ id }) => id)).toEqual([c]);
  expect(journal.entry(a!)).toMatchObject({ decision: RING, delivered: 'notification' });
  await journal.note([{ id: a!, at: NOON, acted: 'reply sent' }]);
  expect(journal.history(a!).map(({ event }) => event)).toEqual(['received', 'decided', 'delivered', 'acted']);
});

test('the list is newest first by when it happened, then by arrival, and pages by key without gap or repeat', async () => {
  const journal = newJournal();
  await journal.write(batch(...Array.from({ length: 25 }, (_, i) => sample({ key: `k${i}`, occurredAt: NOON + (i % 4) }))));
  const all = journal.query({ limit: 100 });
  const order = all.map(({ id, alert }) => [alert.occurredAt, id]);
  expect(order).toEqual(order.toSorted((x, y) => y[0]! - x[0]! || y[1]! - x[1]!));
  const paged: number[] = [];
  for (let page = journal.query({ limit: 7 }); page.length > 0;) {
    paged.push(...page.map(({ id }) => id));
    const last = page.at(-1)!;
    page = journal.query({ limit: 7, before: { occurredAt: last.alert.occurredAt, id: last.id } });
  }
  expect(paged).toEqual(all.map(({ id }) => id));
});

test('category, connection and unread narrow the list and agree with the counts', async () => {
  const journal = newJournal();
  const written = await journal.write(
    batch(
      sample({ key: 'a' }),
      sample({ key: 'b', category: 'chat' }),
      sample({ key: 'c', category: 'chat', connectionId: 'c2' }),
      sample({ key: 'd', read: true })
    )
  );
  const keys = (filter: object): string => journal.query({ ...filter, limit: 10 }).map(({ alert }) => alert.key).toSorted().join('');
  expect(keys({ category: 'chat' })).toBe('bc');
  expect(keys({ connectionId: 'c1' })).toBe('abd');
  expect(keys({ connectionId: 'c1', category: 'chat' })).toBe('b');
  expect(keys({ unread: true })).toBe('abc');
  expect(keys({ unread: false })).toBe('d');
  expect(keys({ unread: true, category: 'chat', connectionId: 'c2' })).toBe('c');
  expect(journal.counts()).toEqual({
    total: 4,
    unread: 3,
    unreadByCategory: { order: 1, chat: 2 },
    unreadByConnection: { c1: 2, c2: 1 },
  });
  await journal.note([{ id: written[0]!.entry!.id, at: NOON, decision: { deliver: 'off', why: 'category-off' } }]);
  expect(journal.counts().unread).toBe(2);
  expect(keys({ unread: true })).toBe('bc');
});

test('marking read answers what was unread before, by ids or by filter, and unread again', async () => {
  const journal = newJournal();
  const written = await journal.write(batch(...Array.from({ length: 600 }, (_, i) => sample({ key: `k${i}`, category: i % 3 === 0 ? 'chat' : 'order' }))));
  const [first, second] = written.map(({ entry }) => entry!.id);
  expect((await journal.markRead([first!, first!, 9999], NOON)).map(({ id }) => id)).toEqual([first]);
  expect(await journal.markRead([first!], NOON)).toEqual([]);
  expect(await journal.markRead({ category: 'chat' }, NOON)).toHaveLength(199);
  expect(await journal.markRead({ unread: false }, NOON)).toEqual([]);
  expect(await journal.markRead({}, NOON)).toHaveLength(400);
  expect(journal.counts().unread).toBe(0);
  expect((await journal.markUnread([second!], NOON)).map(({ id }) => id)).toEqual([second]);
  expect(journal.query({ unread: true, limit: 10 }).map(({ id }) => id)).toEqual([second]);
  expect(journal.history(second!).map(({ event }) => event)).toEqual(['received', 'read', 'unread']);
});

test('watermarks move with the batch that carries them, for its identity only', async () => {
  const journal = newJournal();
  await journal.write({ ...batch(sample()), watermarks: { notifications: '7', chats: '3' } });
  await journal.write({ ...batch(), watermarks: { notifications: '9' } });
  expect(journal.watermarks(IDENTITY)).toEqual({ notifications: '9', chats: '3' });
  expect(journal.watermarks('openbazaar:QmOther')).toEqual({});
});

test('what was forgotten does not come back as new, by no key of its series; what is undecided is not forgotten', async () => {
  const journal = newJournal();
  const written = await journal.write(batch(sample({ key: 'a', series: 's' }), sample({ key: 'b' })));
  const { id } = written[0]!.entry!;
  await journal.note([{ id, at: NOON, decision: RING }, { id, at: NOON, delivered: 'none' }]);
  expect(await journal.forget(NOON + 1)).toBe(1);
  expect(journal.query({ limit: 10 }).map(({ alert }) => alert.key)).toEqual(['b']);
  const again = await journal.write(batch(sample({ key: 'a' }), sample({ key: 'c', series: 's' }), sample({ key: 'c' })));
  expect(again).toEqual([{ outcome: 'duplicate' }, { outcome: 'duplicate' }, { outcome: 'duplicate' }]);
  expect(journal.history(id)).toEqual([]);
});

test('listeners hear of each commit that changed something, until they stop', async () => {
  const journal = newJournal();
  const heard: number[][] = [];
  const stop = journal.onChange((ids) => heard.push([...ids]));
  const [written] = await journal.write(batch(sample()));
  await journal.write(batch(sample()));
  await journal.idle();
  expect(heard).toEqual([[written!.entry!.id]]);
  stop();
  await journal.write(batch(sample({ key: 'k2' })));
  await journal.idle();
  expect(heard).toHaveLength(1);
});

test('pictures stay until others need their room; those used last stay longest', async () => {
  const clock = testClock();
  const journal = newJournal({ clock, pictureBytes: 250 });
  const day = 25 * 60 * 60 * 1000;
  for (const id of ['a', 'b']) {
    await journal.keepPicture(id, 'image/png', new Uint8Array(100).fill(id.charCodeAt(0)));
    clock.jump(day);
  }
  expect(journal.picture('a')).toMatchObject({ type: 'image/png' });
  await journal.idle();
  clock.jump(day);
  await journal.keepPicture('c', 'image/gif', new Uint8Array(100));
  expect(journal.picture('b')).toBeUndefined();
  expect([...journal.picture('a')!.bytes.subarray(0, 2)]).toEqual([97, 97]);
  await journal.idle();
});

test('the file and its log are for their owner alone', async () => {
  const file = path.join(folder(), 'j.db');
  const journal = journalAt(file);
  await journal.write(batch(sample()));
  for (const part of ['', '-wal', '-shm']) expect(statSync(file + part).mode & 0o777).toBe(0o600);
});

test('closing writes what was queued, and nothing is taken after it', async () => {
  const file = path.join(folder(), 'j.db');
  const journal = journalAt(file);
  const queued = journal.write(batch(...Array.from({ length: 50 }, (_, i) => sample({ key: `k${i}` }))));
  await journal.close();
  expect(await queued).toHaveLength(50);
  await expect(journal.write(batch(sample()))).rejects.toThrow('closed');
  expect(journalAt(file).counts().total).toBe(50);
});

test('a batch longer than a slice lets the loop turn, and nobody sees half of it', async () => {
  const seen = new Set<number>();
  let look = (): void => undefined;
  const journal = newJournal({
    sliceMs: 0,
    async turn() {
      look();
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  let turns = 0;
  const written = journal.write(batch(...Array.from({ length: 40 }, (_, i) => sample({ key: `k${i}` }))));
  look = () => {
    turns += 1;
    seen.add(journal.counts().total);
  };
  await written;
  look = () => undefined;
  expect(turns).toBeGreaterThan(40);
  expect([...seen]).toSatisfy((totals: number[]) => totals.every((total) => total === 0 || total === 40));
  expect(journal.counts().total).toBe(40);
});

test('a batch that cannot be written for a fault of its own takes no other with it', async () => {
  let fail = true;
  const journal = newJournal({
    trouble: () => undefined,
    merge() {
      if (fail) throw new Error('cannot merge these');
      return undefined;
    },
  });
  await journal.write(batch(sample({ key: 'held' })));
  const [before, bad, after] = await Promise.allSettled([
    journal.write(batch(sample({ key: 'a' }))),
    journal.write(batch(sample({ key: 'new, but not kept' }), sample({ key: 'held' }))),
    journal.write(batch(sample({ key: 'b' }))),
  ]);
  expect([before.status, bad.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(journal.query({ limit: 10 }).map(({ alert }) => alert.key)).toEqual(['b', 'a', 'held']);
  fail = false;
  expect((await journal.write(batch(sample({ key: 'new, but not kept' }))))[0]!.outcome).toBe('new');
});

test('a journal in memory does all of this without a file', async () => {
  const journal = journalAt(':memory:');
  await journal.write(batch(sample({ item: 'Camera' })));
  await journal.idle();
  expect(journal.query({ limit: 1, search: 'cam' })).toHaveLength(1);
});

test('hostile keys and texts are kept as they are', async () => {
  const journal = newJournal();
  const keys = ['\u0000', 'a\u0000b', 'a\u0000c', '\ud800', '\ud801', '"', "'; DROP TABLE entries; --", 'x'.repeat(512)];
  await journal.write(batch(...keys.map((key) => sample({ key, text: `${key}\u0000 "quoted" ${key}`, frame: key }))));
  for (const key of keys) expect(journal.entryByKey(IDENTITY, key)!.alert).toMatchObject({ key, frame: key });
  expect(journal.counts().total).toBe(keys.length);
  await journal.idle();
});

test('what was read of a forged alert is unread again once the server stands by another frame in its place', async () => {
  const replace = (held: Alert, incoming: Alert): Alert | undefined => (held.confirmation === 'refuted' ? { ...incoming, key: held.key } : undefined);
  const journal = journalAt(path.join(folder(), 'j.db'), { merge: replace });
  await journal.write(batch(sample({ key: 'forged', series: 's', confirmation: 'refuted' })));
  await journal.markRead([1], NOON);
  await journal.write(batch(sample({ key: 'true', series: 's', confirmation: 'confirmed', frame: '{"true":1}' })));
  expect(journal.entry(1)?.alert).toMatchObject({ confirmation: 'confirmed', read: false });
});
