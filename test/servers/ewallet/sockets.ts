import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Signal, createSignal } from '../signal.ts';
import type { Identity } from './credentials.ts';
import type { Api } from './generation.ts';

/** Runs a task later; returns what takes it back. */
export type After = (ms: number, task: () => void) => () => void;

/** How sockets end: TCP reset, connection cut without a farewell (both 1006 for the client), or closed with this code. */
export type Ending = 'reset' | 'cut' | number;

/** One open socket. */
export interface Connection {
  readonly identity: Identity;
  readonly api: Api;
  /** Topics joined, each with the ref of its join. */
  readonly joined: Map<string, string | null>;
  /** Resolves when handed to the system, or held back by half-open. */
  send(data: string | Buffer, options?: { readonly binary?: boolean }): Promise<void>;
  end(how: Ending): void;
}

/** The wallet's side of all its sockets. */
export interface Sockets {
  readonly open: ReadonlySet<Connection>;
  /** Pings of the socket layer that clients sent. */
  readonly pings: number;
  readonly connected: Signal<Connection>;
  readonly disconnected: Signal<{ readonly connection: Connection; readonly code: number }>;
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, who: { readonly identity: Identity; readonly api: Api }): void;
  /** Ends every socket. */
  drop(how: Ending): void;
  /** Open sockets go silent: nothing is read or answered, and the connection stays. New ones are served. */
  halfOpen(): void;
  /** What was held back while half-open flows again. */
  resume(): void;
}

/** A server closes a socket whose client has sent nothing for so long. */
export const IDLE_MS = 60_000;

/** Sockets without compression and without subprotocols; `receive` gets what clients send. */
export function createSockets(
  receive: (connection: Connection, data: Buffer, isBinary: boolean) => void,
  after: After | undefined
): Sockets {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, handleProtocols: () => false, maxPayload: 0 });
  const clients = new Map<Connection, WebSocket>();
  const open = new Set<Connection>();
  const held = new Map<Connection, (() => Promise<void>)[]>();
  const connected = createSignal<Connection>();
  const disconnected = createSignal<{ readonly connection: Connection; readonly code: number }>();
  let pings = 0;

  function welcome(client: WebSocket, raw: Duplex, who: { readonly identity: Identity; readonly api: Api }): void {
    const connection: Connection = {
      ...who,
      joined: new Map(),
      send(data, options = {}) {
        // A client that left while we wrote is no failure of the wallet; its close is observed by `disconnected`.
        const { binary = false } = options;
        const write = (): Promise<void> => new Promise((resolve) => client.send(data, { binary }, () => resolve()));
        const queue = held.get(connection);
        if (queue === undefined) return write();
        queue.push(write);
        return Promise.resolve();
      },
      end(how) {
        if (how === 'reset') reset(raw);
        else if (how === 'cut') client.terminate();
        else client.close(how);
      },
    };
    let stopIdle = (): void => {};
    const heard = (): void => {
      stopIdle();
      if (after !== undefined) stopIdle = after(IDLE_MS, () => client.close(1000));
    };
    heard();
    clients.set(connection, client);
    open.add(connection);
    client.on('ping', () => {
      pings += 1;
      heard();
    });
    client.on('pong', heard);
    client.on('message', (data: Buffer, isBinary) => {
      heard();
      receive(connection, data, isBinary);
    });
    client.on('error', () => client.terminate());
    client.on('close', (code) => {
      stopIdle();
      open.delete(connection);
      clients.delete(connection);
      held.delete(connection);
      disconnected.emit({ connection, code });
    });
    connected.emit(connection);
  }

  return {
    open,
    get pings() {
      return pings;
    },
    connected,
    disconnected,
    accept(request, socket, head, who) {
      server.handleUpgrade(request, socket, head, (client) => welcome(client, socket, who));
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

/** Only a bare TCP socket can be reset; under TLS the connection is cut instead. */
function reset(socket: Duplex): void {
  if (socket instanceof Socket && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
  else socket.destroy();
}
