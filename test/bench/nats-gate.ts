import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between an app and a server; what the server says can be held back, so that it comes at once. */
export interface Gate {
  readonly port: number;
  hold(): void;
  release(): void;
  close(): void;
}

export async function openGate(toPort: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  const servers = new Set<Socket>();
  const listener = createServer((client) => {
    const server = connect(toPort, '127.0.0.1');
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      // Both ends are killed in the end: what they say about it is of no use.
      socket.on('error', () => socket.destroy());
    }
    servers.add(server);
    client.pipe(server);
    server.on('data', (bytes) => client.write(bytes));
    server.on('close', () => client.destroy());
    client.on('close', () => {
      server.destroy();
      servers.delete(server);
      for (const socket of [client, server]) sockets.delete(socket);
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    hold: () => servers.forEach((server) => server.pause()),
    release: () => servers.forEach((server) => server.resume()),
    close() {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
