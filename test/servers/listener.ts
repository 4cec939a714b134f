import { type IncomingMessage, type RequestListener, createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, type Socket, createServer as createTcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificates.ts';

/** What a listener does with what comes in. */
export interface ListenerHandlers {
  readonly request: RequestListener;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** One port on loopback that can go away and come back. */
export interface Listener {
  /** The port, kept while down. */
  readonly port: number;
  up(): Promise<void>;
  /** Closes the port and cuts every connection without a farewell. */
  down(): Promise<void>;
  /** The certificate for connections from now on. */
  setCertificate(certificate: Certificate): void;
}

const TLS_HANDSHAKE = 0x16;
// Go's net/http says exactly this to plain HTTP on a TLS port.
const PLAIN_ON_TLS = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

/**
 * Listens on 127.0.0.1. A TCP server stands in front, so that a TLS port can answer plain HTTP with 400, and going down cuts sockets at
 * once.
 *
 * @throws the system's error where the port is taken
 */
export async function createListener(
  port: number,
  certificate: Certificate | undefined,
  handlers: ListenerHandlers
): Promise<Listener> {
  const plain = createHttpServer(handlers.request);
  const secure = certificate && createHttpsServer({ key: certificate.key, cert: certificate.cert }, handlers.request);
  const http = secure ?? plain;
  http.on('upgrade', handlers.upgrade);
  // A client that refuses our certificate, or leaves in the middle of a handshake, is no failure of the node.
  secure?.on('tlsClientError', (_error, socket) => socket.destroy());
  http.keepAliveTimeout = 0;

  const sockets = new Set<Socket>();
  const front = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (secure === undefined) {
      plain.emit('connection', socket);
      return;
    }
    socket.once('data', (first: Buffer) => {
      if (first[0] !== TLS_HANDSHAKE) {
        socket.end(PLAIN_ON_TLS);
        return;
      }
      socket.pause();
      socket.unshift(first);
      secure.emit('connection', socket);
    });
  });

  const listen = (at: number): Promise<number> =>
    new Promise((resolve, reject) => {
      front.once('error', reject);
      front.listen(at, '127.0.0.1', () => {
        front.off('error', reject);
        resolve((front.address() as AddressInfo).port);
      });
    });

  const bound = await listen(port);
  return {
    port: bound,
    async up() {
      if (!front.listening) await listen(bound);
    },
    down: () =>
      new Promise((resolve, reject) => {
        if (!front.listening) {
          resolve();
          return;
        }
        front.close((error) => (error === undefined ? resolve() : reject(error)));
        for (const socket of sockets) socket.destroy();
      }),
    setCertificate(next) {
      if (secure === undefined) throw new Error('This node speaks plain HTTP and has no certificate to replace.');
      secure.setSecureContext({ key: next.key, cert: next.cert });
    },
  };
}
