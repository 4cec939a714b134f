import { accessSync, constants, realpathSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { HttpExecutor } from 'builder-util-runtime';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import type { AppUpdater } from 'electron-updater/out/AppUpdater.js';
import { BaseUpdater } from 'electron-updater/out/BaseUpdater.js';
import { MacUpdater } from 'electron-updater/out/MacUpdater.js';
import { NsisUpdater } from 'electron-updater/out/NsisUpdater.js';
import { AppImageInPlace, type StartAgain } from './app-image-in-place.ts';
import { download } from './download.ts';
import { noteFailedInstall, UPDATES_FOLDER } from './failed-install.ts';
import type { Feed } from './feed.ts';
import type { FetchParts } from './fetching.ts';
import type { OwnKind, Release } from './release.ts';
import { SignedProvider, type SignedOptions } from './signed-provider.ts';
import { troubleOf, UpdateError } from './update-error.ts';
import type { Updater } from './updater.ts';

export interface UpdaterParts {
  kind: OwnKind;
  arch: string;
  /** Of this Tradebell. */
  version: string;
  feed: Feed;
  /** Downloads are kept in a folder in here, until they are installed. */
  dataFolder: string;
  fetching: FetchParts;
  again: StartAgain;
  /** Of the AppImage, when this process began (fileMark). */
  began: string | undefined;
  /** Electron is ready. */
  ready: Promise<void>;
  quit(): void;
  log(message: string, details?: Record<string, unknown>): void;
}

/**
 * electron-updater, which knows how each system replaces a program, with our own eyes and hands around it: the list of releases is signed
 * (signed-provider.ts), everything is fetched by one way that is limited in time and size (fetching.ts), and nothing is installed before this
 * process has ended all else.
 */
export function createUpdater(parts: UpdaterParts): Updater {
  const { kind, arch, version, feed, log } = parts;
  const state: { release?: Release; progress?: (share: number) => void; restart: boolean } = { restart: false };
  const options: SignedOptions = {
    provider: 'custom',
    updateProvider: SignedProvider as unknown as NonNullable<SignedOptions['updateProvider']>,
    fetching: parts.fetching,
    taker: { kind, arch, version, feed },
    found(release) {
      state.release = release;
    },
  };
  const fetchFile = async (destination: string): Promise<void> => {
    if (state.release === undefined) throw new UpdateError('failed', 'no release was found');
    await download(parts.fetching, state.release.file, destination, state.progress ?? (() => {}));
  };
  const pending = path.join(parts.dataFolder, UPDATES_FOLDER, 'pending');
  const updater = ofKind(parts, options);
  updater.logger = {
    info: (text) => log('updates', { text: String(text) }),
    warn: (text) => log('updates', { text: String(text) }),
    error: (text) => log('an update met trouble', { text: String(text) }),
  };
  updater.autoDownload = false;
  updater.allowDowngrade = false;
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  // Elsewhere `install` is called when all else has ended; macOS takes the file at once, and installs it itself.
  updater.autoInstallOnAppQuit = kind === 'mac';
  Object.assign(updater, {
    httpExecutor: new FileFetcher(fetchFile),
    // Read from a file beside a package, which a build without a publisher has not.
    configOnDisk: { value: Promise.resolve({ updaterCacheDirName: UPDATES_FOLDER }) },
    // Else it makes a number for this computer, and keeps it in the user's folder. Ours is sent nowhere.
    stagingUserIdPromise: { value: Promise.resolve('') },
  });

  return {
    async look() {
      const found = await updater.checkForUpdates();
      if (found?.isUpdateAvailable !== true) {
        await tidy(pending, () => true, log);
        return undefined;
      }
      mayReplace(kind);
      return found.updateInfo.version;
    },
    async download(progress) {
      await tidy(pending, (name) => name.startsWith('temp-'), log);
      state.progress = progress;
      await updater.downloadUpdate();
    },
    restart() {
      mayReplace(kind);
      state.restart = true;
      if (kind === 'mac') updater.quitAndInstall();
      else parts.quit();
    },
    install() {
      if (!(updater instanceof BaseUpdater)) return;
      // It tells an error, and does not throw it.
      updater.once('error', (error) => {
        try {
          noteFailedInstall(parts.dataFolder, { code: troubleOf(error), at: parts.fetching.clock.now() });
        } catch (unwritten) {
          log('what kept a release from being installed could not be noted', { error: String(unwritten) });
        }
      });
      updater.install(true, state.restart);
    },
  };
}

function ofKind(parts: UpdaterParts, options: SignedOptions): AppUpdater {
  const { kind } = parts;
  const app = appOf(parts);
  switch (kind) {
    case 'appimage':
      return new AppImageInPlace(options, app, parts.again, parts.began);
    case 'nsis':
      return new NsisUpdater(options, app);
    case 'mac':
      return new MacUpdater(options, app);
    default:
      return kind satisfies never;
  }
}

/** What electron-updater would ask Electron for. */
function appOf({ version, dataFolder, ready, quit }: UpdaterParts): AppAdapter {
  return {
    version,
    name: 'Tradebell',
    isPackaged: true,
    appUpdateConfigPath: '',
    userDataPath: dataFolder,
    baseCachePath: dataFolder,
    whenReady: () => ready,
    quit,
    relaunch: () => {},
    onQuit: () => {},
  };
}

/** Deletes what is of no use any more: a release that runs by now, or what a kill or a power cut left of a download. */
async function tidy(folder: string, isStale: (name: string) => boolean, log: UpdaterParts['log']): Promise<void> {
  try {
    for (const name of await readdir(folder)) if (isStale(name)) await rm(path.join(folder, name), { recursive: true, force: true });
  } catch (error) {
    // It takes room, and does no other harm.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log('an old download could not be deleted', { error: String(error) });
  }
}

/** An AppImage that its user may not replace, or that is gone, is worth neither a download nor an end. */
function mayReplace(kind: OwnKind): void {
  const image = process.env['APPIMAGE'];
  if (kind !== 'appimage') return;
  if (image === undefined) throw new UpdateError('not-writable', 'there is no AppImage');
  try {
    accessSync(path.dirname(realpathSync(image)), constants.W_OK);
  } catch (error) {
    throw new UpdateError('not-writable', 'the folder of the AppImage', { cause: error });
  }
}

/** electron-updater's hands on the network: only the file of the release that was found is ever fetched by them. */
class FileFetcher extends HttpExecutor<never> {
  readonly #fetch: (destination: string) => Promise<void>;

  constructor(fetch: (destination: string) => Promise<void>) {
    super();
    this.#fetch = fetch;
  }

  async download(_url: URL, destination: string): Promise<string> {
    await this.#fetch(destination);
    return destination;
  }

  override createRequest(): never {
    throw new Error('nothing but the release is fetched by this way');
  }
}
