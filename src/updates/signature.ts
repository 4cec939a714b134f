import { createPublicKey, verify } from 'node:crypto';
import { UpdateError } from './update-error.ts';

const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

/** Throws an UpdateError unless `signature`, as base64, is that of these very bytes by the key (base64 of its SPKI DER). */
export function checkSignature(bytes: Uint8Array, signature: string, key: string): void {
  const text = signature.trim();
  if (!SIGNATURE.test(text)) throw new UpdateError('wrong-signature', 'the signature is none');
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  // With another kind of key `verify` would take its own hash, and a shorter one for good.
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new UpdateError('wrong-signature', 'the key of this build is not an ed25519 key');
  if (!verify(null, bytes, publicKey, Buffer.from(text, 'base64'))) throw new UpdateError('wrong-signature', 'it is not by the key of this build');
}
