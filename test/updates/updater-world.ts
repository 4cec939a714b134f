import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileMark } from '../../src/updates/app-image-mark.ts';
import { createUpdater } from '../../src/updates/electron-updater.ts';
import type { Fetch } from '../../src/updates/fetching.ts';
import type { OwnKind } from '../../src/updates/release.ts';
import type { Updater } from '../../src/updates/updater.ts';
import { testClock, type TestClock } from '../clock.ts';
import { startReleases, type Releases } from '../servers/releases.ts';

export const RUNNING = '0.1.0';
export const OLD = 'the old program';

/** A real updater against a real server, with an AppImage in a folder of its own. */
export interface UpdaterWorld {
  releases: Releases;
  clock: TestClock;
  updater: Updater;
  folder: string;
  image: string;
  quits: number[];
  log: string[];
  /** What is in the place of the program. */
  program(): string;
  /** Downloads that lie about, and what was half made. */
  leftovers(): string[];
  end(): void;
  close(): Promise<void>;
}

export interface WorldOptions {
  version?: string;
  arch?: string;
  key?: string;
  args?: string[];
  /** Besides that of the tests. */
  env?: Record<string, string>;
  kind?: OwnKind;
}

export async function updaterWorld({ version = RUNNING, arch = 'x64', key, args = [], env = {}, kind = 'appimage' }: WorldOptions = {}): Promise<UpdaterWorld> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tradebell-updates-'));
  const image = path.join(folder, 'Tradebell 0.1.0.AppImage');
  writeFileSync(image, OLD);
  chmodSync(image, 0o755);
  const before = process.env['APPIMAGE'];
  process.env['APPIMAGE'] = image;
  const releases = await startReleases();
  const clock = testClock();
  const ended = new AbortController();
  const quits: number[] = [];
  const log: string[] = [];
  const updater = createUpdater({
    kind,
    arch,
    version,
    feed: { url: releases.url, key: key ?? releases.key },
    dataFolder: folder,
    fetching: { fetch: fetch satisfies Fetch, clock, ended: ended.signal },
    again: { args, env: { ...process.env, ...env } },
    began: fileMark(image),
    ready: Promise.resolve(),
    quit: () => quits.push(clock.now()),
    log: (message, details) => log.push(`${message} ${JSON.stringify(details ?? {})}`),
  });
  return {
    releases,
    clock,
    updater,
    folder,
    image,
    quits,
    log,
    program: () => readFileSync(image, 'utf8'),
    leftovers() {
      const pending = path.join(folder, 'tradebell-updates', 'pending');
      return [...(existsSync(pending) ? readdirSync(pending) : []), ...readdirSync(folder).filter((name) => name.endsWith('.new'))];
    },
    end: () => ended.abort(new Error('the app ends')),
    async close() {
      ended.abort(new Error('the test is over'));
      if (before === undefined) delete process.env['APPIMAGE'];
      else process.env['APPIMAGE'] = before;
      await releases.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
