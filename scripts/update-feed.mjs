import { createPublicKey } from 'node:crypto';
import { SetupError } from './setup/setup-error.mjs';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Where a build will look for releases and whose signature it will take, from the environment; both empty where that is not set. What it
 * cannot use stops the build: an app with a wrong address or key could never be updated again.
 * @param {Record<string, string | undefined>} env
 * @param {{ loopback?: boolean }} [options] `loopback`: of a build for tests, which may look on this very machine
 * @returns {{ feed: string, key: string }}
 */
export function updateFeed(env, { loopback = false } = {}) {
  const feed = env.TRADEBELL_FEED?.trim() ?? '';
  const key = env.TRADEBELL_UPDATE_KEY?.trim() ?? '';
  if (feed === '' && key === '') return { feed, key };
  if (feed === '') throw new SetupError('TRADEBELL_UPDATE_KEY is set, and TRADEBELL_FEED is not: say where releases are, or unset both.');
  if (key === '') throw new SetupError('TRADEBELL_FEED is set, and TRADEBELL_UPDATE_KEY is not: without a key no release can be trusted.');
  return { feed: folderAt(feed, loopback), key: checkedKey(key) };
}

function folderAt(feed, loopback) {
  if (!URL.canParse(feed)) throw new SetupError(`TRADEBELL_FEED is not an address: ${feed}`);
  const url = new URL(feed);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new SetupError('TRADEBELL_FEED must be the plain address of a folder: without user, password, "?" and "#".');
  }
  const here = url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  if (url.protocol !== 'https:' && !here) throw new SetupError(`TRADEBELL_FEED must begin with https://, and this is ${feed}`);
  if (here && !loopback) throw new SetupError('TRADEBELL_FEED is on this very machine: only a build for tests may look there.');
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function checkedKey(key) {
  const sorry = 'TRADEBELL_UPDATE_KEY must be a public ed25519 key: the base64 of its SPKI DER, on one line.';
  try {
    if (createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType === 'ed25519') return key;
  } catch {
    throw new SetupError(sorry);
  }
  throw new SetupError(sorry);
}
