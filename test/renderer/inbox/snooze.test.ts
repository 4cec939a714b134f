import { expect, test } from 'vitest';
import { createInboxStore } from '../../../renderer/inbox/inbox-store.ts';
import { testClock } from '../../clock.ts';
import { createFake } from '../fake-bridge.ts';

const NOW = Date.UTC(2026, 2, 3, 12);
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function setUp() {
  const clock = testClock(NOW);
  const fake = createFake({ count: 40, scenario: 'one', now: NOW });
  const troubles: unknown[] = [];
  const store = createInboxStore(fake.bridge, clock, (error) => troubles.push(error));
  store.refresh();
  await settled();
  const line = (id: number) => store.listing.value.held.get(id)?.line;
  const called = (name: string) => fake.calls.filter((call) => call.name === name).map(({ request }) => request);
  const unread = [...store.listing.value.held.values()].filter((held) => !held.line.read).map((held) => held.line.id);
  return { clock, fake, store, troubles, line, called, unread };
}

test('an alert that is snoozed before the moment’s rest is over stays unread', async () => {
  const { clock, store, line, called, unread } = await setUp();
  const id = unread[0]!;
  store.open(id, { dwell: true });
  store.askSnooze(id);
  await clock.advance(10_000);
  expect(await store.snooze(id, NOW + 3_600_000)).toBe(false);
  await clock.advance(10_000);
  await settled();
  expect(called('inbox.markRead')).toEqual([]);
  expect(line(id)).toMatchObject({ read: false, snoozedUntil: NOW + 3_600_000 });
  expect(store.opened.value).toBeUndefined();
});

test('an alert that was read by opening it is unread once it is snoozed, also where only unread ones are shown', async () => {
  const { store, line, unread } = await setUp();
  store.change({ unread: true });
  await settled();
  const id = unread[0]!;
  store.open(id);
  await settled();
  expect(await store.snooze(id, NOW + 3_600_000)).toBe(true);
  await settled();
  expect(line(id)).toMatchObject({ read: false, snoozedUntil: NOW + 3_600_000 });
});

test('looking at a snoozed alert does not read it, which would end the snooze', async () => {
  const { clock, store, line, called, unread } = await setUp();
  const id = unread[0]!;
  await store.snooze(id, NOW + 3_600_000);
  await settled();
  store.open(id);
  await clock.advance(10_000);
  await settled();
  expect(called('inbox.markRead')).toEqual([]);
  expect(store.opened.value?.detail?.snoozedUntil).toBe(NOW + 3_600_000);
  await store.snooze(id, null);
  await settled();
  expect(line(id)?.snoozedUntil).toBeUndefined();
  expect(store.opened.value?.id).toBe(id);
});

test('a snooze that could not be noted is told, and changes nothing', async () => {
  const { fake, store, troubles, line, unread } = await setUp();
  fake.answer('inbox.snooze', new Error('gone'));
  expect(await store.snooze(unread[0]!, NOW + 1)).toBeUndefined();
  await settled();
  expect(troubles).toHaveLength(1);
  expect(line(unread[0]!)?.snoozedUntil).toBeUndefined();
});

test('a removed alert is gone from list and detail, the keyboard stands on the next, and it can come back', async () => {
  const { store } = await setUp();
  const [first, second] = store.listing.value.keys;
  store.open(first!.id);
  const token = await store.remove(first!.id);
  await settled();
  expect(store.listing.value.keys.some(({ id }) => id === first!.id)).toBe(false);
  expect(store.opened.value).toBeUndefined();
  expect(store.active.value).toBe(second!.id);
  expect(await store.restore(token!)).toBe(true);
  await settled();
  expect(store.listing.value.keys[0]!.id).toBe(first!.id);
  expect(await store.restore(token!)).toBe(false);
});
