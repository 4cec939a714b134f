import type { AUTHS_OF } from '../../../src/shared/connection.ts';

export type EWalletAuth = (typeof AUTHS_OF)['ewallet'][number];

/** Where released servers have their socket (ewallet.md, "Connect"). */
export const PATHS = { admin: '/api/admin/socket', client: '/api/client/socket', old: '/api/socket' } as const;
export type Preset = keyof typeof PATHS;

/** The path that a kind of keys is made for. */
export const PATH_OF = {
  OMGProvider: PATHS.admin,
  OMGAdmin: PATHS.admin,
  OMGClient: PATHS.client,
  OMGServer: PATHS.old,
} as const satisfies Record<EWalletAuth, string>;

/** The kind of keys that most have for a path. */
export const AUTH_AT = { admin: 'OMGProvider', client: 'OMGClient', old: 'OMGServer' } as const satisfies Record<Preset, EWalletAuth>;

const ACCEPTED: Record<Preset, readonly EWalletAuth[]> = {
  admin: ['OMGProvider', 'OMGAdmin'],
  client: ['OMGClient'],
  old: ['OMGServer', 'OMGClient'],
};

/** Which of the known paths this is; undefined for one of its own. */
export function presetOf(path: string): Preset | undefined {
  return PRESETS.find((preset) => PATHS[preset] === path);
}

export const PRESETS = ['admin', 'client', 'old'] as const satisfies readonly Preset[];

/** Whether every released server refuses these keys at this path. Of a path of its own nothing is known. */
export function isRefused(auth: EWalletAuth, path: string): boolean {
  const preset = presetOf(path);
  return preset !== undefined && !ACCEPTED[preset].includes(auth);
}
