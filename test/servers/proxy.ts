import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { createSignal } from './signal.ts';

/** A way to a server on loopback that can be cut, silenced and closed, whatever is spoken on it. */
export interface Proxy {
  /** The port, kept while down. */
  readonly port: number;
  /** Open now. */
  readonly connections: number;
  /** So far, ended ones too. */
  readonly attempts: number;
  /** All that clients sent so far. */
  readonly sent: string;
  /** Cuts what is open. */
  drop(): void;
  /** What is open stays so, and nothing passes on it any more, either way. */
  halfOpen(): void;
  down(): Promise<void>;
  up(): Promise<void>;
  nextConnection(): Promise<void>;
  nextDisconnection(): Promise<void>;
  close(): Promise<void>;
}

/** A proxy to 127.0.0.1:`port`. */
export async function startProxy(port: number): Promise<Proxy> {
  const open = new Set<{ client: Socket; server: Socket }>();
  const opened = createSignal<void>();
  const ended = createSignal<void>();
  const sent: string[] = [];
  let attempts = 0;

  const front = createServer((client) => {
    attempts += 1;
    const server = connect(port, '127.0.0.1');
    const pair = { client, server };
    open.add(pair);
    const end = (): void => {
      client.destroy();
      server.destroy();
      if (open.delete(pair)) ended.emit();
    };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (data) => {
      sent.push(data.toString('latin1'));
    });
    client.pipe(server);
    server.pipe(client);
    opened.emit();
  });
  const listen = (at: number): Promise<number> =>
    new Promise((resolve, reject) => {
      front.once('error', reject);
      front.listen(at, '127.0.0.1', () => {
        front.off('error', reject);
        resolve((front.address() as AddressInfo).port);
      });
    });
  const drop = (): void => {
    for (const { client } of open) client.destroy();
  };
  const down = async (): Promise<void> => {
    if (!front.listening) return;
    const closed = new Promise<void>((resolve) => front.close(() => resolve()));
    drop();
    await closed;
  };
  const bound = await listen(0);
  return {
    port: bound,
    get connections() {
      return open.size;
    },
    get attempts() {
      return attempts;
    },
    get sent() {
      return sent.join('');
    },
    drop,
    halfOpen() {
      for (const { client, server } of open) {
        client.unpipe(server);
        server.unpipe(client);
        client.pause();
        server.pause();
      }
    },
    down,
    async up() {
      if (!front.listening) await listen(bound);
    },
    nextConnection: () => opened.next(),
    nextDisconnection: () => ended.next(),
    close: down,
  };
}
