/** What Tradebell speaks; `zh` is simplified Chinese. */
export const LANGUAGES = ['en', 'es', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `system`: the first language of the system's own that Tradebell speaks (words/language.ts). */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];
