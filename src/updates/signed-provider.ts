import type { CustomPublishOptions, UpdateInfo } from 'builder-util-runtime';
import { parseUpdateInfo, Provider, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { ResolvedUpdateFileInfo } from 'electron-updater/out/types.js';
import { bytesOf, type Fetched, fetching, type FetchParts } from './fetching.ts';
import { channelFile, readRelease, type Release, type Taker } from './release.ts';
import { checkSignature } from './signature.ts';
import { UpdateError } from './update-error.ts';

const LIST = { maxBytes: 64 * 1024, silentMs: 30_000, totalMs: 60_000 };

/** What electron-updater hands on to the provider that it makes. */
export interface SignedOptions extends CustomPublishOptions {
  provider: 'custom';
  fetching: FetchParts;
  taker: Taker;
  /** Told of each release that may be taken. */
  found(release: Release): void;
}

/**
 * Releases as a signed list announces them: the signature is checked before anything of the list is read. Nothing is said to the server of
 * who asks (electron-updater would name the computer by a number).
 */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #options: SignedOptions;
  #release: Release | undefined;

  constructor(options: SignedOptions, _updater: unknown, runtime: ProviderRuntimeOptions) {
    super(runtime);
    this.#options = options;
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const { taker, fetching: parts, found } = this.#options;
    const file = channelFile(taker.kind, taker.arch);
    const url = new URL(file, taker.feed.url).href;
    const list = await fetching(parts, url, LIST, whole('unreachable'));
    const signature = await fetching(parts, `${url}.sig`, LIST, whole('unsigned'));
    checkSignature(list, signature.toString('latin1'), taker.feed.key);
    this.#release = readRelease(yaml(list.toString('utf8'), file, url), taker);
    if (this.#release === undefined) return { version: taker.version, files: [], path: '', sha512: '', releaseDate: '' };
    found(this.#release);
    return infoOf(this.#release);
  }

  resolveFiles(): ResolvedUpdateFileInfo[] {
    if (this.#release === undefined) throw new UpdateError('failed', 'no release was found');
    const { url, sha512, size } = this.#release.file;
    return [{ url, info: { url: url.href, sha512, size } }];
  }
}

/** Only what was checked goes on. */
function infoOf({ version, file: { url, sha512, size } }: Release): UpdateInfo {
  return { version, files: [{ url: url.href, sha512, size }], path: url.href, sha512, releaseDate: '' };
}

/** `missing`: what it means that there is no such file. */
function whole(missing: 'unreachable' | 'unsigned'): (fetched: Fetched) => Promise<Buffer> {
  return async (fetched) => {
    if (fetched.status === 404 || fetched.status === 410) throw new UpdateError(missing, `HTTP ${fetched.status}`);
    if (fetched.status !== 200) throw new UpdateError('unreachable', `HTTP ${fetched.status}`);
    return bytesOf(fetched);
  };
}

function yaml(text: string, file: string, url: string): unknown {
  try {
    return parseUpdateInfo(text, file, new URL(url));
  } catch (error) {
    throw new UpdateError('unreadable', 'the list is not YAML', { cause: error });
  }
}
