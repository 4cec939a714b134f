import { parseArgs } from 'node:util';
import { SetupError } from '../setup/setup-error.mjs';

export const HELP = `npm run dist -- [options]

  --out <folder>       where the packages go (dist)
  --targets <a,b>      only these of this platform's packages, for example deb,AppImage
  --version <x.y.z>    another version than package.json's
  --for-tests          a build that tests can steer: the inspect fuse on, an update feed on loopback allowed; packed quickly
  --tools <which>      official: download electron-builder's tools; stand-ins: use this system's (else: official where they can be reached)
  --write-sizes        put the table of sizes into README.md

From the environment: TRADEBELL_FEED (the update feed; none: updates are off) with TRADEBELL_UPDATE_KEY (the public key), and
TRADEBELL_UPDATE_PRIVATE_KEY (a PEM file) to sign what the feed says. What electron-builder signs with, it takes from there as well.`;

const text = { type: 'string' };
const flag = { type: 'boolean' };
const OPTIONS = { out: text, targets: text, version: text, 'for-tests': flag, tools: text, 'write-sizes': flag, help: flag };

/** As semver.org has it, without build metadata: dpkg and the updater order versions without it. */
const NUMBER = '(?:0|[1-9]\\d*)';
const PART = `(?:${NUMBER}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-${PART}(?:\\.${PART})*)?$`);

/**
 * Reads what was asked of `npm run dist`. Throws a SetupError that says what is wrong.
 * @param {readonly string[]} args
 */
export function readOptions(args) {
  const values = parse(args);
  const { version, tools } = values;
  if (version !== undefined && !VERSION.test(version)) throw new SetupError(`--version ${version}: wanted is a version like 1.2.3.`);
  if (tools !== undefined && !['official', 'stand-ins'].includes(tools)) throw new SetupError(`--tools is official or stand-ins, not ${tools}.`);
  return {
    help: values.help ?? false,
    out: values.out ?? 'dist',
    targets: values.targets?.split(',').map((name) => name.trim()).filter(Boolean),
    version,
    forTests: values['for-tests'] ?? false,
    tools,
    writeSizes: values['write-sizes'] ?? false,
  };
}

function parse(args) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new SetupError(`${error.message}\n\n${HELP}`);
  }
}
