import { z } from 'zod';
import { CATEGORIES } from './alert.ts';
import { Connection } from './connection.ts';
import { DELIVERIES } from './decision.ts';

export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Of the window: the usual, an eighth more, a quarter more. */
export const TEXT_SIZES = ['normal', 'large', 'larger'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** What a notification may show on a screen that others see. */
export const PRIVACIES = ['all', 'who', 'nothing'] as const;
export type Privacy = (typeof PRIVACIES)[number];

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
  version: z.literal(1),
  connections: z.array(Connection),
  /** What differs from the defaults of policy/rules.ts, by category, for the whole app. */
  rules: z.partialRecord(z.enum(CATEGORIES), z.enum(DELIVERIES)),
  /** Paused until this time (UTC ms); 0: not paused; Infinity cannot be stored, so `null` is "until resumed". */
  pausedUntil: z.number().int().nullable(),
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  textSize: z.enum(TEXT_SIZES),
  privacy: z.enum(PRIVACIES),
  /** The user agreed to keep secrets in a plain file because there is no keyring. */
  plainSecrets: z.boolean(),
  placement: Placement.optional(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  connections: [],
  rules: {},
  pausedUntil: 0,
  language: 'en',
  theme: 'system',
  textSize: 'normal',
  privacy: 'all',
  plainSecrets: false,
};
