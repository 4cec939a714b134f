import { spawn } from 'node:child_process';
import { chmodSync, closeSync, copyFileSync, fsyncSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater.js';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import type { AllPublishOptions } from 'builder-util-runtime';
import type { InstallOptions } from 'electron-updater/out/BaseUpdater.js';

/** How the program is started again: its arguments and environment. */
export interface StartAgain {
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * Puts the new AppImage in the place of the old one, under its name: login items and starters that name it go on working, and at every moment
 * there is one, old or new, whole. electron-updater deletes the old one first, may give the new one another name, and runs it to its end while
 * Tradebell quits.
 */
export class AppImageInPlace extends AppImageUpdater {
  readonly #again: StartAgain;

  constructor(options: AllPublishOptions, app: AppAdapter, again: StartAgain) {
    super(options, app);
    this.#again = again;
  }

  protected override doInstall({ isForceRunAfter }: InstallOptions): boolean {
    const image = process.env['APPIMAGE'];
    const { installerPath } = this;
    if (image === undefined || installerPath === null) return false;
    const place = realpathSync(image);
    replace(installerPath, place);
    if (isForceRunAfter) {
      const { APPIMAGE: _image, APPDIR: _mounted, ...env } = this.#again.env;
      spawn(place, this.#again.args, { env, stdio: 'ignore', detached: true })
        .on('error', (error) => this.dispatchError(error))
        .unref();
    }
    return true;
  }
}

function replace(fresh: string, place: string): void {
  const beside = `${place}.new`;
  try {
    // The download may lie on another disk: there a rename is none.
    copyFileSync(fresh, beside);
    chmodSync(beside, 0o755);
    toDisk(beside);
    renameSync(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  rmSync(fresh, { force: true });
}

/** Else a power cut could leave a name with nothing behind it. */
function toDisk(file: string): void {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
