import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/setup-error.mjs';

/**
 * Makes the folder for the packages, or empties it; one that holds what is not ours stays as it is. Throws a SetupError where that cannot be.
 * @param {string} out
 */
export function emptyOut(out) {
  const mark = path.join(out, '.made-by-dist');
  try {
    if (fs.existsSync(out) && fs.readdirSync(out).length > 0 && !fs.existsSync(mark)) {
      throw new SetupError(`${out} holds other things. --out wants a new folder, or one that was made by this command.`);
    }
    fs.rmSync(out, { recursive: true, force: true });
    fs.mkdirSync(out, { recursive: true });
    fs.writeFileSync(mark, '');
  } catch (error) {
    if (error instanceof SetupError || error.code === undefined) throw error;
    throw new SetupError(`--out ${out}: no packages can be put there (${error.message}).`);
  }
}
