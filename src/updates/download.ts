import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { DigestTransform } from 'builder-util-runtime';
import { type FetchParts, fetching } from './fetching.ts';
import type { Release } from './release.ts';
import { UpdateError } from './update-error.ts';

/** A line that is slow is waited for; one that is silent is not. */
const SILENT_MS = 60_000;
/** Nor one that gives a byte now and then: looking again would have to wait for it. */
const TOTAL_MS = 12 * 60 * 60_000;

/** Fetches the file of a release to `destination`, and compares length and hash with those that were signed. Rejects with what was wrong. */
export async function download(parts: FetchParts, { url, sha512, size }: Release['file'], destination: string, progress: (share: number) => void): Promise<void> {
  await fetching(parts, url.href, { maxBytes: size, silentMs: SILENT_MS, totalMs: TOTAL_MS }, async ({ status, chunks }) => {
    if (status !== 200) throw new UpdateError('unreachable', `HTTP ${status} for the release's file`);
    async function* counted(): AsyncIterable<Uint8Array> {
      let received = 0;
      for await (const chunk of chunks) {
        received += chunk.byteLength;
        progress(received / size);
        yield chunk;
      }
      if (received < size) throw new UpdateError('cut-short', `${received} of ${size} bytes`);
    }
    await pipeline(counted, new DigestTransform(sha512), createWriteStream(destination));
  });
}
