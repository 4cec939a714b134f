import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** What a client asked of a proxy. `name`: the host was given as a name, for the proxy to resolve. */
export interface Asked {
  host: string;
  port: number;
  name: boolean;
}

/** A proxy on loopback, which alone knows where a host is: on the same port of this machine. */
export interface TunnelProxy {
  readonly port: number;
  readonly asked: readonly Asked[];
  /** All that clients sent, tunnels included. */
  readonly heard: string;
  /** Connections open now. */
  readonly open: number;
  close(): Promise<void>;
}

export interface Talk {
  client: Socket;
  /** Opens the way; answers with its server's end once it is connected. */
  reach(asked: Asked): Promise<Socket>;
}

/** A TCP server that `speak` makes a proxy of. */
export async function startTunnels(speak: (talk: Talk) => void): Promise<TunnelProxy> {
  const asked: Asked[] = [];
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const front = createServer((client) => {
    keep(client);
    client.on('data', (data) => heard.push(data.toString('latin1')));
    speak({
      client,
      reach(of) {
        asked.push(of);
        const server = connect(of.port, '127.0.0.1');
        keep(server);
        server.on('close', () => client.destroy());
        client.on('close', () => server.destroy());
        return new Promise((resolve) => server.once('connect', () => resolve(server)));
      },
    });
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port } = front.address() as AddressInfo;
  return {
    port,
    asked,
    get heard() {
      return heard.join('');
    },
    get open() {
      return [...sockets].filter((socket) => socket.localPort === port).length;
    },
    close: () =>
      new Promise((resolve) => {
        if (!front.listening) return resolve();
        front.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
