import type { Language } from '../../src/shared/settings.ts';
import { dataSettings } from '../../src/shared/words/en/window-data.ts';
import { deliverySettings } from '../../src/shared/words/en/window-delivery.ts';
import { settings } from '../../src/shared/words/en/window-settings.ts';
import { useModel } from '../model.ts';

const en = { ...settings, delivery: deliverySettings, data: dataSettings };

/** What only Settings and what is opened from them say: apart from the other words, so that the inbox need not wait for it. */
export type SettingsWords = typeof en;

export const SETTINGS_WORDS: Record<Language, SettingsWords> = { en };

export function useSettingsWords(): SettingsWords {
  return SETTINGS_WORDS[useModel().settings.value?.language ?? 'en'];
}
