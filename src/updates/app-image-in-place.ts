import { spawn } from 'node:child_process';
import { realpathSync, rmSync } from 'node:fs';
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater.js';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import type { AllPublishOptions } from 'builder-util-runtime';
import type { InstallOptions } from 'electron-updater/out/BaseUpdater.js';
import { fileMark } from './app-image-mark.ts';
import { outerEnvironment } from './outer-environment.ts';
import { replaceWhole } from './replace-whole.ts';

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
  readonly #began: string | undefined;

  /** `began`: the mark of the AppImage that this process was started from. */
  constructor(options: AllPublishOptions, app: AppAdapter, again: StartAgain, began: string | undefined) {
    super(options, app);
    this.#again = again;
    this.#began = began;
  }

  protected override doInstall({ isForceRunAfter }: InstallOptions): boolean {
    const image = process.env['APPIMAGE'];
    const { installerPath } = this;
    const sha512 = this.downloadedUpdateHelper?.downloadedFileInfo?.sha512;
    if (image === undefined || installerPath === null || sha512 === undefined) return false;
    try {
      const place = realpathSync(image);
      // Another Tradebell, or a person, may have put something there since, which may be newer than ours.
      if (!replaceWhole(installerPath, place, sha512, () => fileMark(place) === this.#began)) return false;
      rmSync(installerPath, { force: true });
    } finally {
      // Whatever came of it: who asked for a restart must not be left without a Tradebell.
      if (isForceRunAfter) this.#start(image);
    }
    return true;
  }

  #start(image: string): void {
    spawn(image, this.#again.args, { env: outerEnvironment(this.#again.env), stdio: 'ignore', detached: true })
      .on('error', (error) => this.dispatchError(error))
      .unref();
  }
}
