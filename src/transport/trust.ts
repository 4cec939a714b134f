import { Agent as HttpAgent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type Socket, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import type { Trouble } from '../shared/connection.ts';
import type { Hop } from './hops.ts';
import { NetworkError, type Route } from './network.ts';
import { reach } from './reach.ts';

/** Our own option of a request: ends a connection attempt that nobody waits for any more. */
export interface Abortable {
  abandoned?: AbortSignal;
}

/** By which ways a server is reached now; a promise only where the system has to be asked. */
export type Ways = () => readonly Hop[] | Promise<readonly Hop[]>;

/** Judges certificates, for every route. */
export interface Trust {
  /**
   * The agent through which one route is reached, by REST and socket alike. Over TLS the certificate is judged before the request
   * gets the connection, so that no byte of ours (credentials!) reaches a server that is not trusted.
   */
  agent(route: Route, options: AgentOptions, ways: Ways): HttpAgent;
  /**
   * Goes over to TLS on a socket, and judges as above. `ca`: PEM, instead of the authorities known here. Rejects with NetworkError, the
   * system's error or the signal's reason.
   */
  upgrade(socket: Socket, host: string, judgedBy: { pin?: string; ca?: string }, abandoned: AbortSignal): Promise<tls.TLSSocket>;
}

/** Certificates are those of the runtime and, where it can read them, of the system; they are loaded when first needed. */
export function createTrust(): Trust {
  let authorities: { secureContext?: tls.SecureContext } | undefined;
  const known = (): { secureContext?: tls.SecureContext } => (authorities ??= withSystemAuthorities());
  const trustedBy = ({ pin, ca }: { pin?: string; ca?: string }): tls.ConnectionOptions => {
    if (pin !== undefined) return {};
    return ca === undefined ? known() : { secureContext: ownAuthorities(ca) };
  };
  return {
    upgrade(socket, host, judgedBy, abandoned) {
      const options = { socket, servername: isIP(host) === 0 ? host : '', host, ALPNProtocols: undefined, ...trustedBy(judgedBy) };
      return connectTrusted(judgedBy.pin, options, abandoned);
    },
    agent(route, options, ways) {
      const secure = isSecure(route.url);
      const agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
      const straight = agent.createConnection.bind(agent);
      const around = async (hops: readonly Hop[], abandoned: AbortSignal | undefined): Promise<Socket> => {
        const endpoint = endpointOf(route.url);
        const { host } = endpoint;
        const socket = await reach(hops, endpoint, abandoned);
        if (!secure) return socket;
        try {
          return await connectTrusted(route.pin, { socket, host, servername: isIP(host) === 0 ? host : '', ...trustedBy(route) }, abandoned);
        } catch (error) {
          socket.destroy();
          throw error;
        }
      };
      agent.createConnection = (request: ClientRequestArgs & Abortable, done?: (error: Error | null, stream: Duplex) => void) => {
        // The agent hands the error to the request and looks at no stream then; the type knows only success.
        const failed = (error: Error): void => (done as ((error: Error) => void) | undefined)?.(error);
        try {
          const hops = ways();
          const isStraight = !(hops instanceof Promise) && hops[0]?.kind === 'direct';
          if (isStraight && !secure) return straight(request, done);
          const { abandoned } = request;
          const made = isStraight
            ? connectTrusted(route.pin, { ...(request as tls.ConnectionOptions), ...trustedBy(route) }, abandoned)
            : Promise.resolve(hops).then((known) => around(known, abandoned));
          made.then((socket) => done?.(null, socket), failed);
        } catch (error) {
          queueMicrotask(() => failed(error as Error));
        }
        return undefined;
      };
      return agent;
    },
  };
}

/** Whether an address is spoken to over TLS. */
export function isSecure(url: string): boolean {
  return new URL(url).protocol === 'https:';
}

/** Host without brackets, and port, as sockets want them. */
export function endpointOf(url: string): { host: string; port: number } {
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}

/** Connects over TLS without judging; the caller looks at the certificate. Rejects with the system's error, or the signal's reason. */
export function connectTls(options: tls.ConnectionOptions, abandoned?: AbortSignal): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ ALPNProtocols: ['http/1.1'], ...options, rejectUnauthorized: false });
    const settle = (outcome: () => void): void => {
      abandoned?.removeEventListener('abort', abandon);
      socket.off('error', fail);
      socket.off('close', closed);
      outcome();
    };
    const fail = (error: Error): void => {
      settle(() => reject(error));
      // A socket may complain once more while it goes down; who asked has been told already.
      socket.on('error', () => socket.destroy());
      socket.destroy();
    };
    const closed = (): void => fail(Object.assign(new Error('closed during the TLS handshake'), { code: 'ECONNRESET' }));
    const abandon = (): void => fail(abandoned?.reason instanceof Error ? abandoned.reason : new Error('abandoned'));
    socket.on('error', fail);
    socket.on('close', closed);
    abandoned?.addEventListener('abort', abandon);
    socket.once('secureConnect', () => settle(() => resolve(socket)));
    if (abandoned?.aborted === true) abandon();
  });
}

/** Why a server is not to be spoken to, or undefined. A pin is stronger than any signature, and replaces them. */
export function judge(socket: tls.TLSSocket, pin: string | undefined): Trouble | undefined {
  const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
  if (fingerprint === undefined) return { code: 'certificate-unknown', detail: 'the server showed no certificate' };
  if (pin !== undefined) return fingerprint === pin ? undefined : { code: 'certificate-changed', fingerprint };
  return socket.authorized ? undefined : { code: 'certificate-unknown', fingerprint, detail: reasonOf(socket) };
}

async function connectTrusted(pin: string | undefined, options: tls.ConnectionOptions, abandoned?: AbortSignal): Promise<tls.TLSSocket> {
  const socket = await connectTls(options, abandoned);
  const trouble = judge(socket, pin);
  if (trouble === undefined) return socket;
  socket.destroy();
  throw new NetworkError(trouble, { reached: 'no' });
}

function reasonOf(socket: tls.TLSSocket): string {
  const error: unknown = socket.authorizationError;
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}

function ownAuthorities(ca: string): tls.SecureContext {
  try {
    return tls.createSecureContext({ ca });
  } catch (error) {
    const detail = 'the authorities of this connection cannot be read';
    throw new NetworkError({ code: 'certificate-unknown', detail }, { cause: error, reached: 'no' });
  }
}

/** Older runtimes have only their built-in list. */
function withSystemAuthorities(): { secureContext?: tls.SecureContext } {
  if (typeof tls.getCACertificates !== 'function') return {};
  return { secureContext: tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system')] }) };
}
