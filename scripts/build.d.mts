import type { Package } from './dist/bundled-packages.mjs';

export interface BuildOptions {
  /** Readable, with source maps. */
  dev?: boolean;
  /** The app with a steered clock, into out-test/. */
  test?: boolean;
  say?: (line: string) => void;
}
export function build(options?: BuildOptions): Promise<void>;
export function bundleTool(entry: string): Promise<string>;
export function buildForPackage(folder: string, besides: readonly Package[], options?: { forTests?: boolean }): Promise<Package[]>;
