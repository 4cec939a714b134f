import { type RequestListener, type Server, createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, type Server as TcpServer, type Socket, createServer as createTcpServer } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Certificate } from '../servers/certificates.ts';

/** A server on loopback, and what a test wants to know of it. */
export interface Loopback {
  url: string;
  /** Connections open now. */
  open(): number;
  /** Connections ever made. */
  made(): number;
  /** Every request that reached it, over whatever road. */
  seen: { url: string; headers: Record<string, unknown>; body: string }[];
  clients: Set<WebSocket>;
  connected(): Promise<WebSocket>;
  close(): Promise<void>;
}

/** An http or, with a certificate, https server that answers as told and takes sockets at any path. */
export async function serve(answer: RequestListener, certificate?: Certificate): Promise<Loopback> {
  const server: Server = certificate === undefined ? createServer() : createSecureServer({ key: certificate.key, cert: certificate.cert });
  const seen: Loopback['seen'] = [];
  const clients = new Set<WebSocket>();
  const waiting: ((client: WebSocket) => void)[] = [];
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: true });
  server.on('request', (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ url: request.url ?? '', headers: request.headers, body });
      answer(request, response);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    seen.push({ url: request.url ?? '', headers: request.headers, body: '' });
    sockets.handleUpgrade(request, socket, head, (client) => {
      clients.add(client);
      client.on('error', () => client.terminate());
      client.on('close', () => clients.delete(client));
      waiting.shift()?.(client);
    });
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  const { port, ...rest } = await listen(server);
  return {
    ...rest,
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    seen,
    clients,
    connected: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

/** A bare TCP server: for those that accept and say nothing, or speak something else. */
export async function serveRaw(connected: (socket: Socket) => void): Promise<Pick<Loopback, 'open' | 'made' | 'close'> & { port: number }> {
  return listen(createTcpServer(connected));
}

async function listen(server: TcpServer): Promise<Pick<Loopback, 'open' | 'made' | 'close'> & { port: number }> {
  const connections = new Set<Socket>();
  let made = 0;
  server.on('connection', (socket: Socket) => {
    made += 1;
    connections.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => connections.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    open: () => connections.size,
    made: () => made,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of connections) socket.destroy();
      }),
  };
}

/** A port on which nothing listens. */
export async function deadPort(): Promise<number> {
  const { port, close } = await serveRaw(() => {});
  await close();
  return port;
}
