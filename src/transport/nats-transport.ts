import type { ConnectionOptions, Server, Transport } from '@nats-io/nats-core/internal';
import type { Socket } from 'node:net';
import { type NatsRoute, NetworkError } from './network.ts';
import { reach } from './reach.ts';
import { settled } from './settled.ts';
import { socketStep } from './socket-step.ts';
import type { Trust, Ways } from './trust.ts';

/** What our transport must know besides what the library tells it; travels in the library's options. */
export interface Dialling {
  route: Pick<NatsRoute, 'url' | 'ca' | 'pin'>;
  ways: Ways;
  trust: Trust;
  /** Ends the connection, at whatever point it is. */
  over: AbortSignal;
}

export type DiallingOptions = ConnectionOptions & { dialling?: Dialling };

/** A server's greeting is far smaller. */
const GREETING_BYTES = 64 * 1024;
const GREETING = /^INFO\s+(\{.*\})\s*\r\n$/s;

/**
 * The library's connection, made by us. Its own leaves the socket open of a server that accepts and says nothing, knows no pin and not the
 * system's authorities, and cannot say which certificate it refused. Nothing is said to a server before its certificate was judged.
 */
export function createNatsTransport(lang: string, version: string): Transport {
  let socket: Socket | undefined;
  let encrypted = false;
  let isOver = false;
  let closeError: Error | undefined;
  let arrived: Uint8Array[] = [];
  let wake = (): void => {};
  let settle = (_error: Error | undefined): void => {};
  const closed = new Promise<Error | void>((resolve) => (settle = resolve));

  const finish = (error?: Error): void => {
    if (isOver) return;
    isOver = true;
    closeError = error;
    socket?.destroy();
    settle(error);
    wake();
  };
  const receive = (bytes: Uint8Array): void => {
    arrived.push(bytes);
    wake();
  };

  async function* frames(): AsyncGenerator<Uint8Array, void> {
    while (!isOver) {
      const next = arrived;
      arrived = [];
      for (const bytes of next) yield bytes;
      if (arrived.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    lang,
    version,
    get isClosed() {
      return isOver;
    },
    get closeError() {
      // The library reads it as absent where there was none.
      return closeError as Error;
    },
    async connect(server, options: DiallingOptions) {
      const { dialling } = options;
      if (dialling === undefined) throw new TypeError('dialled by another than nats.ts');
      const dialled = await dial(server, dialling);
      socket = dialled.socket;
      encrypted = dialled.encrypted;
      if (isOver) socket.destroy();
      arrived.push(dialled.greeting);
      dialling.over.addEventListener('abort', () => finish(dialling.over.reason as Error), { once: true });
      socket.on('data', receive);
      socket.on('error', (error) => finish(new NetworkError({ code: 'lost', detail: error.message.slice(0, 300) }, { cause: error })));
      socket.on('close', () => finish());
      socket.resume();
    },
    [Symbol.asyncIterator]: frames,
    isEncrypted: () => encrypted,
    send(frame) {
      if (!isOver) socket?.write(frame);
    },
    close(error) {
      finish(error);
      return Promise.resolve();
    },
    disconnect: () => finish(),
    closed: () => closed,
    discard: () => finish(),
  };
}

/** Connects, reads the server's greeting, and goes over to TLS where the server or the route wants it. */
async function dial(
  { hostname, port }: Server,
  { route, ways, trust, over }: Dialling
): Promise<{ socket: Socket; encrypted: boolean; greeting: Uint8Array }> {
  const known = ways();
  const hops = known instanceof Promise ? await settled(known, over) : known;
  const plain = await reach(hops, { host: hostname.replace(/^\[(.*)\]$/, '$1'), port }, over);
  try {
    const greeting = await greetingOf(plain, over);
    const offers = tlsOffered(greeting);
    const demanded = new URL(route.url).protocol === 'tls:' || route.ca !== undefined || route.pin !== undefined;
    if (!offers && demanded) throw new NetworkError({ code: 'tls-to-plain', detail: 'the server offers no TLS' }, { reached: 'no' });
    if (!offers) return { socket: plain, encrypted: false, greeting };
    const { pin, ca } = route;
    const judgedBy = { ...(pin === undefined ? {} : { pin }), ...(ca === undefined ? {} : { ca }) };
    return { socket: await trust.upgrade(plain, hostname, judgedBy, over), encrypted: true, greeting };
  } catch (error) {
    plain.destroy();
    throw error;
  }
}

/** The first line, and nothing behind it: what would come in the clear before TLS must not pass for what came after. */
function greetingOf(socket: Socket, over: AbortSignal): Promise<Uint8Array> {
  let held = Buffer.alloc(0);
  return socketStep(socket, over, 'closed before its greeting', (done, fail) => {
    const read = (bytes: Buffer): void => {
      held = Buffer.concat([held, bytes]);
      const isOther = !'INFO '.startsWith(held.toString('latin1', 0, 5)) || held.length > GREETING_BYTES;
      if (!isOther && held.indexOf('\r\n') === -1) return;
      socket.off('data', read);
      socket.pause();
      if (isOther || !GREETING.test(held.toString('utf8'))) fail(notNats());
      else done(held);
    };
    socket.on('data', read);
  });
}

function tlsOffered(greeting: Uint8Array): boolean {
  const [, json = ''] = GREETING.exec(Buffer.from(greeting).toString('utf8')) ?? [];
  try {
    const info: unknown = JSON.parse(json);
    if (typeof info !== 'object' || info === null) return false;
    return ('tls_required' in info && info.tls_required === true) || ('tls_available' in info && info.tls_available === true);
  } catch (error) {
    throw notNats(error);
  }
}

function notNats(cause?: unknown): NetworkError {
  return new NetworkError({ code: 'not-a-node', detail: 'no greeting of a NATS server' }, { cause, reached: 'no' });
}
