import { LINK_SCHEME } from './deep-links.ts';

export interface StartCommandParts {
  execPath: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The folder of the app, where the binary alone would not find it. */
  appFolder: string | undefined;
  /** The data folder, where it is not the usual one. */
  ownFolder: string | undefined;
}

/** How this Tradebell is started by others: the binary, then its arguments. */
export function startCommand({ execPath, env, appFolder, ownFolder }: StartCommandParts, ...flags: string[]): [string, ...string[]] {
  const { APPIMAGE: image, APPDIR: mounted } = env;
  // Inside of an AppImage the binary lies in a folder that is another one at each start. Both are inherited by what it starts.
  const binary = image && mounted && execPath.startsWith(`${mounted}/`) ? image : execPath;
  const app = appFolder === undefined ? [] : [appFolder];
  const folder = ownFolder === undefined ? [] : [`--data-dir=${ownFolder}`];
  return [binary, ...app, ...flags, ...folder];
}

export interface LinkRegistry {
  setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean;
}

/**
 * On Windows links reach Tradebell by an entry of its user's registry, which each start renews; behind `--` no link can be a switch. macOS
 * and Linux have it from the package itself.
 */
export function registerLinks(registry: LinkRegistry, platform: NodeJS.Platform, parts: StartCommandParts): boolean {
  const { execPath, appFolder, ownFolder } = parts;
  if (platform !== 'win32' || appFolder !== undefined || ownFolder !== undefined) return false;
  return registry.setAsDefaultProtocolClient(LINK_SCHEME, execPath, ['--']);
}
