import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import fs from 'node:fs';
import { SetupError } from '../setup/setup-error.mjs';

/**
 * Writes the detached signature of what an update feed says beside it: `latest-linux.yml.sig`, ed25519 over the bytes, in base64.
 * @param {string} file
 * @param {string} privateKeyFile PEM
 * @param {string} [publicKey] the one that is in the app (SPKI in base64): a signature that it would refuse is not made
 * @returns {string} the signature's file
 */
export function signFeed(file, privateKeyFile, publicKey) {
  const key = signingKey(privateKeyFile, publicKey);
  const signature = `${file}.sig`;
  fs.writeFileSync(signature, `${sign(null, fs.readFileSync(file), key).toString('base64')}\n`);
  return signature;
}

/**
 * The private key in a file. Throws a SetupError where that holds none, or not the other half of the public one.
 * @param {string} privateKeyFile PEM
 * @param {string} [publicKey]
 */
export function signingKey(privateKeyFile, publicKey) {
  const key = privateKey(privateKeyFile);
  const its = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  if (publicKey !== undefined && its !== publicKey.trim()) {
    throw new SetupError(`${privateKeyFile} is not the other half of TRADEBELL_UPDATE_KEY: the app would refuse what is signed with it.`);
  }
  return key;
}

function privateKey(file) {
  try {
    const key = createPrivateKey(fs.readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
    throw new Error(`it is for ${key.asymmetricKeyType}`);
  } catch (error) {
    throw new SetupError(`TRADEBELL_UPDATE_PRIVATE_KEY wants a PEM file with a private ed25519 key; ${file} is none (${error.message}).`);
  }
}
