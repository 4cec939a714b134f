import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Another host than Doshii's, that nobody has a reason to ask: whatever comes is written down. */
export interface Elsewhere extends AsyncDisposable {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** The same as `http://localhost:port`. */
  readonly named: string;
  /** Connections so far, whether anything was asked on them or not. */
  readonly connections: number;
  readonly visits: readonly Visit[];
  close(): Promise<void>;
}

/** Who asked for what. */
export interface Visit {
  readonly path: string;
  readonly authorization: string | undefined;
}

/** Starts it; every path is answered with this row. */
export async function startElsewhere(row: Readonly<Record<string, unknown>> = { id: 'stranger', status: 'pending' }): Promise<Elsewhere> {
  const sockets = new Set<Socket>();
  const visits: Visit[] = [];
  let connections = 0;
  const server = createServer((incoming, response) => {
    visits.push({ path: incoming.url ?? '/', authorization: incoming.headers.authorization });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(row));
  });
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    named: `http://localhost:${port}`,
    get connections() {
      return connections;
    },
    visits,
    close,
    [Symbol.asyncDispose]: close,
  };
}
