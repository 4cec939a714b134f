import type { Metafile } from 'esbuild';

/** An npm package of which something is in the app. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author: string | undefined;
  /** Where it is installed. */
  readonly folder: string;
}
export function bundledPackages(root: string, metafiles: readonly Pick<Metafile, 'outputs'>[]): Package[];
export function packageIn(folder: string): Package;
export function sorted(packages: readonly Package[]): Package[];
