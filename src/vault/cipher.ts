/**
 * What encrypts secrets with a key that the desktop's keyring holds. Synchronous, and may block while the keyring is locked: see
 * keyring.ts.
 */
export interface Cipher {
  /** False where there is no real keyring behind it. */
  available(): boolean;
  encrypt(text: string): Uint8Array;
  /** Throws where the key is another one than at encryption. */
  decrypt(bytes: Uint8Array): string;
}
