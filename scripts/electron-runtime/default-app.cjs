'use strict';
// What Electron's own default_app.asar does for `electron [flags] <app dir>`:
// the registry runtime was taken out of a packaged app, so it has none.
const { app } = require('electron');
const Module = require('node:module');
const fs = require('node:fs');
const path = require('node:path');

const { preloads, target } = parse(process.argv.slice(1));
if (preloads.length > 0) Module._preloadModules(preloads);
if (target === null) {
  console.error('usage: electron [flags] <app folder or file>');
  process.exit(2);
}

Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
const manifest = path.join(target, 'package.json');
if (fs.existsSync(manifest)) {
  const pkg = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (pkg.version) app.setVersion(pkg.version);
  app.setName(pkg.productName || pkg.name || app.getName());
  app.setDesktopName?.(pkg.desktopName || `${app.getName()}.desktop`);
  app.setAppPath(target);
} else {
  app.setAppPath(path.dirname(target));
}
try {
  require(target);
} catch (error) {
  console.error('App threw an error during load');
  console.error(error);
  process.exit(1);
}

/** `-r FILE` (Playwright's way in) may stand before the app; flags are Chromium's own business. */
function parse(argv) {
  const preloads = [];
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--version' || argv[i] === '-v') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    }
    if (argv[i] === '-r' || argv[i] === '--require') preloads.push(argv[++i]);
    else if (!argv[i].startsWith('-')) return { preloads, target: path.resolve(argv[i]) };
  }
  return { preloads, target: null };
}
