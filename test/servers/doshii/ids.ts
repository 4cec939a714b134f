import { createHash } from 'node:crypto';

/** An id as Doshii gives them, eight letters and digits, here the same in every run. */
export function idOf(...seed: readonly string[]): string {
  return shortHash(seed, 8);
}

/** An opaque version, as `iwgjr2NJ014`: another one after each change. */
export function versionOf(id: string, change: number): string {
  return `${shortHash(['version', id, String(change)], 8)}${String(change).padStart(3, '0')}`;
}

function shortHash(seed: readonly string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(seed)).digest('base64').replace(/[+/=]/g, '').slice(0, length);
}
