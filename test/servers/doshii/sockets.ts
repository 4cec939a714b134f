import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Signal, createSignal } from '../signal.ts';

/** How sockets end: TCP reset, connection cut without a farewell (both 1006 for the client), or closed with this code. */
export type Ending = 'reset' | 'cut' | number;

/** One open socket. */
export interface Connection {
  readonly path: string;
  /** After its first heartbeat: only then it is told of anything. */
  readonly ready: boolean;
  /** Resolves when handed to the system, or held back by half-open. */
  send(data: string | Buffer, options?: { readonly binary?: boolean }): Promise<void>;
  end(how: Ending, reason?: string): void;
}

/** A frame that a client sent. */
export interface ReceivedFrame {
  readonly connection: Connection;
  readonly text: string;
  /** Of `{doshii: {ping, version}}`: a heartbeat. */
  readonly ping: number | undefined;
  /** Of `{doshii: {pong, version}}`: the answer to ours. */
  readonly pong: number | undefined;
  readonly version: string | undefined;
}

/** Which path it is, and what is to be done with it at once. */
export interface Opening {
  readonly path: string;
  readonly welcome?: (connection: Connection) => void;
}

/** The server's side of all its sockets. */
export interface Sockets {
  readonly open: ReadonlySet<Connection>;
  readonly frames: readonly ReceivedFrame[];
  readonly received: Signal<ReceivedFrame>;
  readonly connected: Signal<Connection>;
  /** A socket sent its first heartbeat. */
  readonly ready: Signal<Connection>;
  readonly disconnected: Signal<{ readonly connection: Connection; readonly code: number }>;
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, about: Opening): void;
  /** Ends every socket. */
  drop(how: Ending): void;
  /** Open sockets go silent: nothing is read or answered, and the connection stays. New ones are served. */
  halfOpen(): void;
  /** What was held back while half-open flows again. */
  resume(): void;
}

/** Sockets without compression and without subprotocols; `heartbeat` gets the pings of clients. */
export function createSockets(heartbeat: (connection: Connection, frame: ReceivedFrame) => void): Sockets {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, handleProtocols: () => false, maxPayload: 0 });
  const clients = new Map<Connection, WebSocket>();
  const held = new Map<Connection, (() => Promise<void>)[]>();
  const open = new Set<Connection>();
  const frames: ReceivedFrame[] = [];
  const received = createSignal<ReceivedFrame>();
  const connected = createSignal<Connection>();
  const ready = createSignal<Connection>();
  const disconnected = createSignal<{ readonly connection: Connection; readonly code: number }>();

  function receive(connection: Connection & { ready: boolean }, text: string): void {
    const frame = { connection, text, ...heartbeatIn(text) };
    frames.push(frame);
    if (frame.ping !== undefined && !connection.ready) {
      connection.ready = true;
      ready.emit(connection);
    }
    if (frame.ping !== undefined) heartbeat(connection, frame);
    received.emit(frame);
  }

  function begin(client: WebSocket, raw: Duplex, path: string): Connection {
    const connection: Connection & { ready: boolean } = {
      path,
      ready: false,
      send(data, { binary = false } = {}) {
        // A client that left while we wrote is no failure of the server; its close is observed by `disconnected`.
        const write = (): Promise<void> => new Promise((resolve) => client.send(data, { binary }, () => resolve()));
        const queue = held.get(connection);
        if (queue === undefined) return write();
        queue.push(write);
        return Promise.resolve();
      },
      end(how, reason) {
        if (how === 'reset') reset(raw);
        else if (how === 'cut') client.terminate();
        else client.close(how, reason);
      },
    };
    clients.set(connection, client);
    open.add(connection);
    client.on('message', (data: Buffer) => receive(connection, data.toString('utf8')));
    client.on('error', () => client.terminate());
    client.on('close', (code) => {
      open.delete(connection);
      clients.delete(connection);
      held.delete(connection);
      disconnected.emit({ connection, code });
    });
    return connection;
  }

  return {
    open,
    frames,
    received,
    connected,
    ready,
    disconnected,
    accept(request, socket, head, { path, welcome }) {
      server.handleUpgrade(request, socket, head, (client) => {
        const connection = begin(client, socket, path);
        connected.emit(connection);
        welcome?.(connection);
      });
    },
    drop(how) {
      for (const connection of [...open]) connection.end(how);
    },
    halfOpen() {
      for (const [connection, client] of clients) {
        client.pause();
        held.set(connection, held.get(connection) ?? []);
      }
    },
    resume() {
      for (const [connection, queue] of held) {
        held.delete(connection);
        for (const write of queue) void write();
        clients.get(connection)?.resume();
      }
    },
  };
}

const NO_HEARTBEAT = { ping: undefined, pong: undefined, version: undefined };

function heartbeatIn(text: string): Pick<ReceivedFrame, 'ping' | 'pong' | 'version'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return NO_HEARTBEAT;
  }
  const doshii: unknown = (value as { readonly doshii?: unknown } | null)?.doshii;
  if (typeof doshii !== 'object' || doshii === null) return NO_HEARTBEAT;
  const { ping, pong, version } = doshii as Readonly<Record<string, unknown>>;
  return {
    ping: typeof ping === 'number' ? ping : undefined,
    pong: typeof pong === 'number' ? pong : undefined,
    version: typeof version === 'string' ? version : undefined,
  };
}

/** Only a bare TCP socket can be reset; under TLS the connection is cut instead. */
function reset(socket: Duplex): void {
  if (socket instanceof Socket && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
  else socket.destroy();
}
