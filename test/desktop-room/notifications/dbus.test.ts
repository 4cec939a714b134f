import { Message } from '@jellybrick/dbus-next';
import { expect, onTestFinished, test } from 'vitest';
import { openBus } from '../../../src/desktop/bus.ts';
import { dbusNotifier } from '../../../src/desktop/notifications/dbus.ts';
import type { Notice, NoticeEvent } from '../../../src/shared/notice.ts';
import { startBus } from '../../desktop/bus.ts';
import { CLOSED, recordNotifications } from '../../desktop/notifications.ts';
import { createRecord } from '../../desktop/record.ts';
import { NO_ANSWER, serve } from '../../desktop/service.ts';
import { testClock } from '../../clock.ts';

const sender = { appName: 'Tradebell', icon: 'tradebell', desktopEntry: 'tradebell', openLabel: () => 'Open', soundFolder: '/app/sounds' };

async function scene(capabilities?: readonly string[]) {
  const daemon = await startBus();
  const desktop = await recordNotifications(daemon, capabilities);
  const clock = testClock();
  const bus = openBus({ address: daemon.address, clock });
  const events = createRecord<NoticeEvent>('event', (event) => JSON.stringify(event));
  const notifier = dbusNotifier({
    bus,
    sender,
    decode: (encoded) => (encoded.length === 0 ? undefined : { width: 1, height: 1, hasAlpha: false, data: Buffer.from(encoded) }),
    log: () => undefined,
  });
  notifier.onEvent(events.add);
  onTestFinished(async () => {
    notifier.close();
    bus.close();
    await daemon.stop();
    expect(clock.pending()).toBe(0);
  });
  return { daemon, desktop, clock, events, notifier };
}

const SALE: Notice = {
  id: 'alert-1',
  title: 'New order & more',
  body: 'Alice <alice> ordered "Tea"',
  urgency: 'normal',
  category: 'order',
  actions: [
    { key: 'followBack', label: 'Follow back' },
    { key: 'reply', label: 'Reply …', reply: { placeholder: 'Your answer' } },
  ],
};

test('a notification arrives with title, escaped body, actions, urgency, category and picture', async () => {
  const { desktop, notifier } = await scene();
  expect(await notifier.show({ ...SALE, urgency: 'urgent', image: Uint8Array.of(9, 8, 7) })).toBe('shown');
  expect(desktop.shown()).toMatchObject([
    {
      appName: 'Tradebell',
      replacesId: 0,
      title: 'New order & more',
      body: 'Alice &lt;alice&gt; ordered "Tea"',
      actions: [
        { key: 'default', label: 'Open' },
        { key: 'followBack', label: 'Follow back' },
        { key: 'reply', label: 'Reply …' },
      ],
      hints: {
        urgency: 'critical',
        category: 'x-tradebell.order',
        desktopEntry: 'tradebell',
        image: { width: 1, height: 1, hasAlpha: false, rowStride: 3, channels: 3, data: Buffer.from([9, 8, 7]) },
      },
    },
  ]);
  expect(desktop.shown()[0]!.hints.transient).toBeUndefined();
});

test('a sound is asked for where the desktop offers sounds, and silence everywhere', async () => {
  const hints = async (capabilities: readonly string[]) => {
    const { desktop, notifier } = await scene(capabilities);
    for (const sound of ['desktop', 'bell', 'none'] as const) await notifier.show({ ...SALE, id: sound, sound });
    await notifier.show({ ...SALE, id: 'as ever' });
    return desktop.shown().map(({ hints: { soundName, soundFile, suppressSound } }) => ({ soundName, soundFile, suppressSound }));
  };
  const silent = { suppressSound: true };
  expect(await hints(['body', 'sound'])).toEqual([{ soundName: 'message-new-instant' }, { soundFile: '/app/sounds/bell.wav' }, silent, {}]);
  expect(await hints(['body'])).toEqual([{}, {}, silent, {}]);
});

test('showing an id again replaces it in place', async () => {
  const { desktop, events, notifier } = await scene();
  await notifier.show(SALE);
  await notifier.show({ ...SALE, title: '2 orders' });
  expect(desktop.shown().map(({ title }) => title)).toEqual(['2 orders']);
  expect(events.all).toEqual([]);
});

test('many updates of one id while the desktop is busy become one', async () => {
  const { desktop, notifier } = await scene();
  const all = await Promise.all(Array.from({ length: 200 }, (_, n) => notifier.show({ ...SALE, title: `${n}` })));
  expect(new Set(all)).toEqual(new Set(['shown']));
  expect(desktop.calls.all.map(({ title }) => title)).toEqual(['0', '199']);
});

test('where the desktop offers neither actions nor body markup, it gets neither', async () => {
  const { desktop, notifier } = await scene(['body']);
  await notifier.show(SALE);
  expect(desktop.shown()).toMatchObject([{ actions: [], body: 'Alice <alice> ordered "Tea"' }]);
});

test('a desktop that offers hyperlinks reads markup, whether it says so or not', async () => {
  const { desktop, notifier } = await scene(['body', 'body-hyperlinks']);
  await notifier.show(SALE);
  expect(desktop.shown()[0]!.body).toBe('Alice &lt;alice&gt; ordered "Tea"');
});

test('where the desktop shows no body, the title carries it', async () => {
  const { desktop, notifier } = await scene(['actions']);
  await notifier.show(SALE);
  expect(desktop.shown()).toMatchObject([{ title: 'New order & more: Alice <alice> ordered "Tea"', body: '' }]);
});

test('a picture that cannot be read does not keep the notification back', async () => {
  const { desktop, notifier } = await scene();
  expect(await notifier.show({ ...SALE, image: new Uint8Array() })).toBe('shown');
  expect(desktop.shown()[0]!.hints.image).toBeUndefined();
});

test('a click and a press come back with the id, the action and the activation token, once', async () => {
  const { desktop, events, notifier } = await scene();
  await notifier.show(SALE);
  await notifier.show({ ...SALE, id: 'alert-2' });
  const [one, two] = desktop.shown();
  desktop.click(one!.id, { activationToken: 'token-1' });
  desktop.act(two!.id, 'followBack');
  await events.find((event) => event.type === 'closed' && event.id === 'alert-2');
  expect(events.all).toEqual([
    { type: 'activated', id: 'alert-1', activationToken: 'token-1' },
    { type: 'closed', id: 'alert-1', by: 'user' },
    { type: 'activated', id: 'alert-2', action: 'followBack' },
    { type: 'closed', id: 'alert-2', by: 'user' },
  ]);
});

test('a typed reply comes back with its text where the desktop can ask for it', async () => {
  const { desktop, events, notifier } = await scene(['actions', 'body', 'inline-reply']);
  await notifier.show(SALE);
  const [shown] = desktop.shown();
  expect(shown).toMatchObject({ hints: { replyPlaceholder: 'Your answer' } });
  expect(shown!.actions).toContainEqual({ key: 'inline-reply', label: 'Reply …' });
  desktop.inlineReply(shown!.id, 'On its way & thanks');
  expect(await events.find(() => true)).toEqual({ type: 'activated', id: 'alert-1', action: 'reply', text: 'On its way & thanks' });
});

test('a reply where none was offered, an action that was not, and ids that are not ours are not obeyed', async () => {
  const { desktop, events, notifier } = await scene();
  await notifier.show(SALE);
  const { id } = desktop.shown()[0]!;
  desktop.signal('NotificationReplied', 'us', id, 'forged');
  desktop.signal('ActionInvoked', 'us', id, 'payEverything');
  desktop.signal('ActionInvoked', 'us', id + 1, 'default');
  desktop.signal('NotificationClosed', 'uu', id + 1, 2);
  desktop.expire(id);
  await events.find((event) => event.type === 'closed');
  expect(events.all).toEqual([{ type: 'closed', id: 'alert-1', by: 'expired' }]);
});

test('signals of anyone but the service that showed it are not obeyed', async () => {
  const { daemon, desktop, events, notifier } = await scene();
  await notifier.show(SALE);
  const { id } = desktop.shown()[0]!;
  const stranger = await daemon.connect();
  const path = '/org/freedesktop/Notifications';
  stranger.bus.send(Message.newSignal(path, 'org.freedesktop.Notifications', 'ActionInvoked', 'us', [id, 'default']));
  // The bus keeps the order: when the stranger's next call is answered, its signal has been delivered.
  await stranger.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetId');
  desktop.dismiss(id);
  await events.find((event) => event.type === 'closed');
  expect(events.all).toEqual([{ type: 'closed', id: 'alert-1', by: 'user' }]);
});

test('withdrawing takes it off the screen, also while it is on its way', async () => {
  const { desktop, events, notifier } = await scene();
  await notifier.show(SALE);
  notifier.withdraw(SALE.id);
  await events.find((event) => event.type === 'closed');
  const later = notifier.show({ ...SALE, id: 'alert-2' });
  notifier.withdraw('alert-2');
  expect(await later).toBe('shown');
  await events.find((event) => event.type === 'closed' && event.id === 'alert-2');
  expect(events.all.map((event) => event.type === 'closed' && event.by)).toEqual(['us', 'us']);
  expect(desktop.shown()).toEqual([]);
  expect(desktop.closed.all.map(({ reason }) => reason)).toEqual([CLOSED.byApp, CLOSED.byApp]);
});

test('withdrawing what is gone, or was never there, is harmless', async () => {
  const { desktop, events, notifier } = await scene();
  notifier.withdraw('never');
  await notifier.show(SALE);
  desktop.dismiss(desktop.shown()[0]!.id);
  await events.find((event) => event.type === 'closed');
  notifier.withdraw(SALE.id);
  await notifier.show({ ...SALE, id: 'alert-2' });
  expect(desktop.methods.all).not.toContain('CloseNotification');
});

test('what was closed and is shown again is a new one', async () => {
  const { desktop, events, notifier } = await scene();
  await notifier.show(SALE);
  desktop.dismiss(desktop.shown()[0]!.id);
  await events.find((event) => event.type === 'closed');
  await notifier.show(SALE);
  expect(desktop.calls.all.map(({ replacesId }) => replacesId)).toEqual([0, 0]);
});

test('when another service takes over, old numbers are forgotten and its own abilities are asked for', async () => {
  const { desktop, events, notifier } = await scene();
  await notifier.show(SALE);
  desktop.leave();
  await events.find((event) => event.type === 'closed' && event.by === 'desktop');
  await desktop.comeBack(['body']);
  await notifier.show({ ...SALE, id: 'alert-2' });
  await notifier.show(SALE);
  expect(desktop.calls.all.map(({ replacesId, actions }) => [replacesId, actions.length])).toEqual([
    [0, 3],
    [0, 0],
    [0, 0],
  ]);
});

test('without a notification service the answer is "absent", and a later one is found', async () => {
  const { desktop, notifier } = await scene();
  desktop.leave();
  expect(await notifier.show(SALE)).toBe('absent');
  await desktop.comeBack();
  expect(await notifier.show(SALE)).toBe('shown');
});

test('a desktop that refuses fails the notification; the next is tried again', async () => {
  const { desktop, notifier } = await scene();
  desktop.behave('refuse');
  expect(await notifier.show(SALE)).toBe('failed');
  desktop.behave('answer');
  expect(await notifier.show(SALE)).toBe('shown');
});

test('a desktop that hangs fails it after two seconds, with a few calls in flight at most', async () => {
  const { desktop, clock, notifier } = await scene();
  await notifier.show({ ...SALE, id: 'first' });
  desktop.behave('hang');
  const many = Array.from({ length: 30 }, (_, n) => notifier.show({ ...SALE, id: `alert-${n}` }));
  await desktop.methods.find(() => desktop.methods.all.length >= 6);
  for (let round = 0; round < 8; round++) {
    expect(desktop.methods.all.length).toBeLessThanOrEqual(2 + 4 * (round + 1));
    const before = desktop.methods.all.length;
    await clock.advance(2_000);
    if (round < 7) await desktop.methods.find(() => desktop.methods.all.length > before);
  }
  expect(new Set(await Promise.all(many))).toEqual(new Set(['failed']));
});

test('one that the desktop takes after it was given up is taken off the screen', async () => {
  const daemon = await startBus();
  const connection = await daemon.connect();
  const clock = testClock();
  const notified = createRecord<Message>('Notify', (message) => String(message.serial));
  const closed = createRecord<unknown>('CloseNotification', String);
  serve(connection, {
    path: '/org/freedesktop/Notifications',
    iface: 'org.freedesktop.Notifications',
    methods: {
      GetCapabilities: ['as', () => [[]]],
      Notify: [
        'u',
        (_body, message) => {
          notified.add(message);
          return NO_ANSWER;
        },
      ],
      CloseNotification: [
        '',
        ([id]) => {
          closed.add(id);
          return [];
        },
      ],
    },
  });
  await connection.bus.requestName('org.freedesktop.Notifications', 0);
  const bus = openBus({ address: daemon.address, clock });
  const notifier = dbusNotifier({ bus, sender, decode: () => undefined, log: () => undefined });
  onTestFinished(async () => {
    notifier.close();
    bus.close();
    await daemon.stop();
  });
  const shown = notifier.show(SALE);
  const message = await notified.find(() => true);
  await clock.advance(2_000);
  expect(await shown).toBe('failed');
  connection.bus.send(Message.newMethodReturn(message, 'u', [7]));
  expect(await closed.find(() => true)).toBe(7);
});
