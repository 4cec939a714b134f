import type { Variant } from '@jellybrick/dbus-next';
import type { Bus, Connection } from './bus.ts';
import { readHints, type Hints } from './hints.ts';
import { createRecord, type Record } from './record.ts';
import { NO_ANSWER, Refusal, serve, type Method } from './service.ts';

/** One call of Notify, as the desktop received it. */
export interface Notification {
  /** What the desktop answered. */
  readonly id: number;
  /** 1 for the first call on this desktop, counted on over restarts of the service. */
  readonly order: number;
  /** 0: a new one. */
  readonly replacesId: number;
  readonly appName: string;
  readonly appIcon: string;
  readonly title: string;
  readonly body: string;
  readonly actions: ReadonlyArray<{ readonly key: string; readonly label: string }>;
  readonly hints: Hints;
  /** Milliseconds; -1: as the desktop likes, 0: never. */
  readonly timeout: number;
}

/** Why a notification left the screen, in the specification's numbers. */
export const CLOSED = { expired: 1, dismissed: 2, byApp: 3 } as const;

export interface Closed {
  readonly id: number;
  readonly reason: (typeof CLOSED)[keyof typeof CLOSED];
}

/** `answer`: as a desktop does; `refuse`: every Notify fails; `hang`: no method is ever answered. */
export type Mood = 'answer' | 'refuse' | 'hang';

export interface Press {
  /** Sent before the press, as Wayland desktops do; lets the app focus its window. */
  readonly activationToken?: string;
}

/** A desktop's notification service that records, and lets the test be the person before the screen. */
export interface NotificationDesktop {
  readonly calls: Record<Notification>;
  readonly closed: Record<Closed>;
  /** Every method called, by name, whatever was answered. */
  readonly methods: Record<string>;
  /** What is on screen now, oldest first, each as last updated. */
  shown(): Notification[];
  /** Presses the notification itself. */
  click(id: number, press?: Press): void;
  /** Presses a button. Throws when the notification is not on screen or has no such action. */
  act(id: number, key: string, press?: Press): void;
  /** Types an answer into the field that KDE and others offer for an `inline-reply` action. */
  inlineReply(id: number, text: string): void;
  dismiss(id: number): void;
  expire(id: number): void;
  /** Sends a signal of the notification service as it stands, also for ids that are not there. */
  signal(name: string, signature: string, ...body: unknown[]): void;
  behave(mood: Mood): void;
  /** The service leaves the bus, as when the panel crashes: what was on screen is gone, and ids begin anew. */
  leave(): void;
  /** It is there again, by default with the same capabilities. */
  comeBack(capabilities?: readonly string[]): Promise<void>;
}

const NAME = 'org.freedesktop.Notifications';

/** What GNOME and KDE offer, as far as we use it. */
export const CAPABILITIES = ['actions', 'body', 'body-markup', 'icon-static', 'persistence', 'sound'] as const;

/** Puts the recording notification service on a bus. For a desktop without one, call `leave` at once. */
export async function recordNotifications(bus: Bus, capabilities: readonly string[] = CAPABILITIES): Promise<NotificationDesktop> {
  const calls = createRecord<Notification>('notification', ({ id, title, body }) => `${id} "${title}" "${body}"`);
  const closed = createRecord<Closed>('closed notification', ({ id, reason }) => `${id} for reason ${reason}`);
  const methods = createRecord<string>('method call', (name) => name);
  const onScreen = new Map<number, Notification>();
  let offered = capabilities;
  let mood: Mood = 'answer';
  let nextId = 1;
  let service: { connection: Connection; emit: ReturnType<typeof serve> } | undefined;

  const signal: NotificationDesktop['signal'] = (name, signature, ...body) => {
    if (service === undefined) throw new Error('the notification service has left the bus');
    service.emit(name, signature, ...body);
  };
  const close = (id: number, reason: Closed['reason']): void => {
    if (!onScreen.delete(id)) return;
    signal('NotificationClosed', 'uu', id, reason);
    closed.add({ id, reason });
  };
  const onScreenOrThrow = (id: number): Notification => {
    const found = onScreen.get(id);
    if (found === undefined) throw new Error(`no notification ${id} on screen, only ${[...onScreen.keys()].join(', ') || 'none'}`);
    return found;
  };
  const press = (id: number, key: string, { activationToken }: Press): void => {
    const found = onScreenOrThrow(id);
    if (!found.actions.some((action) => action.key === key)) {
      throw new Error(`notification ${id} has no action "${key}", only ${found.actions.map((action) => action.key).join(', ') || 'none'}`);
    }
    if (activationToken !== undefined) signal('ActivationToken', 'us', id, activationToken);
    signal('ActionInvoked', 'us', id, key);
    if (!found.hints.resident) close(id, CLOSED.dismissed);
  };

  const show = (body: NotifyBody): number => {
    const [appName, replacesId, appIcon, title, text, actions, hints, timeout] = body;
    // An id that is not on screen is not brought back to life: a new one is given, as GNOME does.
    const id = onScreen.has(replacesId) ? replacesId : nextId++;
    const notification: Notification = {
      id,
      order: calls.all.length + 1,
      replacesId,
      appName,
      appIcon,
      title,
      body: text,
      actions: pairs(actions),
      hints: readHints(hints),
      timeout,
    };
    onScreen.set(id, notification);
    calls.add(notification);
    return id;
  };

  const methodsOffered: { [name: string]: Method } = {
    GetCapabilities: ['as', () => [[...offered]]],
    GetServerInformation: ['ssss', () => ['recording-desktop', 'test', '1', '1.2']],
    Notify: [
      'u',
      (body) => {
        if (mood === 'refuse') throw new Refusal('org.freedesktop.Notifications.Error.ExcessNotificationGeneration', 'too many');
        return [show(body as NotifyBody)];
      },
    ],
    CloseNotification: [
      '',
      (body) => {
        close(body[0] as number, CLOSED.byApp);
        return [];
      },
    ],
  };
  const recorded = Object.entries(methodsOffered).map(([name, [signature, answer]]): [string, Method] => [
    name,
    [
      signature,
      (body, message) => {
        methods.add(name);
        return mood === 'hang' ? NO_ANSWER : answer(body, message);
      },
    ],
  ]);

  const comeBack: NotificationDesktop['comeBack'] = async (wanted = offered) => {
    offered = wanted;
    const connection = await bus.connect();
    const emit = serve(connection, { path: '/org/freedesktop/Notifications', iface: NAME, methods: Object.fromEntries(recorded) });
    await connection.bus.requestName(NAME, 0);
    service = { connection, emit };
  };
  await comeBack();

  return {
    calls,
    closed,
    methods,
    shown: () => [...onScreen.values()],
    click: (id, how = {}) => press(id, 'default', how),
    act: (id, key, how = {}) => press(id, key, how),
    inlineReply(id, text) {
      onScreenOrThrow(id);
      signal('NotificationReplied', 'us', id, text);
      close(id, CLOSED.dismissed);
    },
    dismiss: (id) => close(onScreenOrThrow(id).id, CLOSED.dismissed),
    expire: (id) => close(onScreenOrThrow(id).id, CLOSED.expired),
    signal,
    behave(wanted) {
      mood = wanted;
    },
    leave() {
      service?.connection.close();
      service = undefined;
      onScreen.clear();
      nextId = 1;
    },
    comeBack,
  };
}

type NotifyBody = readonly [string, number, string, string, string, readonly string[], { readonly [hint: string]: Variant }, number];

function pairs(flat: readonly string[]): Notification['actions'] {
  return flat.flatMap((key, index) => (index % 2 === 0 ? [{ key, label: flat[index + 1] ?? '' }] : []));
}
