import fs from 'node:fs';
import path from 'node:path';
import { emptyOut } from './dist/out-folder.mjs';
import { signingKey } from './dist/sign-feed.mjs';
import { hasTool } from './display.mjs';
import { chooseTargets } from './dist/targets.mjs';
import { HELP, readOptions } from './dist/options.mjs';
import { runScript, SetupError } from './setup/setup-error.mjs';
import { root, setup } from './setup.mjs';
import { updateFeed } from './update-feed.mjs';

/** By Node's name of a platform: electron-builder's, the processor it is packed for, and where things are in the unpacked app. */
const PLATFORMS = {
  linux: { builder: 'LINUX', arch: process.arch, unpacked: unpackedLinux(process.arch), resources: 'resources', binary: 'tradebell' },
  win32: { builder: 'WINDOWS', arch: 'x64', unpacked: 'win-unpacked', resources: 'resources', binary: 'tradebell.exe' },
  darwin: {
    builder: 'MAC',
    arch: 'universal',
    unpacked: 'mac-universal/Tradebell.app',
    resources: 'Contents/Resources',
    binary: 'Contents/Frameworks/Electron Framework.framework/Electron Framework',
  },
};

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return say(HELP);
  const platform = PLATFORMS[process.platform];
  if (platform === undefined) throw new SetupError(`There is no Tradebell for ${process.platform}.`);
  process.chdir(root); // where electron-builder.yml's own paths begin
  // Before anything is deleted or made: what is wrong with these would only come out at the end.
  const updates = updateFeed(process.env, { loopback: options.forTests });
  if (updates.feed && process.env.TRADEBELL_UPDATE_PRIVATE_KEY) signingKey(process.env.TRADEBELL_UPDATE_PRIVATE_KEY, updates.key);
  await setup({ for: 'dist', build: false, say });
  await dist(options, platform, updates.feed);
});

async function dist(options, platform, feed) {
  // Only now: what these need may just have been installed.
  const { chooseTools, downloadsReachable } = await import('./dist/tools.mjs');
  const { checkedConfiguration } = await import('./dist/configuration.mjs');
  const { stageApp } = await import('./dist/stage.mjs');
  const { pack } = await import('./dist/pack.mjs');
  const { inspect } = await import('./dist/inspect.mjs');
  const { writeBill, writeSizes, signFeeds } = await import('./dist/beside.mjs');

  const out = path.resolve(root, options.out);
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const version = options.version ?? manifest.version;
  if ([manifest.author.email, manifest.homepage].some((address) => address.endsWith('.invalid'))) {
    say(`Mail and homepage are not decided: ${manifest.author.email} and ${manifest.homepage} stand in for them (package.json)`);
  }

  const official = options.tools === undefined ? await downloadsReachable() : options.tools === 'official';
  const { chosen, leftOut } = chooseTargets({ platform: process.platform, official, hasTool }, options.targets);
  if (chosen.length === 0) throw new SetupError([...leftOut, 'Nothing is left to be made.'].join('\n'));
  emptyOut(out);
  const tools = chooseTools({ root, folder: path.join(out, 'tools'), official });
  say(tools.line);
  const added = additions(options, out, tools, feed);
  const config = await checkedConfiguration(root, added);
  say('electron-builder.yml: valid for Linux, Windows and macOS');
  for (const line of leftOut) say(line);

  const folder = path.join(out, 'app');
  const { forTests } = options;
  const packages = await stageApp({ root, folder, platform: `${process.platform}-${platform.arch}`, manifest, version, forTests });
  const app = path.join(out, platform.unpacked);
  const files = await pack({ root, added, chosen, platform, app, tools, quickly: forTests });
  const inside = inspect({ app, platform, config, packages, say });
  const bill = path.join(out, `Tradebell-${version}-${process.platform}-${platform.arch}.cdx.json`);
  writeBill({ root, file: bill, packages, version, electron: tools.electron });
  signFeeds(out, { ...process.env, TRADEBELL_FEED: feed }, say);
  writeSizes({ files, inside, electron: tools.electron, readme: options.writeSizes ? path.join(root, 'README.md') : undefined, say });
  say(`\n${[...files, bill].map((file) => path.relative(process.cwd(), file)).join('\n')}`);
}

/** What only this build knows, on top of electron-builder.yml. */
function additions({ forTests }, out, tools, feed) {
  return {
    ...tools.config,
    directories: { app: path.join(out, 'app'), output: out },
    ...(feed ? { publish: { provider: 'generic', url: feed } } : {}),
    ...(forTests ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
  };
}

function unpackedLinux(arch) {
  return arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`;
}

function say(line) {
  console.log(line);
}
