import fs from 'node:fs';
import path from 'node:path';
import { billOfMaterials, npmBill } from './sbom.mjs';
import { signFeed } from './sign-feed.mjs';
import { sizeTable, withSizes } from './sizes.mjs';

/** Writes the bill of materials beside the packages. */
export function writeBill({ root, file, packages, version, electron }) {
  fs.writeFileSync(file, `${JSON.stringify(billOfMaterials(npmBill(root), { packages: packages.all, version, electron }), null, 2)}\n`);
}

/**
 * Signs what the update feed says, where there is one and a key. Of a release like 1.2.3-beta.1 electron-builder announces nothing in the lists
 * that the app reads.
 */
export function signFeeds(out, env, say) {
  const privateKeyFile = env.TRADEBELL_UPDATE_PRIVATE_KEY;
  if (!env.TRADEBELL_FEED) return say('Updates: off, TRADEBELL_FEED is not set');
  const feeds = fs.readdirSync(out).filter((name) => /^latest.*\.yml$/.test(name));
  if (feeds.length === 0) return say('Updates: no latest*.yml was made, so that nobody is offered this one: a version with a "-", or only packages without updates');
  if (!privateKeyFile) return say(`Updates: ${feeds.join(', ')} not signed, TRADEBELL_UPDATE_PRIVATE_KEY is not set: the app will refuse them`);
  for (const name of feeds) say(`Updates: ${path.basename(signFeed(path.join(out, name), privateKeyFile, env.TRADEBELL_UPDATE_KEY))} signed`);
}

/** Says how big all is, and keeps it in the README where that is given. */
export function writeSizes({ files, inside, electron, readme, say }) {
  const artifacts = files.filter((file) => !/\.(?:yml|blockmap)$/.test(file)).map((file) => ({ name: path.basename(file), bytes: fs.statSync(file).size }));
  const table = sizeTable(artifacts, inside, electron);
  say(`\n${table}`);
  if (readme !== undefined) fs.writeFileSync(readme, withSizes(fs.readFileSync(readme, 'utf8'), table));
}
