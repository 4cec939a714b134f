import { createHash } from 'node:crypto';

/** A UUID as wallets, connections and records have them, here the same in every run. */
export function uuidOf(...seed: readonly string[]): string {
  const hex = createHash('sha256').update(seed.join(' ')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** UTC milliseconds as the service writes them: ISO 8601 with six digits of a second. */
export function stamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}
