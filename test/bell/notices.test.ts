import { describe, expect, test } from 'vitest';
import { createNotices, type NoticeGesture } from '../../src/bell/notices.ts';
import type { Alert } from '../../src/shared/alert.ts';
import type { Entry } from '../../src/shared/inbox.ts';
import { settle, testClock } from '../clock.ts';
import { anAlert } from '../policy/alerts.ts';
import { createScreen } from './screen.ts';

function setUp(pictures: Record<string, Promise<Uint8Array | undefined>> = {}, held: readonly Entry[] = []) {
  const screen = createScreen();
  const clock = testClock();
  const gestures: NoticeGesture[] = [];
  const digested: [number[], string][] = [];
  const notices = createNotices({
    notifier: screen,
    clock,
    words: {
      alert: (alert) => ({ title: alert.item ?? alert.kind, body: alert.actor?.name ?? '' }),
      digest: (digest) => ({ title: `${digest.size()} things`, body: digest.lead()?.alert.item ?? '' }),
      actions: (alert) => alert.actions.map((key) => ({ key, label: key })),
    },
    entry: (id) => held.find((one) => one.id === id),
    sound: () => 'desktop',
    picture: (alert) => pictures[alert.picture ?? ''] ?? Promise.resolve(undefined),
    gesture: (gesture) => gestures.push(gesture),
    digested: (ids, result) => digested.push([ids, result]),
  });
  return { screen, clock, gestures, digested, notices };
}
const entry = (id: number, differs: Partial<Alert> = {}): Entry => ({ id, alert: anAlert({ key: `order:${id}`, item: `Mug ${id}`, ...differs }) });

describe('the digest', () => {
  test('comes once for all that happened in a moment, and grows in place', async () => {
    const { screen, clock, notices, digested } = setUp();
    notices.digest([entry(1), entry(2)]);
    notices.digest([entry(3)]);
    await clock.advance(250);
    expect(screen.shown.map((notice) => notice.title)).toEqual(['3 things']);
    notices.digest([entry(4)]);
    await clock.advance(1000);
    expect(screen.shown.map((notice) => [notice.id, notice.title])).toEqual([
      ['digest', '3 things'],
      ['digest', '4 things'],
    ]);
    expect(digested).toEqual([
      [[1, 2, 3], 'shown'],
      [[4], 'shown'],
    ]);
  });
  test('changes at most once a second while it is on the screen', async () => {
    const { screen, clock, notices } = setUp();
    for (let i = 1; i <= 100; i++) {
      notices.digest([entry(i)]);
      await clock.advance(50);
    }
    expect(screen.shown.length).toBeLessThanOrEqual(6);
    await clock.advance(1000);
    expect(screen.shown.at(-1)?.title).toBe('100 things');
  });
  test('once closed by its reader, it begins anew with what is new, half a minute later at the soonest', async () => {
    const { screen, clock, notices } = setUp();
    notices.digest([entry(1), entry(2)]);
    await clock.advance(250);
    screen.emit({ type: 'closed', id: 'digest', by: 'user' });
    notices.digest([entry(3)]);
    await clock.advance(29_000);
    expect(screen.shown).toHaveLength(1);
    await clock.advance(2_000);
    expect(screen.shown.map((notice) => notice.title)).toEqual(['2 things', '1 things']);
  });
  test('is led by the most urgent', async () => {
    const { screen, clock, notices } = setUp();
    notices.digest([entry(1), entry(2, { urgency: 'urgent' }), entry(3)]);
    await clock.advance(250);
    expect(screen.shown[0]).toMatchObject({ body: 'Mug 2', urgency: 'urgent' });
  });
  test('no longer names what was read, or turned out to be forged', async () => {
    const { screen, clock, notices } = setUp();
    notices.digest([entry(1), entry(2, { urgency: 'urgent', item: 'Forged dispute' })]);
    await clock.advance(250);
    expect(screen.on.get('digest')?.body).toBe('Forged dispute');
    notices.gone([2]);
    await clock.advance(1000);
    expect(screen.on.get('digest')).toMatchObject({ title: '1 things', body: '' });
  });
  test('counts no more what was read, whoever leads it', async () => {
    const { screen, clock, notices } = setUp();
    notices.digest([entry(1, { urgency: 'urgent' }), entry(2), entry(3)]);
    await clock.advance(250);
    notices.gone([3]);
    await clock.advance(1_000);
    expect(screen.on.get('digest')).toMatchObject({ title: '2 things', body: 'Mug 1', sound: 'none' });
    notices.gone([99]);
    await clock.advance(1_000);
    expect(screen.shown).toHaveLength(2);
  });
  test('learns a name of its lead that came late', async () => {
    const { screen, clock, notices } = setUp();
    notices.digest([entry(1), entry(2)]);
    await clock.advance(250);
    const lead = screen.on.get('digest')?.body === 'Mug 1' ? 1 : 2;
    notices.changed(entry(lead, { item: 'Tea cup' }));
    notices.changed(entry(3, { item: 'not in it' }));
    await clock.advance(1000);
    expect(screen.on.get('digest')?.body).toBe('Tea cup');
    const shows = screen.shown.length;
    notices.changed(entry(lead, { item: 'Tea cup', actions: ['reply'] }));
    await clock.advance(5000);
    expect(screen.shown.length).toBe(shows);
    expect(clock.pending()).toBe(0);
  });
  test('waits while paused, and comes as one when the pause ends', async () => {
    const { screen, clock, notices } = setUp();
    notices.hold(true);
    notices.digest([entry(1)]);
    await clock.advance(3_600_000);
    notices.digest([entry(2)]);
    expect(screen.shown).toEqual([]);
    notices.hold(false);
    await clock.advance(250);
    expect(screen.shown.map((notice) => notice.title)).toEqual(['2 things']);
  });
  test('goes when all it stood for was read', async () => {
    const { screen, clock, notices } = setUp();
    notices.digest([entry(1), entry(2)]);
    await clock.advance(250);
    notices.gone([1]);
    expect(screen.on.has('digest')).toBe(true);
    notices.gone([2]);
    expect(screen.on.has('digest')).toBe(false);
  });
  test('a desktop that shows nothing is told of as failed', async () => {
    const { screen, clock, notices, digested } = setUp();
    screen.broken = true;
    notices.digest([entry(1)]);
    await clock.advance(250);
    expect(digested).toEqual([[[1], 'failed']]);
  });
});

describe('a single alert', () => {
  test('rings at once, and its name, buttons and picture replace it in place together', async () => {
    let arrive: (bytes: Uint8Array) => void = () => {};
    const { screen, clock, notices } = setUp({ mug: new Promise((resolve) => (arrive = resolve)) });
    await notices.ring(entry(1, { picture: 'mug' }));
    arrive(new Uint8Array([1, 2, 3]));
    notices.changed(entry(1, { picture: 'mug', actor: { id: 'Qm', name: 'Ann' }, actions: ['reply'] }));
    await clock.advance(300);
    expect(screen.shown).toHaveLength(2);
    expect(screen.shown[1]).toMatchObject({ id: 'alert:1', body: 'Ann', actions: [{ key: 'reply' }], image: new Uint8Array([1, 2, 3]) });
  });
  test('is not shown again for what changes nothing that is seen, nor once it was closed', async () => {
    const { screen, clock, notices } = setUp();
    await notices.ring(entry(1));
    notices.changed(entry(1, { confirmation: 'confirmed' }));
    await clock.advance(300);
    screen.emit({ type: 'closed', id: 'alert:1', by: 'expired' });
    notices.changed(entry(1, { actor: { id: 'Qm', name: 'Ann' } }));
    await clock.advance(300);
    expect(screen.shown).toHaveLength(1);
  });
  test('read elsewhere, it leaves the screen', async () => {
    const { screen, notices } = setUp();
    await notices.ring(entry(1));
    expect(notices.gone([1, 2])).toEqual([1]);
    expect(screen.on.size).toBe(0);
  });
  test('a click opens it; its buttons say what they were pressed for', async () => {
    const { screen, gestures, notices } = setUp();
    await notices.ring(entry(1, { actions: ['reply'] }));
    screen.emit({ type: 'activated', id: 'alert:1', activationToken: 'token' });
    screen.emit({ type: 'activated', id: 'alert:1', action: 'reply', text: 'Yes' });
    screen.emit({ type: 'activated', id: 'alert:1', action: 'markRead' });
    screen.emit({ type: 'activated', id: 'alert:99' });
    expect(gestures).toEqual([
      { type: 'open', ids: [1], activationToken: 'token' },
      { type: 'act', id: 1, verb: 'reply', text: 'Yes' },
      { type: 'markRead', ids: [1] },
    ]);
  });
  test('a button that was not offered only opens the alert', async () => {
    const { screen, gestures, notices } = setUp();
    await notices.ring(entry(1));
    screen.emit({ type: 'activated', id: 'alert:1', action: 'reply', text: 'forged' });
    expect(gestures).toEqual([{ type: 'open', ids: [1] }]);
  });
});

test('follows are one notification a connection, updated in place', async () => {
  const { screen, notices } = setUp();
  const follow = (id: number) => entry(id, { kind: 'follow', category: 'follow', item: `Peer ${id}` });
  await notices.ring(follow(1));
  await notices.ring(follow(2));
  expect(screen.shown.map((notice) => [notice.id, notice.title])).toEqual([
    ['follow:shop', 'Peer 1'],
    ['follow:shop', '2 things'],
  ]);
  notices.gone([1, 2]);
  expect(screen.on.size).toBe(0);
});

test('of follows in one notification those that were read are counted no more, and the last one left is named', async () => {
  const follows = [1, 2, 3].map((id) => entry(id, { kind: 'follow', category: 'follow' }));
  const { screen, clock, notices } = setUp({}, follows);
  for (const one of follows) await notices.ring(one);
  const shown = () => [...screen.on.values()].map(({ title, body }) => [title, body]);
  expect(shown()).toEqual([['3 things', 'Mug 1']]);
  notices.gone([1]);
  await clock.advance(300);
  expect(shown()).toEqual([['2 things', 'Mug 2']]);
  notices.gone([3]);
  await clock.advance(300);
  expect(shown()).toEqual([['Mug 2', '']]);
  notices.gone([2]);
  expect(shown()).toEqual([]);
});

test('nothing is left to run after it was closed', async () => {
  const { clock, notices } = setUp();
  await notices.ring(entry(1));
  notices.changed(entry(1, { item: 'Other' }));
  notices.digest([entry(2)]);
  notices.close();
  await settle();
  expect(clock.pending()).toBe(0);
});

test('a desktop that never says what is gone does not make it remember without end', async () => {
  const { screen, notices } = setUp();
  for (let i = 1; i <= 300; i++) await notices.ring(entry(i));
  expect(screen.on.size).toBe(200);
  expect(screen.on.has('alert:300')).toBe(true);
  notices.gone([300]);
  expect(screen.on.has('alert:300')).toBe(false);
});
