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

/** Electron's fuses in wire order, by the names that electron-builder gives them (electronjs.org/docs/latest/tutorial/fuses). */
const NAMES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
];

/**
 * Reads a binary's fuses; a universal one for macOS has them once for each processor. A fuse that was removed from Electron is left out.
 * @returns {Array<Record<string, boolean>>}
 */
export function readFuses(binaryFile) {
  const binary = readFileSync(binaryFile);
  const wires = [];
  for (let at = binary.indexOf(SENTINEL); at >= 0; at = binary.indexOf(SENTINEL, at + 1)) {
    const start = at + SENTINEL.length;
    if (binary[start] !== 1) throw new Error(`${binaryFile}: fuses of version ${binary[start]}, known is 1`);
    const wire = binary.toString('latin1', start + 2, start + 2 + binary[start + 1]);
    const states = NAMES.map((name, index) => [name, wire[index]]).filter(([, state]) => state === '0' || state === '1');
    wires.push(Object.fromEntries(states.map(([name, state]) => [name, state === '1'])));
  }
  if (wires.length === 0) throw new Error(`${binaryFile}: no fuse wire`);
  return wires;
}
