import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Cipher } from '../../src/vault/cipher.ts';

/** AES-256-GCM: as safeStorage does, it fails on what another key encrypted. Counts how often it was asked anything. */
export function realCipher(key: Uint8Array = randomBytes(32)): Cipher & { asked: number } {
  const cipher = {
    asked: 0,
    available() {
      cipher.asked += 1;
      return true;
    },
    encrypt(text: string) {
      cipher.asked += 1;
      const nonce = randomBytes(12);
      const aes = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([aes.update(text, 'utf8'), aes.final()]);
      return Buffer.concat([nonce, aes.getAuthTag(), body]);
    },
    decrypt(bytes: Uint8Array) {
      cipher.asked += 1;
      const aes = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([aes.update(bytes.subarray(28)), aes.final()]).toString('utf8');
    },
  };
  return cipher;
}

/** As where Chromium found no keyring: asking it for anything but whether it is there is a mistake. */
export const noCipher: Cipher = {
  available: () => false,
  encrypt: () => {
    throw new Error('encryption is not available');
  },
  decrypt: () => {
    throw new Error('encryption is not available');
  },
};
