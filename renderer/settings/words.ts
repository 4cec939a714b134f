import type { Language } from '../../src/shared/settings.ts';
import { settings } from '../../src/shared/words/en/window-settings.ts';
import { useModel } from '../model.ts';

/** What only Settings say: apart from the other words, so that the inbox need not wait for it. */
export type SettingsWords = typeof settings;

export const SETTINGS_WORDS: Record<Language, SettingsWords> = { en: settings };

export function useSettingsWords(): SettingsWords {
  return SETTINGS_WORDS[useModel().settings.value?.language ?? 'en'];
}
