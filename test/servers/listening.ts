import { WebSocket } from 'ws';

/** A plain socket to look at a server with, as a test's eyes: no reconnecting, no checks. */
export interface Listening {
  readonly socket: WebSocket;
  /** What came in and was not taken by `next` yet. */
  readonly waiting: readonly string[];
  /** The next text that arrives, or has arrived. */
  next(): Promise<string>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** Opens a socket; any certificate is taken. Rejects where the server refuses, with the status in the message. */
export function listen(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Listening> {
  const socket = new WebSocket(url, { headers: { ...headers }, rejectUnauthorized: false });
  const waiting: string[] = [];
  const takers: ((text: string) => void)[] = [];
  socket.on('message', (data) => {
    const taker = takers.shift();
    if (taker === undefined) waiting.push(String(data));
    else taker(String(data));
  });
  const closed = new Promise<number>((resolve) => void socket.on('close', resolve));
  const next = (): Promise<string> => {
    const text = waiting.shift();
    return text === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(text);
  };
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, waiting, next, closed }));
    socket.on('error', reject);
  });
}
