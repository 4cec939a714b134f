import { createHash } from 'node:crypto';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (rest > 0n) {
    text = BASE58.charAt(Number(rest % 58n)) + text;
    rest /= 58n;
  }
  return text;
}

function digest(seed: string): Buffer {
  return createHash('sha256').update(seed).digest();
}

/** A base58 SHA-256 multihash of the seed: 46 characters that begin with `Qm`, as peers, orders, notifications and messages have them. */
export function idOf(...seed: readonly string[]): string {
  return base58(Buffer.concat([Buffer.from([0x12, 0x20]), digest(seed.join(' '))]));
}

/** The id of the peer that a test calls by this name. */
export function peerIdOf(name: string): string {
  return idOf('peer', name);
}

/** The id of the order that a test calls by this name. */
export function orderIdOf(name: string): string {
  return idOf('order', name);
}

/** The hash of a picture: `Qm…` on 0.14 servers, a version 1 CID (`zb2rh…`) on 0.13 ones. */
export function imageHashOf(name: string, form: 'Qm' | 'zb2rh' = 'Qm'): string {
  if (form === 'Qm') return idOf('image', name);
  return `z${base58(Buffer.concat([Buffer.from([0x01, 0x55, 0x12, 0x20]), digest(`image ${name}`)]))}`;
}

/** A transaction id: 64 hexadecimal digits. */
export function txidOf(name: string): string {
  return digest(`transaction ${name}`).toString('hex');
}

/** Ids that never repeat within the sequence and are the same in every run. */
export function idSequence(...seed: readonly string[]): () => string {
  let count = 0;
  return () => idOf(...seed, String((count += 1)));
}
