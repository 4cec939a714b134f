import { Variant } from '@jellybrick/dbus-next';
import { startBus } from './bus.ts';
import { createRecord, type Record } from './record.ts';
import { Refusal, serve } from './service.ts';

/** NetworkManager's states that matter to us (NMState). */
export const NETWORK = { asleep: 10, disconnected: 20, connecting: 40, connectedLocal: 50, connectedSite: 60, connectedGlobal: 70 } as const;

/** A machine's system bus with the two services that tell of sleep, the lock screen and the network. */
export interface SystemBus {
  /** For the program under test. */
  readonly env: { readonly DBUS_SYSTEM_BUS_ADDRESS: string };
  /** Match rules that a program has asked for, so that a test knows that it listens. */
  readonly rules: Record<string>;
  /** The machine goes to sleep (true) or has woken (false). */
  prepareForSleep(going: boolean): void;
  /** The screen is locked or unlocked. */
  session(event: 'Lock' | 'Unlock'): void;
  network(state: keyof typeof NETWORK): void;
  stop(): Promise<void>;
}

const SESSION = '/org/freedesktop/login1/session/_31';

/** Plays login1 and NetworkManager on a private bus. */
export async function recordSystemBus(): Promise<SystemBus> {
  const bus = await startBus();
  const connection = await bus.connect();
  let state: number = NETWORK.connectedGlobal;

  const manager = serve(connection, {
    path: '/org/freedesktop/login1',
    iface: 'org.freedesktop.login1.Manager',
    methods: {
      GetSession: ['o', () => [SESSION]],
      GetSessionByPID: ['o', () => [SESSION]],
      ListSessions: ['a(susso)', () => [[['1', 1000, 'person', 'seat0', SESSION]]]],
      Inhibit: [
        'h',
        () => {
          throw new Refusal('org.freedesktop.DBus.Error.AccessDenied', 'no delay locks on this machine');
        },
      ],
    },
    properties: () => ({ PreparingForSleep: new Variant('b', false) }),
  });
  const session = serve(connection, { path: SESSION, iface: 'org.freedesktop.login1.Session' });
  const network = serve(connection, {
    path: '/org/freedesktop/NetworkManager',
    iface: 'org.freedesktop.NetworkManager',
    methods: { state: ['u', () => [state]] },
    properties: () => ({ State: new Variant('u', state) }),
  });
  await connection.bus.requestName('org.freedesktop.login1', 0);
  await connection.bus.requestName('org.freedesktop.NetworkManager', 0);

  return {
    env: { DBUS_SYSTEM_BUS_ADDRESS: bus.address },
    rules: await recordRules(bus.connect.bind(bus)),
    prepareForSleep: (going) => manager('PrepareForSleep', 'b', going),
    session: (event) => session(event, ''),
    network(name) {
      state = NETWORK[name];
      network('StateChanged', 'u', state);
    },
    stop: () => bus.stop(),
  };
}

/** A monitor sees every AddMatch on the bus. A connection that monitors can do nothing else. */
async function recordRules(connect: Awaited<ReturnType<typeof startBus>>['connect']): Promise<Record<string>> {
  const rules = createRecord<string>('match rule', (rule) => rule);
  const monitor = await connect();
  monitor.bus.on('message', (message) => {
    if (message.member === 'AddMatch') rules.add(String(message.body[0]));
  });
  await monitor.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.Monitoring', 'BecomeMonitor', 'asu', [
    ["type='method_call',member='AddMatch'"],
    0,
  ]);
  return rules;
}
