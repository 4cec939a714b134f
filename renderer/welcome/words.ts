import type { Language } from '../../src/shared/settings.ts';
import { firstRing, sample, welcome } from '../../src/shared/words/en/window-welcome.ts';
import { useModel } from '../model.ts';

const en = { welcome, firstRing, sample };

/** What only a first start says: apart from the other words, so that nobody waits for it later. */
export type WelcomeWords = typeof en;

export const WELCOME_WORDS: Record<Language, WelcomeWords> = { en };

export function useWelcomeWords(): WelcomeWords {
  return WELCOME_WORDS[useModel().settings.value?.language ?? 'en'];
}
