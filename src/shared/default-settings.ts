import type { Settings } from './settings.ts';

/** What is set before anybody says otherwise. Apart from the schema, which no page may load: it makes code out of text. */
export const DEFAULT_SETTINGS: Settings = {
  version: 2,
  connections: [],
  rules: {},
  pausedUntil: 0,
  language: 'system',
  theme: 'system',
  textSize: 'normal',
  privacy: 'all',
  quietHours: [],
  urgentInQuietHours: true,
  heedDesktopQuiet: true,
  urgentInDesktopQuiet: false,
  sound: 'desktop',
  sounds: {},
  plainSecrets: false,
  atLogin: false,
  // Nothing is lost that nobody asked to lose: a hundred thousand alerts cost neither speed nor much space.
  keepDays: null,
  checkForUpdates: true,
};
