import { readFileSync, writeFileSync } from 'node:fs';

/** Where Electron keeps its fuses in the binary: this text, a version byte, a length byte, then one character a fuse. */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** Electron 33's own defaults, in wire order: run-as-node, cookie encryption, NODE_OPTIONS, inspect, asar integrity, only asar, own browser
 * snapshot, file protocol privileges. */
const DEFAULTS = '10110001';

/** Puts a packaged app's Electron binary back to Electron's default fuses, so that Playwright can inspect it. */
export function resetFuses(binaryFile) {
  const binary = readFileSync(binaryFile);
  const at = binary.indexOf(SENTINEL);
  if (at < 0 || binary.indexOf(SENTINEL, at + 1) >= 0) throw new Error(`${binaryFile}: expected exactly one fuse wire`);
  binary.write(DEFAULTS, at + SENTINEL.length + 2, 'latin1');
  writeFileSync(binaryFile, binary);
}
