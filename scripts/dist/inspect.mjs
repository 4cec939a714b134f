import { getRawHeader } from '@electron/asar';
import fs from 'node:fs';
import path from 'node:path';
import { readFuses } from '../electron-runtime/fuses.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { judgeContents } from './contents.mjs';
import { compareFuses } from './fuses.mjs';
import { sizesInside } from './sizes.mjs';

/**
 * Looks into the app as it was packed: what its archive holds, its fuses, its languages. Throws a SetupError where that is not as it was to be.
 * @returns {ReturnType<typeof sizesInside>} how big what in it is
 */
export function inspect({ app, platform, config, packages, say }) {
  const resources = path.join(app, platform.resources);
  const files = filesIn(getRawHeader(path.join(resources, 'app.asar')).header);
  const native = packages.native.map(({ name }) => name).filter((name) => name.startsWith('@libsql/'));
  const { tooMuch, missing } = judgeContents(files, native);
  if (tooMuch.length > 0) throw new SetupError(`In app.asar is what should not be:\n${tooMuch.join('\n')}`);
  if (missing.length > 0) throw new SetupError(`In app.asar is not what should be:\n${missing.join('\n')}`);
  const unpacked = native.map((name) => path.join(resources, 'app.asar.unpacked', 'node_modules', name, 'index.node'));
  const packed = unpacked.filter((file) => !fs.existsSync(file));
  if (packed.length > 0) throw new SetupError(`The database cannot be loaded, as it is not outside the archive:\n${packed.join('\n')}`);
  say(`app.asar: ${files.length} files, all of them wanted`);

  const { lines, wrong } = compareFuses(config.electronFuses, readFuses(path.join(app, platform.binary)));
  say(`Fuses, read back from ${path.basename(platform.binary)}:\n  ${lines.join('\n  ')}`);
  if (wrong.length > 0) throw new SetupError(`The fuses are not as they were to be: ${wrong.join(', ')}.`);
  return sizesInside(app, resources);
}

/** The files of an archive's header, as paths with slashes. */
function filesIn({ files }, folder = '') {
  return Object.entries(files).flatMap(([name, entry]) => ('files' in entry ? filesIn(entry, `${folder}${name}/`) : [`${folder}${name}`]));
}
