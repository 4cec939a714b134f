import { createRequire } from 'node:module';
import path from 'node:path';
import { SetupError } from '../setup/setup-error.mjs';

/**
 * electron-builder.yml with what this build adds to it, checked by electron-builder's own schema for all platforms, also those that cannot be
 * built here. Throws a SetupError that says what is wrong.
 * @param {string} root
 * @param {object} [additions]
 */
export async function checkedConfiguration(root, additions = {}) {
  // What electron-builder itself calls; it offers no other way to check without building.
  const require = createRequire(path.join(root, 'package.json'));
  const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config');
  const { DebugLogger } = require('builder-util');
  const config = await getConfig(root, path.join(root, 'electron-builder.yml'), structuredClone(additions));
  try {
    await validateConfiguration(config, new DebugLogger(false));
  } catch (error) {
    throw new SetupError(`electron-builder.yml is not valid:\n${error.message}`);
  }
  return config;
}
