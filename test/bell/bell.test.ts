import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createBell, type BellDeps } from '../../src/bell.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import { JournalError, type Journal } from '../../src/journal/journal.ts';
import type { Rules } from '../../src/policy/rules.ts';
import type { Alert } from '../../src/shared/alert.ts';
import { merge } from '../../src/shared/merge.ts';
import { settle, testClock } from '../clock.ts';
import { anAlert } from '../policy/alerts.ts';
import { createScreen } from './screen.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bell-'));
  folders.push(folder);
  return path.join(folder, 'journal.db');
}

function setUp({ file = ':memory:', maxPages, screen = createScreen(), clock = testClock(), rules, ...over }: { file?: string; maxPages?: number; screen?: ReturnType<typeof createScreen>; clock?: ReturnType<typeof testClock>; rules?: Partial<Rules> } & Partial<Omit<BellDeps, 'rules'>> = {}) {
  const journal: Journal = openJournal({ file, merge, searchText: (alert) => alert.key, clock, ...(maxPages === undefined ? {} : { maxPages }) });
  const opened: unknown[] = [];
  const troubles: (string | undefined)[] = [];
  const read: string[] = [];
  const bell = createBell({
    journal,
    notifier: screen,
    clock,
    words: {
      alert: (alert) => ({ title: alert.item ?? alert.kind, body: alert.actor?.name ?? '' }),
      digest: (digest) => ({ title: `${digest.size()} things`, body: '' }),
      actions: (alert) => alert.actions.map((key) => ({ key, label: key })),
    },
    picture: () => Promise.resolve(undefined),
    sound: () => 'desktop',
    rules: () => ({ app: {}, connection: {}, quiet: undefined, ...rules }),
    open: (id, options) => opened.push({ id, ...options }),
    act: () => Promise.resolve({ ok: true }),
    reread: () => Promise.resolve({ ok: true }),
    newToken: () => 'token',
    wereRead: (alerts) => read.push(...alerts.map((alert) => alert.key)),
    diskTrouble: (code) => troubles.push(code),
    ...over,
  });
  const deliver = (...alerts: Alert[]) => bell.deliver({ identity: 'openbazaar:QmSelf', items: alerts.map((alert) => ({ type: 'alert', alert })) });
  const titles = () => screen.shown.map((notice) => notice.title);
  return { bell, journal, screen, clock, opened, troubles, read, deliver, titles };
}
const order = (n: number, differs: Partial<Alert> = {}) => anAlert({ key: `order:Qm${n}`, item: `Mug ${n}`, ...differs });

describe('an alert', () => {
  test('is journaled, decided, rung and noted', async () => {
    const { bell, journal, deliver, titles } = setUp();
    await deliver(order(1));
    await bell.settled();
    expect(titles()).toEqual(['Mug 1']);
    expect(journal.entryByKey('openbazaar:QmSelf', 'order:Qm1')).toMatchObject({ decision: { deliver: 'notify', why: 'rings' }, delivered: 'notification' });
  });
  test('that comes again rings nothing, in the same batch or later', async () => {
    const { bell, deliver, titles } = setUp();
    await deliver(order(1), order(1));
    await Promise.all([deliver(order(1)), deliver(order(1, { road: 'catch-up' }))]);
    await bell.settled();
    expect(titles()).toEqual(['Mug 1']);
  });
  test('that the desktop did not take is noted as failed', async () => {
    const { bell, journal, screen, deliver } = setUp();
    screen.broken = true;
    await deliver(order(1));
    await bell.settled();
    expect(journal.entry(1)?.delivered).toBe('failed');
  });
  test('that the node does not stand by is withdrawn', async () => {
    const { bell, journal, screen, deliver } = setUp();
    await deliver(order(1, { confirmation: 'asked' }));
    await bell.settled();
    expect(screen.on.size).toBe(1);
    await bell.deliver({ identity: 'openbazaar:QmSelf', items: [{ type: 'amend', key: 'order:Qm1', amendment: { confirmation: 'refuted', category: 'system' } }] });
    await bell.settled();
    expect(screen.on.size).toBe(0);
    expect(journal.entry(1)?.delivered).toBe('withdrawn');
  });
  test('held back by the limit of unconfirmed ones rings once the node stands by it', async () => {
    const { bell, clock, deliver, titles } = setUp();
    for (let i = 0; i < 21; i++) {
      await deliver(order(i, { confirmation: 'asked', occurredAt: clock.now(), receivedAt: clock.now() }));
      await clock.advance(60_000);
    }
    await bell.settled();
    expect(titles()).not.toContain('Mug 20');
    await bell.deliver({ identity: 'openbazaar:QmSelf', items: [{ type: 'amend', key: 'order:Qm20', amendment: { confirmation: 'confirmed' } }] });
    await bell.settled();
    expect(titles()).toContain('Mug 20');
  });
});

describe('read', () => {
  test('here: it leaves the screen and its server is told', async () => {
    const { bell, screen, read, deliver } = setUp();
    await deliver(order(1));
    await bell.settled();
    await bell.markRead([1]);
    expect(screen.on.size).toBe(0);
    expect(read).toEqual(['order:Qm1']);
  });
  test('on the node: it leaves the screen', async () => {
    const { bell, screen, deliver } = setUp();
    await deliver(order(1));
    await bell.settled();
    await bell.deliver({ identity: 'openbazaar:QmSelf', items: [{ type: 'read', key: 'order:Qm1' }] });
    expect(screen.on.size).toBe(0);
  });
});

describe('a click', () => {
  test('opens the alert; on a digest it opens the inbox', async () => {
    const { bell, clock, screen, opened, deliver } = setUp();
    await deliver(order(1), order(2, { road: 'catch-up' }), order(3, { road: 'catch-up' }));
    await clock.advance(1_000);
    await bell.settled();
    screen.emit({ type: 'activated', id: 'alert:1', activationToken: 'token' });
    screen.emit({ type: 'activated', id: 'digest' });
    expect(opened).toEqual([expect.objectContaining({ id: 1, activationToken: 'token' }), expect.objectContaining({ id: undefined })]);
  });
  test('on a button acts once, notes it, and marks it read', async () => {
    const acts: string[] = [];
    const { bell, journal, screen, deliver } = setUp({
      act: (_alert, verb, text) => {
        acts.push(`${verb}: ${text}`);
        return Promise.resolve({ ok: true });
      },
    });
    await deliver(order(1, { kind: 'message', category: 'chat', actions: ['reply'] }));
    await bell.settled();
    screen.emit({ type: 'activated', id: 'alert:1', action: 'reply', text: 'On its way' });
    await settle();
    await bell.settled();
    await settle();
    expect(acts).toEqual(['reply: On its way']);
    expect(journal.history(1).map(({ event, note }) => `${event} ${note}`)).toContain('acted reply');
    expect(screen.on.size).toBe(0);
  });
  test('on a button that fails opens the alert, where the reason is said', async () => {
    const { bell, screen, opened, deliver } = setUp({ act: () => Promise.resolve({ ok: false, trouble: { code: 'timeout' }, outcome: 'unknown' }) });
    await deliver(order(1, { kind: 'message', category: 'chat', actions: ['reply'] }));
    await bell.settled();
    screen.emit({ type: 'activated', id: 'alert:1', action: 'reply', text: 'On its way' });
    await settle();
    expect(opened).toEqual([expect.objectContaining({ id: 1, reply: true })]);
  });
});

describe('after a crash', () => {
  test('what was journaled but not decided comes as one digest, once', async () => {
    const file = aFile();
    const crashed = openJournal({ file, merge, searchText: () => '' });
    await crashed.write({ identity: 'openbazaar:QmSelf', items: [1, 2, 3].map((n) => ({ type: 'alert', alert: order(n) })) });
    await crashed.close();

    const again = setUp({ file });
    await again.bell.takeUp();
    await again.clock.advance(1_000);
    await again.bell.settled();
    expect(again.titles()).toEqual(['3 things']);
    await again.journal.close();

    const third = setUp({ file });
    await third.bell.takeUp();
    await third.clock.advance(60_000);
    expect(third.titles()).toEqual([]);
    await third.journal.close();
  });
  test('two open disputes ring by themselves, the third is in the digest', async () => {
    const file = aFile();
    const crashed = openJournal({ file, merge, searchText: () => '' });
    const disputes = [1, 2, 3].map((n) => order(n, { kind: 'disputeOpen', category: 'dispute', urgency: 'urgent' }));
    await crashed.write({ identity: 'openbazaar:QmSelf', items: disputes.map((alert) => ({ type: 'alert', alert })) });
    await crashed.close();
    const { bell, clock, titles, journal } = setUp({ file });
    await bell.takeUp();
    await clock.advance(1_000);
    await bell.settled();
    expect(titles()).toEqual(['Mug 1', 'Mug 2', '1 things']);
    await journal.close();
  });
});

describe('a full disk', () => {
  test('does not keep alerts from ringing, once each, and nothing is told to be on disk that is not', async () => {
    const file = aFile();
    const { bell, journal, troubles, deliver, titles, clock } = setUp({ file, maxPages: 60 });
    const big = (n: number) => order(n, { frame: 'x'.repeat(60_000), occurredAt: clock.now(), receivedAt: clock.now() });
    const ends: string[] = [];
    const end = (promise: Promise<void>) => void promise.then(() => ends.push('on disk'), () => ends.push('refused'));
    for (let n = 1; n <= 12; n++) {
      end(deliver(big(n)));
      end(deliver(big(n)));
      await settle();
      await clock.advance(31_000);
    }
    expect(titles()).toEqual(Array.from({ length: 12 }, (_, i) => `Mug ${i + 1}`));
    expect(troubles).toContain('full');
    await bell.close();
    await journal.close();
    // What never reached the disk is refused in the end, so that a source does not tell its server otherwise.
    expect(ends).toContain('on disk');
    expect(ends).toContain('refused');

    const roomy = setUp({ file });
    const held = roomy.journal.counts().total;
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(12);
    await roomy.journal.close();
  });
});

test('a disk that has room again takes what memory held, in order, and nothing rings twice', async () => {
  let full = true;
  const file = aFile();
  const real = openJournal({ file, merge, searchText: () => '' });
  const { bell, clock, deliver, titles, troubles } = setUp({
    journal: { ...real, write: (batch) => (full ? Promise.reject(new JournalError('full')) : real.write(batch)) },
  });
  const done = [deliver(order(1)), deliver(order(2)), deliver(order(2))];
  await settle();
  full = false;
  await clock.advance(5_000);
  await Promise.all([...done, deliver(order(1)), deliver(order(3))]);
  await bell.settled();
  expect(titles()).toEqual(['Mug 1', 'Mug 2', 'Mug 3']);
  expect(troubles.at(0)).toBe('full');
  expect(troubles.at(-1)).toBeUndefined();
  expect(real.query({ limit: 10 }).map(({ alert, decision, delivered }) => [alert.item, decision?.deliver, delivered]).toSorted()).toEqual([
    ['Mug 1', 'notify', 'notification'],
    ['Mug 2', 'notify', 'notification'],
    ['Mug 3', 'notify', 'notification'],
  ]);
  await bell.close();
  await real.close();
});

test('a pause holds everything back and ends with one digest', async () => {
  const rules: Partial<Rules> = { quiet: { why: 'paused', urgentComes: false } };
  const { bell, clock, deliver, titles } = setUp({ rules });
  bell.quietChanged(true);
  await deliver(order(1), order(2, { kind: 'disputeOpen', category: 'dispute', urgency: 'urgent' }));
  await clock.advance(3_600_000);
  expect(titles()).toEqual([]);
  bell.quietChanged(false);
  await clock.advance(1_000);
  expect(titles()).toEqual(['2 things']);
});

test('what is read before its digest was shown is noted as shown nowhere, and waits for nothing', async () => {
  const { bell, journal, screen, clock, deliver } = setUp();
  await deliver(order(1, { road: 'catch-up' }), order(2, { road: 'catch-up' }));
  await bell.settled();
  await bell.markRead([1]);
  await clock.advance(1_000);
  await bell.settled();
  expect(screen.shown.map(({ title }) => title)).toEqual(['1 things']);
  expect([1, 2].map((id) => journal.entry(id)?.delivered)).toEqual(['none', 'digest']);
  expect(journal.unsettled(10)).toEqual([]);
});

test('a journal that can no longer be read keeps nothing from ringing', async () => {
  const real = openJournal({ file: ':memory:', merge, searchText: () => '' });
  const { bell, deliver, titles } = setUp({
    journal: {
      ...real,
      entry() {
        throw new Error('database disk image is malformed');
      },
    },
  });
  await deliver(order(1));
  await deliver(order(2));
  await bell.settled();
  expect(titles()).toEqual(['Mug 1', 'Mug 2']);
});

test('what rang from memory leaves the screen once it is on disk and read, and its click opens it', async () => {
  let full = true;
  const real = openJournal({ file: ':memory:', merge, searchText: () => '' });
  const { bell, clock, screen, opened, deliver } = setUp({
    journal: { ...real, write: (batch) => (full ? Promise.reject(new JournalError('full')) : real.write(batch)) },
  });
  const done = deliver(order(1));
  await settle();
  full = false;
  await clock.advance(5_000);
  await done;
  const [shown] = [...screen.on.keys()];
  screen.emit({ type: 'activated', id: shown ?? '' });
  expect(opened).toMatchObject([{ id: 1 }]);
  await bell.markRead([1]);
  expect(screen.on.size).toBe(0);
});

test('a disk that has room again while a notification is still on its way to the desktop rings nothing twice', async () => {
  let full = true;
  const real = openJournal({ file: ':memory:', merge, searchText: () => '' });
  const screen = createScreen();
  const { show } = screen;
  let take: () => void = () => {};
  const taken = new Promise<void>((resolve) => (take = resolve));
  screen.show = async (notice) => {
    await taken;
    return show(notice);
  };
  const { bell, clock, deliver, titles } = setUp({
    screen,
    journal: { ...real, write: (batch) => (full ? Promise.reject(new JournalError('full')) : real.write(batch)) },
  });
  const done = [deliver(order(1)), deliver(order(2))];
  await settle();
  full = false;
  await clock.advance(5_000);
  await Promise.all(done);
  take();
  await bell.settled();
  expect(titles()).toEqual(['Mug 1', 'Mug 2']);
  expect(real.query({ limit: 10 }).map(({ delivered }) => delivered)).toEqual(['notification', 'notification']);
});

test('with a full disk, what comes again and again is not kept without end', async () => {
  const real = openJournal({ file: ':memory:', merge, searchText: () => '' });
  const { bell, deliver } = setUp({ journal: { ...real, write: () => Promise.reject(new JournalError('full')) } });
  let refused = 0;
  for (let i = 0; i < 6_000; i++) deliver(order(1)).catch(() => refused++);
  await settle();
  expect(refused).toBeGreaterThan(900);
  await bell.close();
});

test('one batch that the journal will never take does not keep the others in memory', async () => {
  let full = true;
  const real = openJournal({ file: ':memory:', merge, searchText: () => '' });
  const { bell, clock, deliver } = setUp({
    journal: {
      ...real,
      write(batch) {
        if (full) return Promise.reject(new JournalError('full'));
        if (batch.items.some((item) => item.type === 'alert' && item.alert.item === 'Mug 1')) return Promise.reject(new Error('cannot be written'));
        return real.write(batch);
      },
    },
  });
  const first = deliver(order(1)).catch((error: unknown) => String(error));
  const second = deliver(order(2));
  await settle();
  full = false;
  await clock.advance(5_000);
  await second;
  expect(await first).toContain('cannot be written');
  await bell.settled();
  expect(real.query({ limit: 10 }).map(({ alert }) => alert.item)).toEqual(['Mug 2']);
});
