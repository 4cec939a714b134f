import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, session } from 'electron';
import type { Clock } from '../shared/clock.ts';
import type { PackageKind } from '../shared/updates.ts';
import { fileMark } from '../updates/app-image-mark.ts';
import { type FailedInstall, takeFailedInstall } from '../updates/failed-install.ts';
import { builtInFeed, type Feed, mayFetch } from '../updates/feed.ts';
import type { Fetch } from '../updates/fetching.ts';
import { packageKind, updatesOf } from '../updates/package-kind.ts';
import type { OwnKind } from '../updates/release.ts';
import { createUpdates, type Updates } from '../updates/updates.ts';
import type { SettingsStore } from '../vault/settings.ts';
import type { Host } from './host.ts';
import { proxyConfig } from './proxy-config.ts';
import { startedAgain } from './started-again.ts';

export interface DesktopUpdatesParts {
  host: Host;
  clock: Clock;
  random(): number;
  settings: SettingsStore;
  /** Only a test brings its own, and says what its package would be. */
  instead?: { feed: Feed; kind: OwnKind } | undefined;
  changed(): void;
  log(message: string, details?: Record<string, unknown>): void;
}

/** Only updates are fetched in it: nothing of it is kept, and it has a way of its own. */
const PARTITION = 'tradebell-updates';

/** Updates of the Electron app that this is. Call it when the app is ready. */
export function desktopUpdates({ host, clock, random, settings, instead, changed, log }: DesktopUpdatesParts): Updates & { kind: PackageKind } {
  const feed = instead?.feed ?? builtInFeed();
  const kind = instead?.kind ?? packageKind({ ...host, packaged: !host.dev, packageType: packageType() });
  // As early as can be: what is put there later, by whomever, is not what runs.
  const began = kind === 'appimage' ? fileMark(host.env['APPIMAGE'] ?? '') : undefined;
  const ended = new AbortController();
  const updates = createUpdates({
    does: updatesOf(kind, feed),
    failed: failedBefore(host.dataFolder, log),
    clock,
    random,
    settings,
    async updater() {
      if (feed === undefined) throw new Error('this build looks for no updates');
      const { createUpdater } = await import('../updates/electron-updater.ts');
      return createUpdater({
        // Only these say `itself`.
        kind: kind as OwnKind,
        arch: process.arch,
        version: host.version,
        feed,
        dataFolder: host.dataFolder,
        fetching: { fetch: byOwnSession(feed, settings), clock, ended: ended.signal },
        began,
        again: { args: startedAgain(host.args), env: host.env },
        ready: host.ready,
        quit: host.quit,
        log,
      });
    },
    changed,
    log,
  });
  app.once('quit', (_event, code) => {
    if (code !== 0 || updates.state().state !== 'ready') return;
    // What is started in our place must not take us for one that still runs.
    app.releaseSingleInstanceLock();
    updates.atQuit();
  });
  return {
    ...updates,
    kind,
    close() {
      updates.close();
      ended.abort(new Error('Tradebell ends'));
    },
  };
}

function failedBefore(dataFolder: string, log: DesktopUpdatesParts['log']): FailedInstall | undefined {
  try {
    return takeFailedInstall(dataFolder);
  } catch (error) {
    log('what the last end noted of an update cannot be read', { error: String(error) });
    return undefined;
  }
}

/** What electron-builder wrote into a package for a package manager. */
function packageType(): string | undefined {
  try {
    return readFileSync(path.join(process.resourcesPath, 'package-type'), 'utf8');
  } catch {
    return undefined; // every other package has none
  }
}

/** Fetches by the way that the user set, asked for anew each time; a redirect to where nothing may be fetched is not followed. */
function byOwnSession(feed: Feed, settings: Pick<SettingsStore, 'get'>): Fetch {
  const own = session.fromPartition(PARTITION, { cache: false });
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayFetch(url, feed) }));
  return async (url, init) => {
    await own.setProxy(proxyConfig(settings.get().updateProxy));
    return own.fetch(url, init);
  };
}
