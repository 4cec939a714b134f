import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/journal/database.ts';
import { DEADLINES_SQL, SNOOZED_SQL } from '../../src/journal/alarms.ts';
import { listSql } from '../../src/journal/list.ts';
import { UNSETTLED_SQL } from '../../src/journal/query.ts';
import { searchSql } from '../../src/journal/search.ts';
import { createSchema, migrate, MIGRATIONS, NewerJournal, TABLES, VERSION } from '../../src/journal/schema.ts';
import { NOON } from '../clock.ts';
import { folder } from './sample.ts';

const version = (db: ReturnType<typeof openDatabase>): unknown => db.all('PRAGMA user_version')[0]![0];

test('each migration runs once, in order, from whatever version the file has', () => {
  const db = openDatabase(path.join(folder(), 'm.db'));
  const steps = ['CREATE TABLE t (a)', "INSERT INTO t VALUES ('first')", 'ALTER TABLE t ADD COLUMN b; UPDATE t SET b = a'];
  migrate(db, steps.slice(0, 2));
  expect(version(db)).toBe(2);
  migrate(db, steps);
  migrate(db, steps);
  expect(version(db)).toBe(3);
  expect(db.all('SELECT a, b FROM t')).toEqual([['first', 'first']]);
});

test('a journal of the first format becomes one of today, and its table list is whole', () => {
  const db = openDatabase(path.join(folder(), 'm.db'));
  migrate(db, MIGRATIONS.slice(0, 1));
  db.run("INSERT INTO watermarks (identity, stream, value) VALUES ('openbazaar:QmSelf', 'n', '4')");
  migrate(db);
  expect(version(db)).toBe(VERSION);
  expect(db.all('SELECT value FROM watermarks')).toEqual([['4']]);
  expect(db.all('SELECT count(*) FROM intents')).toEqual([[0]]);
  // What cannot be derived anew is copied when a journal is encrypted: a table that is missing in that list would be lost.
  const derived = /^(search|sqlite_|unindexed)/;
  const tables = db.all("SELECT name FROM sqlite_master WHERE type = 'table'").map(([name]) => String(name)).filter((name) => !derived.test(name));
  expect(tables.toSorted()).toEqual(TABLES.map(([name]) => name as string).toSorted());
});

test('deadlines of alerts that were journaled before are known afterwards', () => {
  const db = openDatabase(path.join(folder(), 'm.db'));
  migrate(db, MIGRATIONS.slice(0, 2));
  const insert = (id: number, alert: object): void => {
    db.run('INSERT INTO entries (id, doc, connection_id, category, occurred_at, received_at, read) VALUES (?, ?, ?, ?, 1, 1, 0)', id, id, 'c1', 'dispute');
    db.run('INSERT INTO bodies (id, alert) VALUES (?, ?)', id, JSON.stringify(alert));
  };
  insert(1, { deadlineAt: NOON });
  insert(2, { text: 'a text with "deadlineAt": 7 in it' });
  insert(3, { frame: '{"deadlineAt":7}' });
  migrate(db);
  expect(db.all('SELECT id, deadline_at, reminded, snoozed_until FROM entries ORDER BY id')).toEqual([
    [1, NOON, null, null],
    [2, null, null, null],
    [3, null, null, null],
  ]);
});

test('a migration that fails leaves the file as the one before it left it', () => {
  const db = openDatabase(path.join(folder(), 'm.db'));
  expect(() => migrate(db, ['CREATE TABLE t (a)', 'CREATE TABLE u (a); INSERT INTO nowhere VALUES (1)'])).toThrow('nowhere');
  expect(version(db)).toBe(1);
  expect(db.all('SELECT name FROM sqlite_master')).toEqual([['t']]);
  expect(db.inTransaction()).toBe(false);
});

test('a file of a newer version is not touched, and the error says what to do', () => {
  const db = openDatabase(path.join(folder(), 'm.db'));
  db.exec(`PRAGMA user_version = ${VERSION + 1}`);
  expect(() => migrate(db)).toThrow(NewerJournal);
  expect(() => migrate(db)).toThrow('update Tradebell');
  expect(db.all('SELECT count(*) FROM sqlite_master')).toEqual([[0]]);
});

test('the format made at once is the one that migrations lead to', () => {
  const [made, led] = [openDatabase(':memory:'), openDatabase(':memory:')];
  createSchema(made);
  migrate(led);
  const schema = 'SELECT type, name, sql FROM sqlite_master ORDER BY name';
  expect(made.all(schema)).toEqual(led.all(schema));
  expect(version(made)).toBe(version(led));
});

test('every list is read in order from an index, without sorting or scanning', () => {
  const db = openDatabase(':memory:');
  migrate(db);
  const plan = (sql: string, values: readonly (string | number | null | Uint8Array)[]): string =>
    db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map((row) => String(row[3])).join('; ');
  const before = { occurredAt: NOON, id: 7 };
  for (const category of [undefined, 'chat' as const]) {
    for (const connectionId of [undefined, 'c1']) {
      for (const unread of [undefined, true]) {
        const query = { limit: 50, before, ...(category && { category }), ...(connectionId && { connectionId }), ...(unread && { unread }) };
        const { sql, values } = listSql(query);
        const said = plan(sql, values);
        expect(said).toMatch(/SEARCH e USING INDEX (entries|unread)_\w+ \(.*occurred_at/);
        expect(said).not.toMatch(/TEMP B-TREE|SCAN/);
        const found = searchSql(query, ['lamp']);
        expect(plan(found.sql, found.values)).not.toMatch(/TEMP B-TREE|SCAN [^s]/);
      }
    }
  }
  expect(plan(SNOOZED_SQL, [])).toMatch(/USING INDEX entries_snoozed/);
  expect(plan(DEADLINES_SQL, [0])).toMatch(/USING INDEX entries_deadline/);
  for (const sql of [SNOOZED_SQL, DEADLINES_SQL]) expect(plan(sql, sql === DEADLINES_SQL ? [0] : [])).not.toMatch(/TEMP B-TREE/);
  expect(plan(UNSETTLED_SQL, [0, 10])).not.toMatch(/TEMP B-TREE/);
  expect(plan(UNSETTLED_SQL, [0, 10])).toContain('entries_unsettled');
});
