import { hash } from 'node:crypto';

/**
 * 16 bytes that stand for a key or series of an identity, for good. As JSON, so that no two pairs read alike and a lone surrogate in a
 * hostile key is not folded into another one.
 */
export function keyHash(identity: string, key: string): Buffer {
  return hash('sha256', JSON.stringify([identity, key]), 'buffer').subarray(0, 16);
}
