import { MANAGED_KINDS, MANUAL_KINDS, type PackageKind, type UpdateState } from '../shared/updates.ts';

export interface PackageFacts {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  execPath: string;
  /** Not from a checkout. */
  packaged: boolean;
  /** What electron-builder wrote into `resources/package-type` of a package for a package manager. */
  packageType: string | undefined;
}

const WRITTEN_DOWN = ['deb', 'rpm', 'pacman'] as const satisfies readonly PackageKind[];

/**
 * How this Tradebell came here. What an AppImage or a snap sets is inherited by all that is started from inside of it, so that it counts
 * only where our own program lies in there.
 */
export function packageKind({ platform, env, execPath, packaged, packageType }: PackageFacts): PackageKind {
  if (!packaged) return 'checkout';
  if (platform === 'win32') return env['PORTABLE_EXECUTABLE_DIR'] ? 'portable' : 'nsis';
  if (platform === 'darwin') return 'mac';
  const within = (folder: string | undefined): boolean => Boolean(folder) && execPath.startsWith(`${folder}/`);
  if (env['APPIMAGE'] && within(env['APPDIR'])) return 'appimage';
  if (within(env['SNAP'])) return 'snap';
  if (env['FLATPAK_ID'] && within('/app')) return 'flatpak';
  return WRITTEN_DOWN.find((kind) => kind === packageType?.trim()) ?? 'archive';
}

/** Whether a package of this kind looks for updates itself, or the state in which it stays. */
export function updatesOf(kind: PackageKind, feed: { url: string } | undefined): 'itself' | UpdateState {
  const managed = MANAGED_KINDS.find((one) => one === kind);
  if (managed !== undefined) return { state: 'managed', kind: managed };
  const manual = MANUAL_KINDS.find((one) => one === kind);
  if (manual !== undefined) return { state: 'manual', kind: manual };
  if (kind === 'checkout') return { state: 'off', why: 'checkout' };
  return feed === undefined ? { state: 'off', why: 'no-feed' } : 'itself';
}
