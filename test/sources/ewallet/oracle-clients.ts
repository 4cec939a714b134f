import { Socket } from 'phoenix';
import { WebSocket } from 'ws';
import { type Channels, createChannels } from '../../../src/sources/ewallet/channels.ts';
import { decodeFrame } from '../../../src/sources/ewallet/alerts.ts';
import { createTopicBook } from '../../../src/sources/ewallet/topic-book.ts';
import type { SocketEnd } from '../../../src/transport/network.ts';
import type { TopicState } from '../../../src/shared/connection.ts';
import type { Wallet } from '../../servers/ewallet/wallet.ts';
import { testClock } from '../../clock.ts';

/** A client of the wallet's channels, as a comparison of two of them sees it. */
export interface ChannelClient {
  /** Joins what is new, leaves what is missing. */
  want(topics: readonly string[]): void;
  /** The topics that it holds for joined, in alphabetical order. */
  joined(): string[];
  /** Lets its own time pass, where it has one. */
  pass(ms: number): Promise<void>;
  close(): void;
}

const CONTEXT = { identity: 'ewallet:admin', connectionId: 'oracle', road: 'live', api: 'admin', ours: new Set<string>() } as const;

interface Login {
  url: string;
  headers: Record<string, string>;
}

function administratorOf(wallet: Wallet): Login {
  return { url: wallet.wsUrl('admin'), headers: { ...wallet.credentials.headers(wallet.admin) } };
}

export interface OurClient extends ChannelClient {
  phases(): Record<string, string>;
  /** Whether it is said when this topic will be asked for again. */
  retries(topic: string): boolean;
}

/** Our channels on a plain socket that is opened again at once, however it ended. */
export function openOurs(wallet: Wallet, topics: readonly string[]): OurClient {
  const { url, headers } = administratorOf(wallet);
  const clock = testClock();
  const book = createTopicBook(topics);
  let closed = false;
  let current: { channels: Channels; socket: WebSocket };

  const connect = (): void => {
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    const channels = createChannels({
      clock,
      book,
      send: (text) => socket.send(text),
      changed: () => {},
      rejoined: () => {},
      alive: () => {},
      dead: () => socket.terminate(),
    });
    current = { channels, socket };
    socket.on('open', () => void channels.open());
    socket.on('message', (data) => {
      const decoded = decodeFrame(String(data), { ...CONTEXT, now: clock.now() });
      if (decoded.type === 'signal') channels.take(decoded.signal);
    });
    socket.on('close', (code) => {
      const how: SocketEnd = code === 1006 ? {} : { closeCode: code };
      channels.end(how);
      if (!closed) connect();
    });
  };
  connect();

  const states = (): TopicState[] => current.channels.states();
  return {
    want(wanted) {
      book.set(wanted);
      current.channels.retopic();
    },
    joined: () =>
      states()
        .filter(({ phase }) => phase === 'joined')
        .map(({ topic }) => topic)
        .sort(),
    phases: () => Object.fromEntries(states().map(({ topic, phase }) => [topic, phase])),
    retries: (topic) => states().some((state) => state.topic === topic && state.retryAt !== undefined),
    pass: clock.advance,
    close() {
      closed = true;
      current.socket.terminate();
    },
  };
}

export interface PhoenixOptions {
  heartbeatMs?: number;
  /** How long it waits for the answer to a join or leave. */
  answerMs?: number;
  /** The wallet's frames have no join_ref. Whether the ref of `phx_close` and `phx_error`, which is that of a join, is given as such. */
  joinRefs?: boolean;
}

/** The framework's own client, its waits cut to a millisecond. `waits`: how many attempts in a row it counts when it waits to reconnect. */
export function openPhoenix(
  wallet: Wallet,
  topics: readonly string[],
  { heartbeatMs = 60_000, answerMs = 10_000, joinRefs = true }: PhoenixOptions = {}
): ChannelClient & { readonly waits: readonly number[] } {
  const { url, headers } = administratorOf(wallet);
  const waits: number[] = [];
  /** Connects where the wallet's socket is, not where a Phoenix of today would have it, and says who it is. */
  class WalletSocket extends WebSocket {
    constructor(endpoint: string) {
      super(endpoint.replace(/\/websocket\?vsn=.*$/, ''), { headers, perMessageDeflate: false });
    }
  }
  const socket = new Socket(url, {
    transport: WalletSocket,
    heartbeatIntervalMs: heartbeatMs,
    timeout: answerMs,
    // Node's own asks for a file where it exists; only the fallback to long polling would use it.
    sessionStorage: {},
    reconnectAfterMs(tries) {
      waits.push(tries);
      return 1;
    },
    rejoinAfterMs: () => 1,
    encode(message, done) {
      const { topic, event, ref, payload } = message as Record<string, unknown>;
      done(JSON.stringify({ topic, event, ref, data: payload }));
    },
    decode(text, done) {
      const { topic, event, ref, success, data, error } = JSON.parse(text) as Record<string, unknown>;
      const payload = event === 'phx_reply' ? { status: success === true ? 'ok' : 'error', response: data ?? error ?? {} } : (data ?? {});
      done({ topic, event, ref, payload, join_ref: joinRefs && (event === 'phx_close' || event === 'phx_error') ? ref : null });
    },
  });
  const channels = new Map<string, ReturnType<Socket['channel']>>();
  const want = (wanted: readonly string[]): void => {
    for (const [topic, channel] of channels) {
      if (wanted.includes(topic)) continue;
      channels.delete(topic);
      channel.leave();
    }
    for (const topic of wanted) {
      if (channels.has(topic)) continue;
      const channel = socket.channel(topic);
      channels.set(topic, channel);
      channel.join();
    }
  };
  socket.connect();
  want(topics);
  return {
    want,
    joined: () =>
      [...channels]
        .filter(([, channel]) => channel.state === 'joined')
        .map(([topic]) => topic)
        .sort(),
    pass: () => Promise.resolve(),
    waits,
    close: () => socket.disconnect(),
  };
}
