import { once, type EventEmitter } from 'node:events';
import * as dbus from '@jellybrick/dbus-next';
import { startBusDaemon } from '../../scripts/session-bus.mjs';

/** A private D-Bus bus of one test. */
export interface Bus {
  readonly address: string;
  /** For the program under test, as its session bus. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  /** One more connection, with a unique name of its own; closed with the bus. */
  connect(): Promise<Connection>;
  stop(): Promise<void>;
}

export interface Connection {
  readonly bus: dbus.MessageBus;
  /** Calls a method; resolves to the body of the answer, rejects with the D-Bus error. */
  call(destination: string, path: string, iface: string, member: string, signature?: string, body?: readonly unknown[]): Promise<unknown[]>;
  /** Hears signals that fit a match rule (without `type`), until the connection closes. */
  listen(rule: string, heard: (message: dbus.Message) => void): Promise<void>;
  close(): void;
}

/** Starts a bus on which there is nothing but what the test puts there; `forEveryone`: for programs of other users as well. */
export async function startBus(options: { forEveryone?: boolean } = {}): Promise<Bus> {
  const daemon = await startBusDaemon(options);
  const connections = new Set<Connection>();
  return {
    address: daemon.address,
    env: { DBUS_SESSION_BUS_ADDRESS: daemon.address },
    async connect() {
      const connection = await connect(daemon.address, () => connections.delete(connection));
      connections.add(connection);
      return connection;
    },
    async stop() {
      for (const connection of connections) connection.close();
      await daemon.stop();
    },
  };
}

async function connect(address: string, closed: () => void): Promise<Connection> {
  const bus = dbus.sessionBus({ busAddress: address });
  let open = true;
  // The library's types leave 'error' out. An error while the test runs is the test's; after close it is the bus going away.
  const emitter: EventEmitter = bus as unknown as EventEmitter;
  emitter.setMaxListeners(0); // every tray item of every start listens
  emitter.on('error', (error: Error) => {
    if (open) throw error;
  });
  if (bus.name === null) await once(emitter, 'connect');

  const call: Connection['call'] = async (destination, path, iface, member, signature = '', body = []) => {
    const reply = await bus.call(new dbus.Message({ destination, path, interface: iface, member, signature, body: [...body] }));
    return reply?.body ?? [];
  };
  return {
    bus,
    call,
    async listen(rule, heard) {
      const wanted = Object.fromEntries([...rule.matchAll(/(\w+)='([^']*)'/g)].map(([, key, value]) => [key, value]));
      const owner = wanted['sender']?.startsWith(':') ? wanted['sender'] : undefined;
      bus.on('message', (message) => {
        if (message.type !== dbus.MessageType.SIGNAL) return;
        if (owner !== undefined && message.sender !== owner) return;
        if (wanted['interface'] !== undefined && message.interface !== wanted['interface']) return;
        if (wanted['member'] !== undefined && message.member !== wanted['member']) return;
        heard(message);
      });
      await call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'AddMatch', 's', [`type='signal',${rule}`]);
    },
    close() {
      if (!open) return;
      open = false;
      bus.disconnect();
      closed();
    },
  };
}
