import { expect, test } from 'vitest';
import type { Bridge, CallName } from '../../../src/shared/bridge.ts';
import { createInboxStore } from '../../../renderer/inbox/inbox-store.ts';
import { testClock } from '../../clock.ts';
import { createFake } from '../fake-bridge.ts';

const NOW = Date.UTC(2026, 2, 3, 12);

function setUp(count = 500) {
  const clock = testClock(NOW);
  const fake = createFake({ count, scenario: 'one', now: NOW });
  const troubles: unknown[] = [];
  const store = createInboxStore(fake.bridge, clock, (error) => troubles.push(error));
  const searched = (): unknown[] => fake.calls.filter(({ name }) => name === 'inbox.page').map(({ request }) => (request as { search?: string }).search);
  return { clock, fake, store, troubles, searched };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('typing asks once, after a pause, for what was typed last', async () => {
  const { clock, store, searched } = setUp();
  store.refresh();
  await settled();
  for (const text of ['w', 'wa', 'wal', 'waln']) {
    store.type(text);
    await clock.advance(40);
  }
  expect(searched().filter(Boolean)).toEqual([]);
  await clock.advance(120);
  await settled();
  expect(new Set(searched().filter(Boolean))).toEqual(new Set(['waln']));
  expect(store.listing.value.keys.length).toBeGreaterThan(0);
  store.stop();
  expect(clock.pending()).toBe(0);
});

test('an answer to an older question is thrown away', async () => {
  const { fake } = setUp();
  const clock = testClock(NOW);
  const held: (() => void)[] = [];
  const slow: Bridge = {
    ...fake.bridge,
    call: async (name, ...request) => {
      if ((name as CallName) === 'inbox.page' && (request[0] as { search?: string }).search === 'old') await new Promise<void>((resolve) => held.push(resolve));
      return fake.bridge.call(name, ...request);
    },
  };
  const store = createInboxStore(slow, clock, () => {});
  store.change({ search: 'old' });
  store.change({ search: 'walnut' });
  expect(held).toHaveLength(1);
  held[0]!();
  await settled();
  expect(store.filter.value.search).toBe('walnut');
  const titles = store.listing.value.keys.map(({ id }) => store.listing.value.held.get(id)?.line);
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.every((line) => line === undefined || /walnut/i.test(`${line.title} ${line.body}`))).toBe(true);
});

test('opening an alert marks it read, and it stays in a list of unread ones', async () => {
  const { fake, store } = setUp();
  store.change({ unread: true });
  await settled();
  const id = store.listing.value.keys[1]!.id;
  store.open(id);
  await settled();
  expect(fake.calls).toContainEqual({ name: 'inbox.markRead', request: { ids: [id] } });
  expect(store.listing.value.keys.some((key) => key.id === id)).toBe(true);
  expect(store.listing.value.held.get(id)?.line.read).toBe(true);
  expect(store.opened.value?.detail?.read).toBe(true);
});

test('passing over alerts with the keyboard marks only the one that is rested on', async () => {
  const { clock, fake, store } = setUp();
  store.change({ unread: true });
  await settled();
  const [first, second] = store.listing.value.keys;
  store.open(first!.id, { dwell: true });
  await clock.advance(300);
  store.open(second!.id, { dwell: true });
  await clock.advance(1_000);
  await settled();
  expect(fake.calls.filter(({ name }) => name === 'inbox.markRead').map(({ request }) => request)).toEqual([{ ids: [second!.id] }]);
});

test('marking all read gives back what was unread, and undoing goes in calls of a thousand', async () => {
  const { fake, store } = setUp(100);
  fake.arrive(2_300);
  const ids = await store.markAll();
  expect(ids.length).toBeGreaterThanOrEqual(2_300);
  await store.mark(ids, false);
  const sizes = fake.calls.filter(({ name }) => name === 'inbox.markUnread').map(({ request }) => (request as { ids: number[] }).ids.length);
  expect(sizes).toEqual([1000, 1000, ids.length - 2000]);
});

test('a main process that cannot answer is told, and reading can be tried again', async () => {
  const { fake, store, troubles } = setUp();
  fake.answer('inbox.page', new Error('gone'));
  store.refresh();
  await settled();
  expect(store.status.value).toBe('failed');
  expect(troubles.length).toBeGreaterThan(0);
});

test('an alert that a link leads to, before the list is read, is shown and read; a snoozed one is shown, and rings again all the same', async () => {
  const { fake, store } = setUp();
  const { lines } = await fake.bridge.call('inbox.page', { unread: true, limit: 2 });
  const [unread, snoozed] = lines.map(({ id }) => id);
  await fake.bridge.call('inbox.snooze', { ids: [snoozed!], until: NOW + 3_600_000 });
  const marked = (): unknown[] => fake.calls.filter(({ name }) => name === 'inbox.markRead').map(({ request }) => request);
  store.open(snoozed!);
  await settled();
  expect(store.opened.value?.detail).toMatchObject({ snoozedUntil: NOW + 3_600_000, read: false });
  expect(marked()).toEqual([]);
  store.open(unread!);
  await settled();
  expect(store.opened.value?.detail?.read).toBe(true);
  expect(marked()).toEqual([{ ids: [unread] }]);
});

test('what is passed over before its line is there is read only if it is rested on', async () => {
  const { clock, fake, store } = setUp();
  const { lines } = await fake.bridge.call('inbox.page', { unread: true, limit: 2 });
  const [first, second] = lines.map(({ id }) => id);
  store.open(first!, { dwell: true });
  store.open(second!, { dwell: true });
  await settled();
  await clock.advance(1_000);
  await settled();
  expect(fake.calls.filter(({ name }) => name === 'inbox.markRead').map(({ request }) => request)).toEqual([{ ids: [second] }]);
});
