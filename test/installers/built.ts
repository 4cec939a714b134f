import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Where scripts/test-installers.mjs puts the packages. */
const folder = process.env['TRADEBELL_INSTALLERS'] ?? path.join(root, 'out-tools', 'installers');

/** One run of `npm run dist`. */
export interface Build {
  readonly version: string;
  /** Its package of this kind. */
  file(ending: 'deb' | 'AppImage' | 'tar.gz'): string;
}

/** All that was built for these tests. */
export interface Built {
  /** The real one, as it is published: deb, AppImage and tar.gz. */
  readonly real: Build;
  /** Of the same version, that looks for updates on this machine: an AppImage. */
  readonly updating: Build;
  /** The next version of both: deb and AppImage. */
  readonly next: Build;
  /** Where `updating` and `next` look for releases, and what those are signed with: PEM. */
  readonly feedPort: number;
  readonly privateKey: string;
}

/** Throws where `npm run test:installers` has not built them. */
export function built(): Built {
  const { version, next, feedPort } = JSON.parse(readFileSync(path.join(folder, 'built.json'), 'utf8')) as { version: string; next: string; feedPort: number };
  const build = (name: string, of: string): Build => ({
    version: of,
    file(ending) {
      const inside = path.join(folder, name);
      const found = readdirSync(inside).find((one) => one.startsWith(`Tradebell-${of}-`) && one.endsWith(`.${ending}`));
      if (found === undefined) throw new Error(`there is no ${ending} of ${of} in ${inside}`);
      return path.join(inside, found);
    },
  });
  return {
    real: build('real', version),
    updating: build('updating', version),
    next: build('next', next),
    feedPort,
    privateKey: readFileSync(path.join(folder, 'update-key.pem'), 'utf8'),
  };
}

/** Pictures of what was installed go here, for people to look at. */
export function pictureFile(name: string): string {
  return path.join(folder, 'pictures', `${name}.png`);
}
