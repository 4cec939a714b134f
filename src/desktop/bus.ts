import { existsSync } from 'node:fs';
import path from 'node:path';
import { DBusError, Message, MessageType, sessionBus } from '@jellybrick/dbus-next';
import type { MessageBus } from '@jellybrick/dbus-next';
import type { Clock, Stop } from '../shared/clock.ts';

/** One method call. `signature` and `body` as D-Bus types them; variants as the library's Variant. */
export interface BusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  signature?: string;
  body?: unknown[];
}

export interface BusReply {
  /** Unique name of who answered. */
  sender: string;
  body: unknown[];
}

export interface BusSignal {
  /** Unique name of who sent it (`:1.42`), as the bus vouches for it. */
  sender: string;
  path: string;
  interface: string;
  member: string;
  body: unknown[];
}

export interface SignalFilter {
  interface: string;
  path?: string;
  /** Well-known name of the service: the bus then hands on only its signals, and those sent to us alone. */
  sender?: string;
}

/** Why a call has no answer: no bus, no such service on it, none within the limit, or an error that the service answered with. */
export type BusFailure = 'no-bus' | 'no-service' | 'timeout' | 'refused';

export class BusError extends Error {
  readonly reason: BusFailure;
  constructor(reason: BusFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BusError';
    this.reason = reason;
  }
}

/**
 * A message bus that may end and come back. Connects at the first call or subscription; subscriptions outlive a reconnect. A bus that was there
 * is looked for again, ever more rarely; one that never was is tried only when a call needs it, so that a machine without one stays quiet.
 */
export interface Bus {
  /**
   * Answers the reply, or rejects with BusError within the limit (default 2 s), whatever happens to the bus. `late` is told of a reply that
   * comes after all: what was asked for has happened.
   */
  call(call: BusCall, limitMs?: number, late?: (reply: BusReply) => void): Promise<BusReply>;
  /** Signals of an interface. Who sent them is for the listener to check: anyone on the bus may send any. */
  onSignal(filter: SignalFilter, listener: (signal: BusSignal) => void): Stop;
  /** The unique name that owns `name`, now and at each change; undefined: nobody, or no bus. Starts no service. */
  watchName(name: string, listener: (owner: string | undefined) => void): Stop;
  close(): void;
}

export interface BusOptions {
  /** Undefined: the session's bus, where the environment says it is. */
  address: string | undefined;
  clock: Clock;
}

/** Where the system bus listens. */
export function systemBusAddress(env: Readonly<Record<string, string | undefined>>): string {
  return env['DBUS_SYSTEM_BUS_ADDRESS'] || 'unix:path=/var/run/dbus/system_bus_socket';
}

/** Whether the environment tells of a session bus, or one lies where systemd puts it. */
export function hasSessionBus(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['DBUS_SESSION_BUS_ADDRESS']) return true;
  const runtime = env['XDG_RUNTIME_DIR'];
  return runtime !== undefined && existsSync(path.join(runtime, 'bus'));
}

const CALL_LIMIT_MS = 2_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const DAEMON = 'org.freedesktop.DBus';
const NO_SERVICE = /^org\.freedesktop\.DBus\.Error\.(ServiceUnknown|NameHasNoOwner|Spawn\..*)$/;

/** One connection, from its start to its end. */
interface Link {
  bus: MessageBus;
  /** Subscriptions are sent at once; before, they wait for it. */
  greeted: boolean;
  ready: Promise<void>;
  ended: Promise<never>;
  end(cause: Error): void;
}

export function openBus({ address, clock }: BusOptions): Bus {
  const signals = new Set<{ filter: SignalFilter; listener: (signal: BusSignal) => void }>();
  const names = new Set<{ name: string; listener: (owner: string | undefined) => void }>();
  const rules = new Map<string, number>();
  let link: Link | undefined;
  let retry: Stop | undefined;
  let retryMs = FIRST_RETRY_MS;
  let closed = false;

  function connect(): Link {
    retry?.();
    retry = undefined;
    const bus = sessionBus(address === undefined ? {} : { busAddress: address });
    const made: Link = { bus, greeted: false, ...endable(bus, (wasReady) => lost(made, wasReady), clock) };
    link = made;
    bus.on('message', (message) => {
      if (message.type !== MessageType.SIGNAL) return;
      const { sender, path, interface: iface, member, body } = message;
      // Answers settle in microtasks: a signal that came right behind one must not overtake it.
      setImmediate(() => link === made && hear({ sender, path, interface: iface, member, body }));
    });
    made.ready.then(
      () => {
        made.greeted = true;
        retryMs = FIRST_RETRY_MS;
        for (const rule of rules.keys()) addMatch(rule);
        for (const { name, listener } of names) askOwner(name, listener);
      },
      () => undefined // lost() has been told
    );
    return made;
  }

  function lost(which: Link, wasReady: boolean): void {
    if (link !== which) return;
    link = undefined;
    for (const { listener } of names) listener(undefined);
    const known = wasReady || retryMs > FIRST_RETRY_MS;
    if (closed || !known || rules.size === 0) return;
    retry = clock.after(retryMs, connect);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  function hear(signal: BusSignal): void {
    if (signal.sender === DAEMON && signal.member === 'NameOwnerChanged') {
      const [name, , owner] = signal.body;
      if (typeof owner !== 'string') return;
      for (const watch of [...names]) if (watch.name === name) watch.listener(owner === '' ? undefined : owner);
      return;
    }
    for (const { filter, listener } of [...signals]) {
      if (filter.interface === signal.interface && (filter.path === undefined || filter.path === signal.path)) listener(signal);
    }
  }

  function askOwner(name: string, listener: (owner: string | undefined) => void): void {
    call(daemon('GetNameOwner', name)).then(
      ({ body: [owner] }) => listener(typeof owner === 'string' ? owner : undefined),
      () => listener(undefined)
    );
  }

  function addMatch(rule: string): void {
    call(daemon('AddMatch', rule)).catch((error: unknown) => link?.end(asError(error)));
  }

  function subscribe<T>(set: Set<T>, entry: T, rule: string): Stop {
    set.add(entry);
    const count = rules.get(rule) ?? 0;
    rules.set(rule, count + 1);
    if (link === undefined && retry === undefined) connect();
    else if (count === 0 && link?.greeted === true) addMatch(rule);
    return () => {
      if (!set.delete(entry)) return;
      const left = (rules.get(rule) ?? 1) - 1;
      if (left > 0) rules.set(rule, left);
      else rules.delete(rule);
      // The bus may be ending: then there is nothing left to unsubscribe from.
      if (left === 0 && link?.greeted === true) call(daemon('RemoveMatch', rule)).catch(() => undefined);
    };
  }

  async function call(request: BusCall, limitMs = CALL_LIMIT_MS, late?: (reply: BusReply) => void): Promise<BusReply> {
    if (closed) throw new BusError('no-bus', 'the bus was closed');
    const { bus, ready, ended } = link ?? connect();
    let stop: Stop = () => undefined;
    let asked: Promise<Message | null> | undefined;
    const limit = new Promise<never>((_, reject) => {
      stop = clock.after(limitMs, () => reject(new BusError('timeout', `${request.member} was not answered within ${limitMs} ms`)));
    });
    try {
      await Promise.race([ready, ended, limit]);
      asked = bus.call(new Message(request));
      return replyOf(await Promise.race([asked, ended, limit]));
    } catch (error) {
      const failure = asBusError(error);
      if (failure.reason === 'timeout' && late !== undefined) asked?.then((reply) => late(replyOf(reply)), () => undefined);
      throw failure;
    } finally {
      stop();
    }
  }

  return {
    call,
    onSignal(filter, listener) {
      return subscribe(signals, { filter, listener }, matchRule(filter));
    },
    watchName(name, listener) {
      const stop = subscribe(names, { name, listener }, `type='signal',sender='${DAEMON}',member='NameOwnerChanged',arg0='${name}'`);
      if (link?.greeted === true) askOwner(name, listener);
      return stop;
    },
    close() {
      closed = true;
      retry?.();
      link?.end(new BusError('no-bus', 'the bus was closed'));
    },
  };
}

function replyOf(message: Message | null): BusReply {
  return { sender: message?.sender ?? '', body: message?.body ?? [] };
}

/** The library tells of a lost stream only by an error, or not at all; and a call in flight then never settles. */
function endable(bus: MessageBus, onEnd: (wasReady: boolean) => void, clock: Clock): Omit<Link, 'bus' | 'greeted'> {
  const { promise: ready, resolve: becomeReady, reject: neverReady } = withResolvers<void>();
  const { promise: ended, reject: finish } = withResolvers<never>();
  let state: 'new' | 'ready' | 'ended' = 'new';
  const end = (cause: Error): void => {
    if (state === 'ended') return;
    const wasReady = state === 'ready';
    state = 'ended';
    stopLimit();
    const error = new BusError('no-bus', `no message bus: ${cause.message}`, { cause });
    neverReady(error);
    finish(error);
    bus.disconnect();
    onEnd(wasReady);
  };
  const stopLimit = clock.after(CALL_LIMIT_MS, () => end(new Error('no greeting within the limit')));
  // Also stays on after the end: a late error of the stream must not become an uncaught one.
  (bus as NodeJS.EventEmitter).on('error', (error: unknown) => end(asError(error)));
  bus.once('connect', () => {
    if (state === 'ended') return;
    state = 'ready';
    stopLimit();
    streamOf(bus)?.once('close', () => end(new Error('the connection ended')));
    becomeReady();
  });
  // Both may be rejected while nobody is waiting.
  ready.catch(() => undefined);
  ended.catch(() => undefined);
  return { ready, ended, end };
}

/** The library keeps the stream to itself, and it alone knows of the end. */
function streamOf(bus: MessageBus): NodeJS.EventEmitter | undefined {
  const connection: unknown = Reflect.get(bus, '_connection');
  const stream: unknown = typeof connection === 'object' && connection !== null ? Reflect.get(connection, 'stream') : undefined;
  return typeof stream === 'object' && stream !== null && 'once' in stream ? (stream as NodeJS.EventEmitter) : undefined;
}

function matchRule({ interface: iface, path, sender }: SignalFilter): string {
  return `type='signal',interface='${iface}'${path === undefined ? '' : `,path='${path}'`}${sender === undefined ? '' : `,sender='${sender}'`}`;
}

function daemon(member: string, argument: string): BusCall {
  return { destination: DAEMON, path: '/org/freedesktop/DBus', interface: DAEMON, member, signature: 's', body: [argument] };
}

function asBusError(error: unknown): BusError {
  if (error instanceof BusError) return error;
  if (error instanceof DBusError) return new BusError(NO_SERVICE.test(error.type) ? 'no-service' : 'refused', `${error.type}: ${error.text}`, { cause: error });
  return new BusError('no-bus', asError(error).message, { cause: error });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function withResolvers<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: Error): void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
