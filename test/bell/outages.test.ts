import { describe, expect, onTestFinished, test } from 'vitest';
import { createOutages, type WatchedConnection } from '../../src/bell/outages.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { Alert } from '../../src/shared/alert.ts';
import type { ConnectionState } from '../../src/shared/connection.ts';
import { merge } from '../../src/shared/merge.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';
import { say } from '../../src/shared/words/say.ts';
import { NOON, testClock } from '../clock.ts';
import { anAlert } from '../policy/alerts.ts';

const MINUTE = 60_000;
const online: ConnectionState = { phase: 'online', since: NOON };
const waiting: ConnectionState = { phase: 'waiting', since: NOON, retryAt: NOON, trouble: { code: 'refused' } };
const blocked: ConnectionState = { phase: 'blocked', trouble: { code: 'forbidden' } };
const catchingUp: ConnectionState = { phase: 'catching-up', since: NOON };

function setUp() {
  const clock = testClock();
  const journal = openJournal({ file: ':memory:', merge, searchText: () => '', clock });
  const told: Alert[] = [];
  const states = new Map<string, ConnectionState>();
  const connections = (): WatchedConnection[] => [...states].map(([id, state]) => ({ id, name: `The ${id}`, system: 'openbazaar', state }));
  const start = () =>
    createOutages({
      clock,
      journal,
      async deliver(batch) {
        for (const { outcome, entry } of await journal.write(batch)) {
          if (outcome !== 'new' || entry === undefined) continue;
          told.push(entry.alert);
          await journal.note([{ id: entry.id, at: clock.now(), decision: { deliver: 'notify', why: 'rings' } }, { id: entry.id, at: clock.now(), delivered: 'notification' }]);
        }
      },
      log: (message, details) => {
        throw new Error(`${message}: ${JSON.stringify(details)}`);
      },
    });
  let outages = start();
  onTestFinished(async () => {
    outages.close();
    await journal.close();
    expect(clock.pending()).toBe(0);
  });
  return {
    clock,
    journal,
    told,
    becomes(changes: Record<string, ConnectionState | undefined>) {
      for (const [id, state] of Object.entries(changes)) {
        if (state === undefined) states.delete(id);
        else states.set(id, state);
      }
      outages.look(connections());
    },
    restart() {
      outages.close();
      outages = start();
    },
    woke: () => outages.woke(),
    titles: () => told.map((alert) => say(alert, CATALOGUES.en, { privacy: 'all', locale: 'en', timeZone: 'UTC', now: clock.now() }).title),
  };
}

describe('a connection that is not reached', () => {
  test('is told of once, after ten minutes, with since when', async () => {
    const { clock, told, becomes, titles } = setUp();
    becomes({ shop: online });
    becomes({ shop: waiting });
    await clock.advance(5 * MINUTE);
    becomes({ shop: { phase: 'connecting' } });
    becomes({ shop: waiting });
    await clock.advance(5 * MINUTE - 1);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(titles()).toEqual(['The shop is unreachable']);
    expect(told).toMatchObject([{ kind: 'away', category: 'system', connectionId: 'shop', since: NOON, urgency: 'normal' }]);
    await clock.advance(60 * MINUTE);
    becomes({ shop: waiting });
    expect(told).toHaveLength(1);
  });
  test('but was online in between, is not', async () => {
    const { clock, told, becomes } = setUp();
    for (let nth = 0; nth < 5; nth++) {
      becomes({ shop: waiting });
      await clock.advance(9 * MINUTE);
      becomes({ shop: online });
      await clock.advance(MINUTE);
    }
    expect(told).toEqual([]);
  });
  test('because a person is needed, says so', async () => {
    const { clock, becomes, titles } = setUp();
    becomes({ shop: blocked });
    await clock.advance(10 * MINUTE);
    expect(titles()).toEqual(['The shop needs you']);
  });
  test('is not told of while it is paused, being asked what was missed, or once it is removed', async () => {
    const { clock, told, becomes } = setUp();
    becomes({ shop: { phase: 'paused' }, purse: catchingUp, gone: waiting });
    becomes({ gone: undefined });
    await clock.advance(60 * MINUTE);
    expect(told).toEqual([]);
    expect(clock.pending()).toBe(0);
  });
  test('and is removed after it was told of, is not away any more: that is read', async () => {
    const { clock, journal, told, becomes } = setUp();
    becomes({ shop: online, purse: waiting });
    await clock.advance(10 * MINUTE);
    becomes({ purse: undefined });
    await clock.advance(1);
    expect(journal.entryByKey('tradebell:purse', `away|${NOON}`)?.alert.read).toBe(true);
    expect(told).toHaveLength(1);
    await clock.advance(60 * MINUTE);
    expect(clock.pending()).toBe(0);
  });
  test('over a sleep has two minutes more, if it has not longer anyway', async () => {
    const { clock, told, becomes, woke } = setUp();
    becomes({ shop: waiting });
    await clock.advance(9 * MINUTE);
    becomes({ purse: waiting });
    clock.jump(8 * 60 * MINUTE);
    woke();
    await clock.advance(2 * MINUTE - 1);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told.map(({ connectionId }) => connectionId)).toEqual(['shop']);
    await clock.advance(8 * MINUTE - 1);
    expect(told).toHaveLength(1);
    await clock.advance(1);
    expect(told.map(({ connectionId }) => connectionId)).toEqual(['shop', 'purse']);
  });
  test('is told of though the machine wakes, is unlocked or finds another network every few minutes', async () => {
    const { clock, told, becomes, woke } = setUp();
    becomes({ shop: waiting });
    for (let minutes = 3; minutes <= 12; minutes += 3) {
      await clock.advance(3 * MINUTE);
      woke();
    }
    expect(told).toHaveLength(1);
  });
  test('is one of several when the network goes: then none of them rings alone', async () => {
    const { clock, told, becomes } = setUp();
    becomes({ shop: waiting });
    await clock.advance(10_000);
    becomes({ purse: waiting });
    await clock.advance(10_000);
    becomes({ cloud: waiting });
    await clock.advance(5 * MINUTE);
    becomes({ later: waiting });
    await clock.advance(5 * MINUTE);
    expect(told.map(({ connectionId, urgency }) => [connectionId, urgency])).toEqual([
      ['shop', 'low'],
      ['purse', 'low'],
      ['cloud', 'low'],
    ]);
    await clock.advance(5 * MINUTE);
    expect(told.at(-1)).toMatchObject({ connectionId: 'later', urgency: 'normal' });
  });
});

describe('a connection that is back', () => {
  test('says what was missed, and that it was away is read', async () => {
    const { clock, journal, told, becomes, titles } = setUp();
    becomes({ shop: waiting });
    await clock.advance(20 * MINUTE);
    becomes({ shop: catchingUp });
    const missed = (n: number) => anAlert({ key: `m${n}`, occurredAt: NOON + n * MINUTE, receivedAt: clock.now() });
    await journal.write({ identity: 'openbazaar:QmSelf', items: [1, 2, 3].map((n) => ({ type: 'alert', alert: missed(n) })) });
    becomes({ shop: online });
    await clock.advance(5_000);
    expect(titles()).toEqual(['The shop is unreachable', 'The shop is back']);
    expect(told[1]).toMatchObject({ kind: 'back', since: NOON, status: '3' });
    expect(say(told[1]!, CATALOGUES.en, { privacy: 'all', locale: 'en', timeZone: 'UTC', now: clock.now() }).body).toBe(
      'It was away from 12:00 PM to 12:20 PM. 3 events were missed meanwhile, and are in your inbox now.'
    );
    expect(journal.entryByKey('tradebell:shop', `away|${NOON}`)?.alert.read).toBe(true);
    await clock.advance(60 * MINUTE);
    expect(told).toHaveLength(2);
  });
  test('counts what comes with its first breath, where nothing needs to be asked', async () => {
    const { clock, journal, told, becomes } = setUp();
    becomes({ shop: waiting });
    await clock.advance(20 * MINUTE);
    becomes({ shop: online });
    await journal.write({ identity: 'openbazaar:QmSelf', items: [{ type: 'alert', alert: anAlert({ occurredAt: NOON + MINUTE, receivedAt: clock.now() }) }] });
    await clock.advance(5_000);
    expect(told[1]).toMatchObject({ kind: 'back', status: '1' });
  });
  test('and was reached twice before, counts from the first time on', async () => {
    const { clock, journal, told, becomes } = setUp();
    becomes({ shop: waiting });
    await clock.advance(20 * MINUTE);
    becomes({ shop: catchingUp });
    await journal.write({ identity: 'openbazaar:QmSelf', items: [{ type: 'alert', alert: anAlert({ occurredAt: NOON + MINUTE, receivedAt: clock.now() }) }] });
    becomes({ shop: waiting });
    await clock.advance(MINUTE);
    becomes({ shop: catchingUp });
    becomes({ shop: online });
    await clock.advance(5_000);
    expect(told[1]).toMatchObject({ kind: 'back', status: '1' });
  });
  test('before anybody was told that it is away, is not told of', async () => {
    const { clock, told, becomes } = setUp();
    becomes({ shop: waiting });
    await clock.advance(9 * MINUTE);
    becomes({ shop: online });
    await clock.advance(MINUTE);
    expect(told).toEqual([]);
  });
  test('and away again in a moment, was never back', async () => {
    const { clock, told, becomes } = setUp();
    becomes({ shop: waiting });
    await clock.advance(10 * MINUTE);
    becomes({ shop: online });
    await clock.advance(1_000);
    becomes({ shop: waiting });
    await clock.advance(60 * MINUTE);
    expect(told.map(({ kind }) => kind)).toEqual(['away']);
    becomes({ shop: online });
    await clock.advance(5_000);
    expect(told.map(({ kind }) => kind)).toEqual(['away', 'back']);
    expect(told[1]?.since).toBe(NOON);
  });
  test('with others, is one of several', async () => {
    const { clock, told, becomes } = setUp();
    becomes({ shop: waiting, purse: waiting });
    await clock.advance(10 * MINUTE);
    becomes({ shop: online });
    await clock.advance(2_000);
    becomes({ purse: online });
    await clock.advance(5_000);
    expect(told.slice(2).map(({ kind, urgency }) => [kind, urgency])).toEqual([
      ['back', 'low'],
      ['back', 'low'],
    ]);
  });
  test('is told of after a restart as well, and that it is away is not told twice', async () => {
    const { clock, told, becomes, restart } = setUp();
    becomes({ shop: waiting });
    await clock.advance(10 * MINUTE);
    restart();
    becomes({ shop: { phase: 'connecting' } });
    becomes({ shop: waiting });
    await clock.advance(30 * MINUTE);
    expect(told).toHaveLength(1);
    restart();
    becomes({ shop: { phase: 'connecting' } });
    becomes({ shop: catchingUp });
    becomes({ shop: online });
    await clock.advance(5_000);
    expect(told.map(({ kind, since }) => [kind, since])).toEqual([
      ['away', NOON],
      ['back', NOON],
    ]);
    restart();
    becomes({ shop: online });
    await clock.advance(60 * MINUTE);
    expect(told).toHaveLength(2);
  });
  test('because it was paused, says nothing; that it was away is read', async () => {
    const { clock, journal, told, becomes } = setUp();
    becomes({ shop: waiting });
    await clock.advance(10 * MINUTE);
    becomes({ shop: { phase: 'paused' } });
    await clock.advance(1);
    expect(journal.entryByKey('tradebell:shop', `away|${NOON}`)?.alert.read).toBe(true);
    becomes({ shop: online });
    await clock.advance(MINUTE);
    expect(told).toHaveLength(1);
  });
});
