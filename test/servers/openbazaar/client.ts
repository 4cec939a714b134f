import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { WebSocket } from 'ws';

/** A plain client to look at a node with, as a test's eyes: no reconnecting, no checks. */
export interface Client {
  /** What came in and was not taken by `next` yet. */
  readonly waiting: readonly string[];
  readonly socket: WebSocket;
  /** The next text that arrives, or has arrived. */
  next(): Promise<string>;
  /** The next frame, parsed. */
  nextFrame(): Promise<Record<string, unknown>>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** Opens a socket; any certificate is taken. Rejects where the node refuses, with the status in the message. */
export function connect(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Client> {
  const socket = new WebSocket(url, { headers: { ...headers }, rejectUnauthorized: false });
  const waiting: string[] = [];
  const takers: ((text: string) => void)[] = [];
  socket.on('message', (data) => {
    const text = String(data);
    const taker = takers.shift();
    if (taker === undefined) waiting.push(text);
    else taker(text);
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const next = (): Promise<string> => {
    const text = waiting.shift();
    return text === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(text);
  };
  const client: Client = {
    waiting,
    socket,
    closed,
    next,
    nextFrame: async () => JSON.parse(await next()) as Record<string, unknown>,
  };
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(client));
    socket.on('error', reject);
  });
}

/** An answer, with the peer's certificate where there is one. */
export interface Response {
  readonly status: number;
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: () => Record<string, unknown>;
  readonly contentType: string;
}

/** One request on a connection of its own; any certificate is taken. */
export function ask(
  url: string,
  options: { readonly method?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {}
): Promise<Response> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const settings = { method: options.method ?? 'GET', headers: { ...options.headers }, rejectUnauthorized: false, agent: false };
  return new Promise((resolve, reject) => {
    const request = send(url, settings, (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          bytes,
          text: bytes.toString('utf8'),
          json: () => JSON.parse(bytes.toString('utf8')) as Record<string, unknown>,
          contentType: response.headers['content-type'] ?? '',
        });
      });
    });
    request.on('error', reject);
    request.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}
