import { Variant, type Message } from '@jellybrick/dbus-next';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBus, type Bus, type Connection } from './bus.ts';
import { CLOSED, recordNotifications, type NotificationDesktop } from './notifications.ts';
import { createRecord, type Record } from './record.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

let bus: Bus;
let desktop: NotificationDesktop;
let app: Connection;
let heard: Record<Message>;

beforeEach(async () => {
  bus = await startBus();
  desktop = await recordNotifications(bus, ['actions', 'body']);
  app = await bus.connect();
  heard = createRecord<Message>('signal', ({ member, body }) => `${member} ${JSON.stringify(body)}`);
  await app.listen(`interface='${NAME}'`, heard.add);
});

afterEach(() => bus.stop());

interface Asked {
  replacesId?: number;
  actions?: string[];
  hints?: { [name: string]: Variant };
}

async function notify(title: string, { replacesId = 0, actions = ['default', 'Open'], hints = {} }: Asked = {}): Promise<number> {
  const body = ['Tradebell', replacesId, 'icon', title, 'a body', actions, hints, -1];
  const [id] = await app.call(NAME, PATH, NAME, 'Notify', 'susssasa{sv}i', body);
  return id as number;
}

test('a notification is recorded as it was sent, with its hints read', async () => {
  const data = Buffer.from([1, 2, 3, 4]);
  const id = await notify('A sale', {
    actions: ['default', 'Open', 'accept', 'Accept order'],
    hints: {
      urgency: new Variant('y', 2),
      category: new Variant('s', 'im.received'),
      resident: new Variant('b', true),
      'image-data': new Variant('(iiibiiay)', [1, 1, 4, true, 8, 4, data]),
    },
  });
  expect(desktop.shown()).toMatchObject([
    {
      id,
      order: 1,
      replacesId: 0,
      title: 'A sale',
      body: 'a body',
      timeout: -1,
      actions: [
        { key: 'default', label: 'Open' },
        { key: 'accept', label: 'Accept order' },
      ],
      hints: { urgency: 'critical', category: 'im.received', resident: true, image: { width: 1, height: 1, hasAlpha: true, data } },
    },
  ]);
});

test('a notification that is on screen is replaced in place; one that has gone is not brought back', async () => {
  const first = await notify('1 order');
  expect(await notify('2 orders', { replacesId: first })).toBe(first);
  expect(desktop.shown().map(({ title }) => title)).toEqual(['2 orders']);
  desktop.dismiss(first);
  expect(await notify('3 orders', { replacesId: first })).not.toBe(first);
});

test('a press sends the activation token, then the action, then the closing', async () => {
  const id = await notify('A sale', { actions: ['accept', 'Accept'] });
  desktop.act(id, 'accept', { activationToken: 'token-1' });
  await heard.find(({ member }) => member === 'NotificationClosed');
  expect(heard.all.map(({ member, body }) => [member, ...body])).toEqual([
    ['ActivationToken', id, 'token-1'],
    ['ActionInvoked', id, 'accept'],
    ['NotificationClosed', id, CLOSED.dismissed],
  ]);
});

test('only an action that was offered on what is on screen can be pressed', async () => {
  const id = await notify('A sale');
  expect(() => desktop.act(id, 'accept')).toThrow('no action "accept", only default');
  expect(() => desktop.click(99)).toThrow('no notification 99');
});

test('expiring, and closing by the app, give their reasons', async () => {
  desktop.expire(await notify('one'));
  const two = await notify('two');
  await app.call(NAME, PATH, NAME, 'CloseNotification', 'u', [two]);
  expect(desktop.closed.all.map(({ reason }) => reason)).toEqual([CLOSED.expired, CLOSED.byApp]);
  expect(desktop.shown()).toEqual([]);
});

test('the service can leave the bus and come back with other capabilities and ids from one', async () => {
  const owners = createRecord<string>('owner', (owner) => owner);
  await app.listen(`sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${NAME}'`, ({ body }) => owners.add(String(body[2])));
  await notify('before');
  desktop.leave();
  await owners.find((owner) => owner === '');
  await expect(notify('while away')).rejects.toThrow('was not provided by any .service files');
  await desktop.comeBack(['body']);
  await owners.find((owner) => owner !== '');
  expect(await app.call(NAME, PATH, NAME, 'GetCapabilities')).toEqual([['body']]);
  expect(await notify('after')).toBe(1);
  expect(desktop.calls.all.map(({ title, order }) => [title, order])).toEqual([
    ['before', 1],
    ['after', 2],
  ]);
});

test('a refusing service answers with an error, a hanging one not at all', async () => {
  desktop.behave('refuse');
  await expect(notify('too many')).rejects.toThrow('too many');
  desktop.behave('hang');
  const hanging = notify('never');
  await desktop.methods.find((_name) => desktop.methods.all.length === 2);
  desktop.behave('answer');
  await notify('fine');
  expect(desktop.calls.all.map(({ title }) => title)).toEqual(['fine']);
  await expect(Promise.race([hanging, Promise.resolve('still waiting')])).resolves.toBe('still waiting');
});

test('a hint of the wrong type fails loudly', async () => {
  await expect(notify('A sale', { hints: { urgency: new Variant('i', 2) } })).rejects.toThrow('urgency has type i, not y');
});
