import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** A plain reader of one stream, as a test's eyes: no reconnecting, no parsing. */
export interface Reading {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What came so far. */
  readonly text: string;
  /** The pieces it came in. */
  readonly chunks: readonly string[];
  /** Resolves as soon as this came: at once where it did. */
  until(part: string): Promise<void>;
  /** `end`: cleanly; `cut`: the connection went without the last chunk. */
  readonly ended: Promise<'end' | 'cut'>;
  /** What stands after `data: `, parsed. */
  events(): readonly unknown[];
  leave(): void;
}

/** Opens a stream on a connection of its own; any certificate is taken. Rejects where no headers come. */
export function read(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Reading> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { headers: { ...headers }, agent: false, rejectUnauthorized: false }, (response) => {
      const chunks: string[] = [];
      const waiting = new Set<() => void>();
      const decoder = new TextDecoder();
      response.on('data', (chunk: Buffer) => {
        chunks.push(decoder.decode(chunk, { stream: true }));
        for (const look of waiting) look();
      });
      const ended = new Promise<'end' | 'cut'>((settle) => {
        response.on('end', () => settle('end'));
        response.on('error', () => settle('cut'));
        response.on('close', () => settle(response.complete ? 'end' : 'cut'));
      });
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        get text() {
          return chunks.join('');
        },
        chunks,
        until: (part) =>
          new Promise((arrived) => {
            const look = (): void => {
              if (!chunks.join('').includes(part)) return;
              waiting.delete(look);
              arrived();
            };
            waiting.add(look);
            look();
          }),
        ended,
        events: () => [...chunks.join('').matchAll(/^data: (.*)$/gm)].map(([, json = '']) => JSON.parse(json) as unknown),
        leave: () => request.destroy(),
      });
    });
    request.on('error', reject);
    request.end();
  });
}
