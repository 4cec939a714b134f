import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/journal/database.ts';
import { encryptJournal } from '../../src/journal/encrypt.ts';
import { journalName, listJournals, tidy } from '../../src/journal/files.ts';
import { openJournalIn, type JournalKey, type JournalKeys, type OpenJournal } from '../../src/journal/open.ts';
import { turn } from '../../src/journal/open-journal.ts';
import { VERSION } from '../../src/journal/schema.ts';
import { NOON, testClock, type TestClock } from '../clock.ts';
import { bundled, run } from './child.ts';
import { batch, folder, IDENTITY, KEY, merge, sample, searchText } from './sample.ts';

const OTHER = 'cd'.repeat(32);

/** A keyring to be steered: what it holds now, what it would make anew, and earlier keys. */
function keyring(now: JournalKey, anew: JournalKey = { state: 'none' }, earlier: string[] = []): JournalKeys {
  return { current: () => Promise.resolve(now), renew: () => Promise.resolve(anew), earlier: () => Promise.resolve(earlier) };
}
const kept = (key = KEY): JournalKey => ({ state: 'kept', key });
const NONE: JournalKey = { state: 'none' };
const LOST: JournalKey = { state: 'lost' };

function world(): { at: string; clock: TestClock; open(keys: JournalKeys): Promise<OpenJournal> } {
  const at = path.join(folder(), 'journal');
  const clock = testClock();
  return {
    at,
    clock,
    async open(keys) {
      clock.jump(1000);
      const opened = await openJournalIn({ folder: at, keys, clock, merge, searchText });
      if (!('journal' in opened)) throw opened.error;
      onTestFinished(() => opened.journal.close());
      return opened;
    },
  };
}

/** All that the folder's files hold, as one text. */
const content = (at: string): string => readdirSync(at).map((file) => readFileSync(path.join(at, file), 'latin1')).join('');
const one = (opened: OpenJournal, key: string) => opened.journal.entryByKey(IDENTITY, key);

test('with a key, nothing that was said can be read in the file or its log; without, the file is plain, for its owner alone', async () => {
  const sealed = world();
  const first = await sealed.open(keyring(kept()));
  expect(first).toMatchObject({ state: 'encrypted' });
  await first.journal.write(batch(sample({ item: 'Rare Lamp', text: 'meet me at noon' })));
  await first.journal.idle();
  for (const text of ['Rare', 'rare', 'noon', 'SQLite format 3', 'CREATE TABLE', IDENTITY]) expect(content(sealed.at)).not.toContain(text);
  await first.journal.close();
  expect(one(await sealed.open(keyring(kept())), 'k1')!.alert.item).toBe('Rare Lamp');

  const plain = world();
  const second = await plain.open(keyring(NONE));
  expect(second).toMatchObject({ state: 'plain' });
  await second.journal.write(batch(sample({ item: 'Rare Lamp' })));
  expect(content(plain.at)).toContain('Rare Lamp');
  for (const file of readdirSync(plain.at)) expect(statSync(path.join(plain.at, file)).mode & 0o777).toBe(0o600);
  expect(statSync(plain.at).mode & 0o777).toBe(0o700);
});

test('when a keyring appears, the plain journal becomes an encrypted one with all it held, and nothing plain is left', async () => {
  const { at, open } = world();
  const plain = await open(keyring(NONE));
  const { journal } = plain;
  const written = await journal.write({ ...batch(sample({ key: 'a', series: 's', item: 'Rare Lamp' }), sample({ key: 'b' }), sample({ key: 'gone', occurredAt: 5 })), watermarks: { n: '4' } });
  const [a, , gone] = written.map(({ entry }) => entry!.id);
  await journal.note([a!, gone!].flatMap((id) => [{ id, at: NOON, decision: { deliver: 'notify', why: 'rings' } as const }, { id, at: NOON, delivered: 'notification' as const }]));
  await journal.forget(NOON);
  await journal.keepPicture('p', 'image/png', new Uint8Array([1, 2, 3]));
  await journal.intend(IDENTITY, 'consumption:txc_1', 'approve', NOON);
  const before = { entries: journal.query({ limit: 10 }), history: journal.history(a!) };
  await journal.close();

  const sealed = await open(keyring(kept()));
  expect(sealed).toMatchObject({ state: 'encrypted' });
  expect(sealed.replaced).toBeUndefined();
  expect(sealed.setAside()).toEqual([]);
  expect({ entries: sealed.journal.query({ limit: 10 }), history: sealed.journal.history(a!) }).toEqual(before);
  expect(sealed.journal.watermarks(IDENTITY)).toEqual({ n: '4' });
  expect(sealed.journal.intent(IDENTITY, 'consumption:txc_1')).toEqual({ verb: 'approve', at: NOON, outcome: 'open' });
  expect([...sealed.journal.picture('p')!.bytes]).toEqual([1, 2, 3]);
  await sealed.journal.idle();
  expect(sealed.journal.query({ limit: 5, search: 'rare' })).toHaveLength(1);
  const [again, fresh] = await sealed.journal.write(batch(sample({ key: 'gone' }), sample({ key: 'fresh' })));
  expect(again!.outcome).toBe('duplicate');
  expect(fresh!.entry!.id).toBeGreaterThan(gone!);
  expect(readdirSync(at).filter((file) => !file.includes('.encrypted.'))).toEqual([]);
  expect(content(at)).not.toContain('Rare Lamp');
});

test('encrypting may end at any step: the journal is whole at the next start', async () => {
  for (const last of ['begun', 'copied', 'named', 'deleted'] as const) {
    const { at, open } = world();
    const plain = await open(keyring(NONE));
    await plain.journal.write(batch(...Array.from({ length: 30 }, (_, i) => sample({ key: `k${i}`, item: 'Rare Lamp' }))));
    await plain.journal.close();
    const stop = encryptJournal(at, listJournals(at)[0]!, KEY, turn, (step) => {
      if (step === last) throw new Error(`killed when ${step}`);
    });
    await expect(stop).rejects.toThrow(`killed when ${last}`);
    const sealed = await open(keyring(kept()));
    expect([last, sealed.journal.counts().total]).toEqual([last, 30]);
    expect(content(at)).not.toContain('Rare Lamp');
    expect(sealed.setAside()).toEqual([]);
    await sealed.journal.close();
  }
});

test('without its key a journal is set aside untouched, and a new one begins', async () => {
  const script = await bundled('begin.script.ts');
  for (const [found, anew, state, why] of [
    [LOST, kept(OTHER), 'encrypted', 'key-lost'],
    [LOST, NONE, 'plain', 'key-lost'],
    [NONE, NONE, 'plain', 'key-lost'],
    [kept(OTHER), kept(OTHER), 'encrypted', 'unreadable'],
  ] as const) {
    const { at, clock, open } = world();
    const file = journalName(NOON - 1, true);
    mkdirSync(at);
    expect(await run(process.execPath, [script, path.join(at, file), KEY], () => undefined)).toMatchObject({ code: 0, errors: '' });
    const before = readFileSync(path.join(at, file), 'latin1');

    const second = await open(keyring(found, anew));
    expect(second).toMatchObject({ state, replaced: { file, why } });
    expect(second.journal.counts().total).toBe(0);
    expect(second.setAside()).toEqual([{ file, at: clock.now() }]);
    await second.journal.write(batch(sample({ key: 'new' })));
    expect(readFileSync(path.join(at, file), 'latin1') === before).toBe(true);
    await second.journal.close();

    const third = await open(keyring(anew));
    expect(third.replaced).toBeUndefined();
    expect(third.journal.counts().total).toBe(1);
    expect(third.setAside().map((aside) => aside.file)).toEqual([file]);
  }
});

test('a set-aside journal whose key is back is taken in: what was decided, read and seen; then it is gone', async () => {
  const { at, open } = world();
  const first = await open(keyring(kept()));
  const written = await first.journal.write({ ...batch(...['a', 'b', 'c'].map((key) => sample({ key, series: `s-${key}` }))), watermarks: { n: '9', m: '1' } });
  const ids = written.map(({ entry }) => entry!.id);
  await first.journal.note(ids.flatMap((id) => [{ id, at: NOON, decision: { deliver: 'inbox', why: 'quiet-kind' } as const }, { id, at: NOON, delivered: 'none' as const }]));
  await first.journal.markRead([ids[0]!, ids[1]!], NOON);
  await first.journal.write(batch(sample({ key: 'old', occurredAt: 5 })));
  const old = first.journal.entryByKey(IDENTITY, 'old')!.id;
  await first.journal.note([{ id: old, at: NOON, decision: { deliver: 'inbox', why: 'quiet-kind' } }, { id: old, at: NOON, delivered: 'none' }]);
  await first.journal.forget(100);
  await first.journal.close();

  const second = await open(keyring(LOST, kept(OTHER)));
  await second.journal.write({ ...batch(sample({ key: 'a', series: 's-a' })), watermarks: { n: '12' } });
  const [aside] = second.setAside();
  expect(await second.retry(aside!.file)).toBe('key-lost');
  expect(existsSync(path.join(at, aside!.file))).toBe(true);
  await second.journal.close();

  const third = await open(keyring(kept(OTHER), NONE, [KEY]));
  expect(await third.retry(aside!.file)).toBe('taken-in');
  expect(third.setAside()).toEqual([]);
  expect(readdirSync(at).some((file) => file.startsWith(aside!.file))).toBe(false);
  expect(third.journal.counts()).toMatchObject({ total: 3, unread: 1 });
  expect(one(third, 's-b')).toMatchObject({ alert: { read: true }, decision: { deliver: 'inbox' }, delivered: 'none' });
  expect(third.journal.history(one(third, 'b')!.id).map(({ event }) => event)).toEqual(['received', 'decided', 'delivered', 'read']);
  expect(one(third, 'a')!.alert.read).toBe(true);
  expect(third.journal.watermarks(IDENTITY)).toEqual({ n: '12', m: '1' });
  const again = await third.journal.write(batch(sample({ key: 'old' }), sample({ key: 'x', series: 's-c' })));
  expect(again.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
});

test('a set-aside journal is deleted only when asked for, with its log, and nothing else can be', async () => {
  const { at, open } = world();
  await (await open(keyring(kept()))).journal.close();
  const second = await open(keyring(LOST, kept(OTHER)));
  const [aside] = second.setAside();
  const current = listJournals(at).at(-1)!.file;
  for (const name of [current, '../journal', 'nothing.db', '']) expect(() => second.deleteSetAside(name)).toThrow('not a journal that was set aside');
  second.deleteSetAside(aside!.file);
  expect(second.setAside()).toEqual([]);
  expect(readdirSync(at).every((file) => file.startsWith(current))).toBe(true);
});

test('a damaged journal is set aside as it is, whether its first page is hit or, met in use, another', async () => {
  for (const encrypted of [true, false]) {
    for (const from of [0, 4096]) {
      const sound = world();
      const keys = keyring(encrypted ? kept() : NONE);
      const first = await sound.open(keys);
      await first.journal.write(batch(...Array.from({ length: 200 }, (_, i) => sample({ key: `k${i}` }))));
      await first.journal.idle();
      await first.journal.close();
      const [{ file } = { file: '' }] = listJournals(sound.at);
      const db = openDatabase(path.join(sound.at, file), encrypted ? KEY : undefined);
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
      // Elsewhere, so that no connection of this process knows the file.
      const at = folder();
      const full = path.join(at, file);
      const damaged = readFileSync(path.join(sound.at, file)).fill(0x5a, from);
      writeFileSync(full, damaged);

      let second = await openJournalIn({ folder: at, keys, clock: testClock(NOON + 5000), merge, searchText });
      if ('journal' in second && second.replaced === undefined) {
        // Not met while opening: then met in use, and remembered.
        await expect(second.journal.write(batch(sample({ key: 'k5' }), sample({ key: 'k1000' })))).rejects.toMatchObject({ code: 'broken' });
        await second.journal.close();
        second = await openJournalIn({ folder: at, keys, clock: testClock(NOON + 9000), merge, searchText });
      }
      expect(second).toMatchObject({ replaced: { file, why: from === 0 && encrypted ? 'unreadable' : 'damaged' } });
      if ('journal' in second) {
        expect((await second.journal.write(batch(sample())))[0]!.outcome).toBe('new');
        expect(await second.retry(file)).not.toBe('taken-in');
        await second.journal.close();
      }
      expect(readFileSync(full).equals(damaged)).toBe(true);
    }
  }
});

test('a journal of a newer version is neither opened nor set aside', async () => {
  const { at, open } = world();
  await (await open(keyring(NONE))).journal.close();
  const [{ file } = { file: '' }] = listJournals(at);
  const db = openDatabase(path.join(at, file));
  db.exec(`PRAGMA user_version = ${VERSION + 1}`);
  db.close();
  const opened = await openJournalIn({ folder: at, keys: keyring(NONE), clock: testClock(NOON * 2), merge, searchText });
  expect(opened).toMatchObject({ state: 'broken' });
  expect('error' in opened && opened.error.message).toContain('update Tradebell');
  expect(listJournals(at).map((journal) => journal.file)).toEqual([file]);
});

test('a place that cannot be written is said to be so, and nothing is set aside', async () => {
  const at = folder();
  writeFileSync(path.join(at, 'file'), '');
  const opened = await openJournalIn({ folder: path.join(at, 'file', 'journal'), keys: keyring(NONE), clock: testClock(), merge, searchText });
  expect(opened).toMatchObject({ state: 'broken' });
  mkdirSync(path.join(at, 'journal'));
  mkdirSync(path.join(at, 'journal', 'journal-5.db'));
  expect(await openJournalIn({ folder: path.join(at, 'journal'), keys: keyring(NONE), clock: testClock(), merge, searchText })).toMatchObject({ state: 'broken' });
  expect(readdirSync(path.join(at, 'journal'))).toEqual(['journal-5.db']);
  if (process.getuid?.() === 0) return;
  chmodSync(at, 0o500);
  expect(await openJournalIn({ folder: path.join(at, 'other'), keys: keyring(NONE), clock: testClock(), merge, searchText })).toMatchObject({ state: 'read-only' });
  chmodSync(at, 0o700);
});

test('what a kill left half done is tidied: copies that are not whole go, and a plain file only where its copy is', () => {
  const at = folder();
  for (const file of ['journal-5.db', 'journal-5.db-wal', 'journal-5.encrypted.db', 'journal-7.db', 'journal-7.encrypted.db.part', 'journal-7.encrypted.db.part-journal', 'else.part']) {
    writeFileSync(path.join(at, file), '');
  }
  tidy(at);
  expect(readdirSync(at).toSorted()).toEqual(['else.part', 'journal-5.encrypted.db', 'journal-7.db']);
});

test('the clock going back does not let an old journal be taken for the new one', async () => {
  const { at, clock, open } = world();
  await (await open(keyring(kept()))).journal.close();
  clock.jump(-1e9);
  const second = await open(keyring(LOST, kept(OTHER)));
  await second.journal.write(batch(sample()));
  await second.journal.close();
  expect((await open(keyring(kept(OTHER)))).journal.counts().total).toBe(1);
  expect(listJournals(at)).toHaveLength(2);
});
