import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Signal, createSignal } from '../signal.ts';

/** A ping that a client sent, answered unless the node is half-open. */
export interface Ping {
  readonly data: Buffer;
}

/** Something a client sent, which no client should. */
export interface ClientMessage {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** The node's side of all its sockets. */
export interface Sockets {
  /** Sockets open now. */
  readonly count: number;
  /** Sockets ever opened. */
  readonly total: number;
  readonly pings: readonly Ping[];
  readonly messages: readonly ClientMessage[];
  readonly connected: Signal<IncomingMessage>;
  readonly disconnected: Signal<{ readonly code: number }>;
  readonly pinged: Signal<Ping>;
  readonly received: Signal<ClientMessage>;
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** To every client, as one text frame (or a binary one). Resolves when each has been handed to the system. */
  broadcast(data: string | Buffer, options?: { readonly binary?: boolean }): Promise<void>;
  /** Closes every socket without a farewell: clients see 1006. */
  drop(): void;
  /** Open sockets go silent: nothing is read, no pong, no data, and the connection stays. New ones are served. */
  halfOpen(): void;
  /** What was held back while half-open flows again, as TCP would send it. */
  resume(): void;
}

/** The hub of the server: every frame, and whatever any client sends, goes to all clients (api/hub.go, api/ws.go). */
export function createSockets(): Sockets {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 0 });
  const open = new Set<WebSocket>();
  const held = new Map<WebSocket, (() => Promise<void>)[]>();
  const pings: Ping[] = [];
  const messages: ClientMessage[] = [];
  const connected = createSignal<IncomingMessage>();
  const disconnected = createSignal<{ readonly code: number }>();
  const pinged = createSignal<Ping>();
  const received = createSignal<ClientMessage>();
  let total = 0;

  function send(client: WebSocket, data: string | Buffer, binary: boolean): Promise<void> {
    // A client that left while we wrote is no failure of the node; its close is observed by `disconnected`.
    const write = (): Promise<void> => new Promise((resolve) => client.send(data, { binary }, () => resolve()));
    const queue = held.get(client);
    if (queue === undefined) return write();
    queue.push(write);
    return Promise.resolve();
  }

  async function broadcast(data: string | Buffer, options: { readonly binary?: boolean } = {}): Promise<void> {
    await Promise.all([...open].map((client) => send(client, data, options.binary ?? false)));
  }

  function welcome(client: WebSocket, request: IncomingMessage): void {
    open.add(client);
    total += 1;
    client.on('ping', (data) => {
      pings.push({ data });
      pinged.emit({ data });
    });
    client.on('message', (data: Buffer, isBinary) => {
      messages.push({ data, isBinary });
      received.emit({ data, isBinary });
      void broadcast(data);
    });
    client.on('error', () => client.terminate());
    client.on('close', (code) => {
      open.delete(client);
      held.delete(client);
      disconnected.emit({ code });
    });
    connected.emit(request);
  }

  return {
    get count() {
      return open.size;
    },
    get total() {
      return total;
    },
    pings,
    messages,
    connected,
    disconnected,
    pinged,
    received,
    accept(request, socket, head) {
      server.handleUpgrade(request, socket, head, (client) => welcome(client, request));
    },
    broadcast,
    drop() {
      for (const client of open) client.terminate();
    },
    halfOpen() {
      for (const client of open) {
        client.pause();
        held.set(client, held.get(client) ?? []);
      }
    },
    resume() {
      for (const [client, queue] of held) {
        held.delete(client);
        for (const write of queue) void write();
        client.resume();
      }
    },
  };
}
