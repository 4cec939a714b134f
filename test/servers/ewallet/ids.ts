import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id as the server makes them: a prefix and a ULID of 26 characters, here the same in every run. */
export function idOf(prefix: string, ...seed: readonly string[]): string {
  const digest = createHash('sha256').update(`${prefix} ${seed.join(' ')}`).digest();
  const letters = [...digest.subarray(0, 24)].map((byte) => CROCKFORD.charAt(byte & 31)).join('');
  return `${prefix}_01${letters}`;
}

/** A UUID-shaped text made from a seed: keys, idempotency tokens. */
export function uuidOf(...seed: readonly string[]): string {
  const hex = createHash('sha256').update(seed.join(' ')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** A wallet address: four letters and twelve digits. */
export function addressOf(...seed: readonly string[]): string {
  const digest = createHash('sha256').update(`address ${seed.join(' ')}`).digest();
  const letters = [...digest.subarray(0, 4)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
  return letters + [...digest.subarray(4, 16)].map((byte) => String(byte % 10)).join('');
}

/** A token, key or code that nobody guesses from another. */
export function secretOf(...seed: readonly string[]): string {
  return createHash('sha256').update(`secret ${seed.join(' ')}`).digest('base64url');
}
