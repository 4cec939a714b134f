import { z } from 'zod';
import { CATEGORIES } from './alert.ts';
import { Connection } from './connection.ts';
import { DELIVERIES } from './decision.ts';
import { LANGUAGE_CHOICES } from './languages.ts';
import { PRIVACIES } from './privacy.ts';
import { Proxy } from './proxy.ts';
import { QuietSpan } from './quiet.ts';
import { SOUNDS } from './sound.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Of the window: the usual, an eighth more, a quarter more. */
export const TEXT_SIZES = ['normal', 'large', 'larger'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export { PRIVACIES, type Privacy } from './privacy.ts';

/** Nobody needs more; it bounds what each look at the clock costs. */
const MAX_SPANS = 20;

/** Where the window stood, in the screen's device-independent pixels. */
export const Placement = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
});
export type Placement = z.infer<typeof Placement>;

/** All that is kept in settings; no secret is among it. */
export const Settings = z.object({
  version: z.literal(2),
  connections: z.array(Connection),
  /** What differs from the defaults of policy/rules.ts, by category, for the whole app. */
  rules: z.partialRecord(z.enum(CATEGORIES), z.enum(DELIVERIES)),
  /** Paused until this time (UTC ms); 0: not paused; Infinity cannot be stored, so `null` is "until resumed". */
  pausedUntil: z.number().int().nullable(),
  language: z.enum(LANGUAGE_CHOICES),
  theme: z.enum(THEMES),
  textSize: z.enum(TEXT_SIZES),
  privacy: z.enum(PRIVACIES),
  quietHours: z.array(QuietSpan).max(MAX_SPANS),
  /** Disputes, refunds and what runs out ring in quiet hours too. Never through a pause. */
  urgentInQuietHours: z.boolean(),
  /** The desktop's own do-not-disturb, where it can be read, counts as quiet hours. */
  heedDesktopQuiet: z.boolean(),
  /** Then what is urgent is shown all the same; whether it pops up is the desktop's to say. */
  urgentInDesktopQuiet: z.boolean(),
  sound: z.enum(SOUNDS),
  /** What differs from `sound`, by category. */
  sounds: z.partialRecord(z.enum(CATEGORIES), z.enum(SOUNDS)),
  /** The user agreed to keep secrets in a plain file because there is no keyring. */
  plainSecrets: z.boolean(),
  /** Started by the desktop when its user logs in. */
  atLogin: z.boolean(),
  /** How many days alerts are kept after they happened; `null`: for ever. */
  keepDays: z.number().int().min(1).max(3650).nullable(),
  /** Looks for new releases by itself, where this package can. */
  checkForUpdates: z.boolean(),
  /** By which way they are looked for; absent: the system's. */
  updateProxy: Proxy.optional(),
  placement: Placement.optional(),
});
export type Settings = z.infer<typeof Settings>;

/** What its user likes: chosen in the window, and moved to another machine. The rest is of one machine, or chosen elsewhere. */
export const PREFERENCES = {
  rules: true,
  language: true,
  theme: true,
  textSize: true,
  privacy: true,
  quietHours: true,
  urgentInQuietHours: true,
  heedDesktopQuiet: true,
  urgentInDesktopQuiet: true,
  sound: true,
  sounds: true,
  keepDays: true,
  checkForUpdates: true,
} as const satisfies Partial<Record<keyof Settings, true>>;
