import { type Signal, createSignal } from '../signal.ts';
import { type Envelope, ending, reply } from './envelope.ts';
import { FAILURES } from './errors.ts';
import type { FaultsInForce } from './faults.ts';
import { isRecord, toJson, tryJson } from './json.ts';
import type { Connection } from './sockets.ts';
import type { Store } from './store.ts';
import { isPoison, mayJoin, parseTopic } from './topics.ts';

/** A frame that a client sent. */
export interface ReceivedFrame {
  readonly connection: Connection;
  readonly text: string;
  /** "" where the frame has none that is a text; the wallet crashes on such a frame. */
  readonly topic: string;
  readonly event: string;
  readonly ref: string | null;
}

/** A join that was granted. */
export interface Join {
  readonly connection: Connection;
  readonly topic: string;
  readonly ref: string | null;
}

/** The Phoenix channels of the wallet. */
export interface Channels {
  readonly frames: readonly ReceivedFrame[];
  readonly received: Signal<ReceivedFrame>;
  readonly joined: Signal<Join>;
  readonly left: Signal<{ readonly topic: string }>;
  receive(connection: Connection, data: Buffer, isBinary: boolean): void;
  /** A copy to every socket that joined the topic; the copies together are one event of one topic. */
  publish(open: Iterable<Connection>, topic: string, event: Envelope): Promise<void>;
  /** The process behind the topic dies on every socket that joined it. */
  kill(open: Iterable<Connection>, topic: string): void;
}

interface Message {
  readonly topic: string;
  readonly event: string;
  readonly ref: string | null;
}

/** What the server's socket layer does with each frame (Phoenix.Socket.Transport of 1.3, with the wallet's own serializer). */
export function createChannels(store: Store, force: FaultsInForce): Channels {
  const frames: ReceivedFrame[] = [];
  const received = createSignal<ReceivedFrame>();
  const joined = createSignal<Join>();
  const left = createSignal<{ readonly topic: string }>();

  const send = (connection: Connection, frame: Envelope): void => void connection.send(toJson(frame));

  function join(connection: Connection, { topic, ref }: Message): void {
    const parsed = parseTopic(topic);
    if (parsed === undefined) return send(connection, reply(topic, ref, FAILURES.unmatchedTopic));
    if (!force.cured && isPoison(parsed.kind, connection.identity)) return connection.end(1011);
    const old = connection.joined.get(topic);
    if (old !== undefined) {
      // Told to be alive first and closed then: a client that does not compare refs loses the channel.
      connection.joined.set(topic, ref);
      send(connection, reply(topic, ref));
      send(connection, ending('phx_close', topic, old));
      return joined.emit({ connection, topic, ref });
    }
    const refusal = force.joinRefusal(topic);
    if (refusal === 'phx_error') return send(connection, ending('phx_error', topic, ref));
    if (refusal === 'join crashed') return send(connection, reply(topic, ref, FAILURES.joinCrashed));
    if (refusal === 'phx_reply' || !mayJoin(parsed.kind, parsed.id, connection.identity, store)) {
      return send(connection, reply(topic, ref, FAILURES.forbiddenChannel));
    }
    connection.joined.set(topic, ref);
    send(connection, reply(topic, ref));
    return joined.emit({ connection, topic, ref });
  }

  function leave(connection: Connection, { topic, ref }: Message): void {
    const joinRef = connection.joined.get(topic);
    if (joinRef === undefined) return send(connection, reply(topic, ref, FAILURES.unmatchedTopic));
    connection.joined.delete(topic);
    send(connection, reply(topic, ref));
    send(connection, ending('phx_close', topic, joinRef));
    return left.emit({ topic });
  }

  async function handle(connection: Connection, message: Message): Promise<void> {
    const { topic, event, ref } = message;
    if (topic === 'phoenix' && event === 'heartbeat') {
      const wait = force.heartbeatWait();
      wait?.arrived();
      if (wait !== undefined) await wait.until;
      return send(connection, reply(topic, ref));
    }
    if (event === 'phx_join') {
      const wait = force.joinWait(topic);
      wait?.arrived();
      if (wait !== undefined) await wait.until;
      return join(connection, message);
    }
    if (event === 'phx_leave') return leave(connection, message);
    // An event that no channel knows is swallowed where the topic is joined.
    return connection.joined.has(topic) ? undefined : send(connection, reply(topic, ref, FAILURES.unmatchedTopic));
  }

  return {
    frames,
    received,
    joined,
    left,
    receive(connection, data, isBinary) {
      const text = data.toString('utf8');
      const message = isBinary ? undefined : messageOf(text);
      const frame = { connection, text, ...(message ?? { topic: '', event: '', ref: null }) };
      frames.push(frame);
      received.emit(frame);
      if (message === undefined) connection.end(1011);
      else void handle(connection, message);
    },
    async publish(open, topic, event) {
      const listeners = [...open].filter((connection) => connection.joined.has(topic));
      if (listeners.length === 0) return;
      const text = toJson({ ...event, topic });
      await Promise.all(listeners.map((connection) => connection.send(text)));
    },
    kill(open, topic) {
      for (const connection of open) {
        const ref = connection.joined.get(topic);
        if (ref === undefined) continue;
        connection.joined.delete(topic);
        send(connection, ending('phx_error', topic, ref));
      }
    },
  };
}

/** A frame's parts, or undefined where the server crashes on it: no JSON, no object, no topic, event or ref. */
function messageOf(text: string): Message | undefined {
  const value = tryJson(text);
  if (!isRecord(value)) return undefined;
  const { topic, event, ref } = value;
  if (typeof topic !== 'string' || typeof event !== 'string' || ref === undefined) return undefined;
  return { topic, event, ref: ref === null ? null : String(ref) };
}
