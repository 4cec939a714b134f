import type { Language } from '../src/shared/settings.ts';
import { troubles } from '../src/shared/words/en/troubles.ts';

/** What can be wrong, in words: much to read for what is seldom said, so that the inbox need not wait for it. */
export type TroubleWords = typeof troubles;

export const TROUBLE_WORDS: Record<Language, TroubleWords> = { en: troubles };
