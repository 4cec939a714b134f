import { hash } from 'node:crypto';

/** Longest part as it is; five of them and their bars stay below the 512 of a key. */
const MAX_PART = 100;

/** A part of a journal's key: what is too long for one, or could be taken for two parts of it, is there as its hash. */
export function keyPart(text: string): string {
  return text.length <= MAX_PART && /^[^|#\p{C}][^|\p{C}]*$|^$/u.test(text) ? text : `#${shortHash(text)}`;
}

/** 128 bits of SHA-256, in hex: enough to tell what is said from all else. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}
