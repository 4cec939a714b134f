import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import { z } from 'zod';
import { type Feed, mayFetch } from './feed.ts';
import { UpdateError } from './update-error.ts';

/** Kinds of package that replace themselves. */
export type OwnKind = 'appimage' | 'nsis' | 'mac';

const MAX_BYTES = 1024 ** 3;
const EXTENSIONS: Readonly<Record<OwnKind, string>> = { appimage: '.AppImage', nsis: '.exe', mac: '.zip' };
const ARCHITECTURES: Readonly<Record<string, RegExp>> = {
  x64: /[-_.](?:x64|x86_64|amd64)[-_.]/i,
  arm64: /[-_.](?:arm64|aarch64)[-_.]/i,
  ia32: /[-_.](?:ia32|i386)[-_.]/i,
  arm: /[-_.](?:armv7l|armhf)[-_.]/i,
};

/** What electron-builder writes about a release, as far as it is used. */
const Announced = z.object({
  version: z.string().max(100),
  files: z
    .array(z.object({ url: z.string().min(1).max(1000), sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/), size: z.number().int().positive().max(MAX_BYTES) }))
    .min(1)
    .max(50),
});

export interface Release {
  version: string;
  file: { url: URL; sha512: string; size: number };
}

export interface Taker {
  kind: OwnKind;
  arch: string;
  /** Of this Tradebell. */
  version: string;
  feed: Feed;
}

/** The name of the list that is read, as electron-builder names it. */
export function channelFile(kind: OwnKind, arch: string): string {
  if (kind === 'mac') return 'latest-mac.yml';
  if (kind === 'nsis') return 'latest.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}

/**
 * What a list that is signed announces for this package; undefined where that is the release that runs. Signed are those for other systems
 * and those of former days as well: whoever serves the list must not be able to put one of them in the place of ours.
 */
export function readRelease(list: unknown, { kind, arch, version, feed }: Taker): Release | undefined {
  const read = Announced.safeParse(list);
  if (!read.success) throw new UpdateError('unreadable', read.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', '));
  const announced = parse(read.data.version);
  if (announced === null) throw new UpdateError('unreadable', `"${read.data.version}" is no version`);
  const difference = compare(announced, version);
  if (difference === 0) return undefined;
  if (difference < 0) throw new UpdateError('older', `${announced.version} is offered, ${version} runs`);
  const file = read.data.files.find(({ url }) => url.endsWith(EXTENSIONS[kind]) && isFor(url, arch, kind));
  if (file === undefined) throw new UpdateError('unreadable', `no ${EXTENSIONS[kind]} for ${arch} is in it`);
  const url = URL.canParse(file.url, feed.url) ? new URL(file.url, feed.url) : undefined;
  if (url === undefined || !mayFetch(url.href, feed)) throw new UpdateError('unreadable', 'its file is to be fetched from where nothing may be fetched');
  return { version: announced.version, file: { url, sha512: file.sha512, size: file.size } };
}

/** A name without an architecture is that of the usual one; the program of a Mac is for both. */
function isFor(name: string, arch: string, kind: OwnKind): boolean {
  const named = Object.keys(ARCHITECTURES).filter((one) => ARCHITECTURES[one]?.test(name));
  if (named.length > 0) return named.includes(arch);
  return kind === 'mac' || arch === 'x64';
}
