import {
  AckPolicy,
  type Consumer,
  type ConsumerMessages,
  DeliverPolicy,
  type JsMsg,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import { jserrors } from '@nats-io/jetstream/internal';
import {
  type NatsConnection,
  NatsConnectionImpl,
  PermissionViolationError,
  nanos,
  setTransportFactory,
} from '@nats-io/nats-core/internal';
import type { Clock, Stop } from '../shared/clock.ts';
import type { Trouble } from '../shared/connection.ts';
import { natsTroubleOf } from './nats-errors.ts';
import { loginOptions } from './nats-login.ts';
import { ofDurable, ofStream, ofSubject } from './nats-messages.ts';
import { type DiallingOptions, createNatsTransport } from './nats-transport.ts';
import {
  type Nats,
  type NatsMessage,
  type NatsMessages,
  type NatsRoute,
  type NatsStart,
  NetworkError,
} from './network.ts';
import type { Trust, Ways } from './trust.ts';

const LIBRARY = { lang: 'nats.js', version: '3.3.1' };
const PORT = '4222';
/** Of a plain subscription, which nothing holds back. */
const TOO_MANY = 20_000;
const KEPT_MS = 30 * 24 * 3_600_000;
/** Our own timer decides; the library's is behind it. */
const LIBRARY_LATER_MS = 5_000;
const NEVER_MS = 2 ** 31 - 1;
const FAREWELL_MS = 1_000;

/** One attempt to connect, by our clock: the library's own waiting may never settle. */
export async function openNats(clock: Clock, trust: Trust, route: NatsRoute, ways: Ways, signal?: AbortSignal): Promise<Nats> {
  signal?.throwIfAborted();
  const over = new AbortController();
  const abort = (): void => over.abort(signal?.reason);
  signal?.addEventListener('abort', abort);
  const stopTimer = clock.after(route.connectMs, () => {
    over.abort(new NetworkError({ code: 'timeout', detail: `not let in within ${route.connectMs} ms` }));
  });
  try {
    const connection = await letIn(route, ways, trust, over.signal);
    return converse(clock, connection, route.ping);
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw asNetworkError(error);
  } finally {
    stopTimer();
    signal?.removeEventListener('abort', abort);
  }
}

function letIn(route: NatsRoute, ways: Ways, trust: Trust, over: AbortSignal): Promise<NatsConnection> {
  const { hostname, port } = new URL(route.url);
  setTransportFactory({ factory: () => createNatsTransport(LIBRARY.lang, LIBRARY.version) });
  const options: DiallingOptions = {
    servers: `${hostname}:${port === '' ? PORT : port}`,
    name: 'Tradebell',
    ...loginOptions(route.login),
    dialling: { route, ways, trust, over },
    timeout: route.connectMs + LIBRARY_LATER_MS,
    reconnect: false,
    resolve: false,
    ignoreClusterUpdates: true,
    pingInterval: NEVER_MS,
    noAsyncTraces: true,
  };
  // The same, but for what the library's types make of absent properties.
  return NatsConnectionImpl.connect(options) as Promise<unknown> as Promise<NatsConnection>;
}

/** A server that let us in, until one side goes. */
function converse(clock: Clock, connection: NatsConnection, ping: NatsRoute['ping']): Nats {
  const streams = jetstream(connection);
  const readers = new Set<() => void>();
  let closing = false;
  let why: Trouble | undefined;
  let stopTimer: Stop = () => {};
  let pinging = false;

  const give = (trouble: Trouble): void => {
    why ??= trouble;
    // The library asks nothing of a server that it leaves, so this cannot hang.
    void connection.close();
  };
  const beat = (): void => {
    if (pinging || connection.isClosed()) return;
    pinging = true;
    stopTimer();
    stopTimer = clock.after(ping.pongMs, () => give({ code: 'silent', detail: `no answer to a ping within ${ping.pongMs} ms` }));
    connection.flush().then(
      () => {
        pinging = false;
        stopTimer();
        if (!connection.isClosed()) stopTimer = clock.after(ping.everyMs, beat);
      },
      // The connection went meanwhile, and says so itself.
      () => stopTimer()
    );
  };
  const quiet = (): void => {
    stopTimer();
    for (const stop of readers) stop();
    readers.clear();
  };
  const ended = new Promise<Trouble>((resolve) => {
    void connection.closed().then((error) => {
      quiet();
      const gone: Trouble = { code: 'lost', detail: 'the server ended the connection' };
      if (!closing) resolve(why ?? (error instanceof Error ? natsTroubleOf(error) : gone));
    });
  });
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === 'slowConsumer') give({ code: 'lost', detail: 'messages came faster than they could be kept' });
      if (status.type === 'error' && isFatal(status.error)) give(natsTroubleOf(status.error));
    }
  })();
  stopTimer = clock.after(ping.everyMs, beat);

  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      throw why === undefined ? asNetworkError(error) : new NetworkError(why, { cause: error });
    }
  };
  const manager = (): ReturnType<typeof jetstreamManager> => jetstreamManager(connection, { checkAPI: false });

  const reading = <M>(from: AsyncIterable<M>, end: () => void, make: (message: M) => NatsMessage): Reading => {
    let stopped = false;
    const stop = (): void => {
      if (stopped) return;
      stopped = true;
      readers.delete(stop);
      end();
    };
    readers.add(stop);
    async function* each(): AsyncGenerator<NatsMessage, void> {
      try {
        for await (const message of from) {
          // Those that lay here are wanted by the next who comes, without the wait for an ack that will not be.
          if (stopped) make(message).again(0);
          else yield make(message);
        }
      } catch (error) {
        // Why the connection went is for `ended` to say.
        if (!stopped && !connection.isClosed()) throw asNetworkError(error);
      } finally {
        stop();
      }
    }
    return { stop, [Symbol.asyncIterator]: each };
  };
  /**
   * One pull after the other: nothing is asked for that is not waited for, and what is given back when this stops does not go to a pull
   * that is still on its way.
   */
  const pulling = (consumer: PullConsumer, make: (message: JsMsg) => NatsMessage, leave = (): void => {}): Reading => {
    let pull: ConsumerMessages | undefined;
    let stopped = false;
    async function* pulled(): AsyncGenerator<JsMsg, void> {
      while (!stopped) {
        pull = await consumer.fetch(PULL);
        if (stopped) void pull.close();
        yield* pull;
      }
    }
    const stop = (): void => {
      stopped = true;
      void pull?.close();
      leave();
    };
    return reading(pulled(), stop, make);
  };

  return {
    durable: ({ stream, name, filter, start, ackMs }) =>
      ask(async () => {
        const { consumers } = await manager();
        let unseen = false;
        const found = await consumers.info(stream, name).catch((error: unknown) => {
          // Who may not look may still make one.
          unseen = natsTroubleOf(error).code === 'not-permitted';
          if (isNotThere(error) || unseen) return undefined;
          throw error;
        });
        const wanted = {
          durable_name: name,
          filter_subject: filter,
          ack_policy: AckPolicy.Explicit,
          ack_wait: nanos(ackMs),
          inactive_threshold: nanos(KEPT_MS),
          ...startOf(start),
        };
        const info =
          found ??
          (await consumers.add(stream, wanted).catch((error: unknown) => {
            const trouble = natsTroubleOf(error);
            // One that is there already, and began elsewhere: not made again, and where it stands is not for us to see.
            if (!unseen || trouble.code !== 'server-error') throw error;
            throw new NetworkError({ ...trouble, code: 'not-permitted' }, { cause: error });
          }));
        const messages = pulling(streams.consumers.getConsumerFromInfo(info), ofDurable);
        const unacked = { count: info.num_ack_pending, floor: info.ack_floor.stream_seq };
        return { ...messages, after: info.delivered.stream_seq, waiting: info.num_pending, unacked, made: found === undefined };
      }),
    ordered: ({ stream, filter, start }) =>
      ask(async () => {
        const { streams: known } = await manager();
        // With "new" the library would begin with the first of all messages, should it have to begin again before one came.
        const after = start === 'new' ? (await known.info(stream)).state.last_seq : start.after;
        const consumer = await streams.consumers.get(stream, { filter_subjects: filter, opt_start_seq: after + 1 });
        const { num_pending } = await consumer.info(true);
        const leave = (): void => {
          // Where that is not permitted, or not heard any more, the server forgets it by itself, within minutes.
          if (!connection.isClosed()) consumer.delete().catch(() => false);
        };
        return { ...pulling(consumer, ofStream, leave), after, waiting: num_pending };
      }),
    subscribe: (subject) =>
      ask(async () => {
        const subscription = connection.subscribe(subject, { slow: TOO_MANY });
        const read = reading(subscription, () => subscription.unsubscribe(), ofSubject);
        // A refusal comes before the answer to this.
        await connection.flush();
        if (subscription.isClosed()) {
          read.stop();
          throw new NetworkError({ code: 'not-permitted', detail: `subscription to ${subject}` });
        }
        return { ...read, waiting: 0 };
      }),
    stream: (name) =>
      ask(async () => {
        const { created, state } = await (await manager()).streams.info(name);
        const { first_seq: first, first_ts: firstAt, last_seq: last, last_ts: lastAt } = state;
        return { created: String(created), first, firstAt: String(firstAt), last, lastAt: String(lastAt) };
      }),
    check: beat,
    ended,
    async close() {
      if (closing) return;
      closing = true;
      const live = !connection.isClosed();
      quiet();
      if (live) await within(clock, FAREWELL_MS, connection.flush());
      await connection.close();
    },
  };
}

type Reading = Pick<NatsMessages, 'stop'> & AsyncIterable<NatsMessage>;

/** So many wait in memory, or are on their way. While nothing comes the server gives a sign of life every half minute. */
const PULL = { max_messages: 128, expires: 120_000 };

type PullConsumer = Pick<Consumer, 'fetch'>;

function startOf(start: NatsStart): { deliver_policy: DeliverPolicy; opt_start_seq?: number } {
  if (start === 'new') return { deliver_policy: DeliverPolicy.New };
  return { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: start.after + 1 };
}

/** Without these nothing arrives, or everything arrives again and again. Other refusals are answers to what was asked. */
function isFatal(error: Error): boolean {
  return error instanceof PermissionViolationError && /^\$JS\.ACK\.|\.CONSUMER\.MSG\.NEXT\./.test(error.subject);
}

function isNotThere(error: unknown): boolean {
  return error instanceof jserrors.ConsumerNotFoundError;
}

function asNetworkError(error: unknown): NetworkError {
  return error instanceof NetworkError ? error : new NetworkError(natsTroubleOf(error), { cause: error });
}

/** Settles when the work does, however, or after the limit. */
function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(ms, resolve);
    const done = (): void => {
      stop();
      resolve();
    };
    work.then(done, done);
  });
}
