import type { Language } from '../languages.ts';

/** What each language is called by those who speak it: the same in every catalogue. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español', zh: '简体中文' };
