import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

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
