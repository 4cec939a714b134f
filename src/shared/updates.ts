import { z } from 'zod';

/** How this Tradebell came onto the computer. `checkout`: it did not, it runs from its sources. */
export const PACKAGE_KINDS = ['appimage', 'archive', 'deb', 'rpm', 'pacman', 'snap', 'flatpak', 'nsis', 'portable', 'mac', 'checkout'] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number];

/** Those that something else keeps up to date. */
export const MANAGED_KINDS = ['deb', 'rpm', 'pacman', 'snap', 'flatpak'] as const satisfies readonly PackageKind[];
/** Those that nothing can replace but the person who put them there. */
export const MANUAL_KINDS = ['archive', 'portable'] as const satisfies readonly PackageKind[];

/**
 * Why a release was not taken. `unreachable`: the server. `unsigned`, `wrong-signature`: its list of releases. `unreadable`: that list says
 * nothing usable. `older`: signed, but from before this one. `corrupt`, `cut-short`, `slow`: the download. `not-writable`, `disk-full`: here.
 */
export const UPDATE_TROUBLES = [
  'unreachable',
  'unsigned',
  'wrong-signature',
  'unreadable',
  'older',
  'corrupt',
  'cut-short',
  'slow',
  'not-writable',
  'disk-full',
  'failed',
] as const;
export type UpdateTrouble = (typeof UPDATE_TROUBLES)[number];

const version = z.string().max(100);
/** UTC ms. */
const time = z.number();

/** How things stand with updates, as tray and window tell it. */
export const UpdateState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off'), why: z.enum(['checkout', 'no-feed']) }),
  z.object({ state: z.literal('managed'), kind: z.enum(MANAGED_KINDS) }),
  z.object({ state: z.literal('manual'), kind: z.enum(MANUAL_KINDS) }),
  /** `lookedAt`: when the server last answered that there is none. `trouble`: what came of the last look, if not that. */
  z.object({
    state: z.literal('idle'),
    lookedAt: time.optional(),
    trouble: z.object({ code: z.enum(UPDATE_TROUBLES), at: time }).optional(),
  }),
  z.object({ state: z.literal('looking') }),
  /** `share`: how much is here, 0 to 1. */
  z.object({ state: z.literal('downloading'), version, share: z.number().min(0).max(1) }),
  /** Downloaded and checked: installed when Tradebell is quit. */
  z.object({ state: z.literal('ready'), version }),
]);
export type UpdateState = z.infer<typeof UpdateState>;
