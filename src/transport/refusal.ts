import type { IncomingMessage } from 'node:http';

const REFUSAL_BYTES = 1024;

/** The first kilobyte of what a server said instead of what was asked for; a refusal cut short is still a refusal. */
export function readRefusal(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void => {
      resolve(Buffer.concat(chunks).subarray(0, REFUSAL_BYTES).toString('utf8'));
      response.destroy();
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= REFUSAL_BYTES) done();
    });
    response.on('end', done);
    response.on('close', done);
    response.on('error', done);
  });
}
