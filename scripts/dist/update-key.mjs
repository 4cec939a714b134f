// npm run -s update-key <file>: makes the pair of keys for updates. The private one goes into the file, which no one else may read; the public
// one is printed, for TRADEBELL_UPDATE_KEY.
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import { runScript, SetupError } from '../setup/setup-error.mjs';

/**
 * Makes a pair of ed25519 keys and writes the private one (PEM) into a new file; a file that is there stays as it is.
 * @param {string} file
 * @returns {string} the public key: SPKI in base64
 */
export function makeUpdateKey(file) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  try {
    fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new SetupError(error.code === 'EEXIST' ? `${file} is there already. A key that is in use must not be lost.` : error.message);
  }
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

if (process.argv[1] === import.meta.filename) {
  await runScript(() => {
    const file = process.argv[2];
    if (file === undefined) throw new SetupError('npm run -s update-key <file>: which file is the private key to be written to?');
    console.log(makeUpdateKey(file));
    process.stderr.write(`The private key is in ${file}. Keep it where no one but the release can read it.\n`);
  });
}
