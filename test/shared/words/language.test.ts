import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import { tongueOf, tonguesOf } from '../../../src/shared/words/language.ts';

test.each([
  [['es-MX', 'en-US'], 'es'],
  [['es_ES'], 'es'],
  [['de-AT', 'es', 'en'], 'es'],
  [['en-GB', 'es'], 'en'],
  [['ca', 'fr'], 'en'],
  [['C', 'POSIX', '', 'not a tag'], 'en'],
  [[], 'en'],
  // Traditional characters are no reason for simplified ones.
  [['zh-TW'], 'en'],
  [['zh-Hant', 'zh-HK', 'zh-Hant-CN'], 'en'],
  [['zh'], 'zh'],
  [['zh-CN', 'en'], 'zh'],
  [['zh_SG.UTF-8', 'zh-SG'], 'zh'],
  [['zh-Hans-HK'], 'zh'],
  [['zh-TW', 'zh-CN'], 'zh'],
])('a system that speaks %j gets %s', (languages, language) => {
  expect(tongueOf('system', { languages, locale: 'de-AT' }).language).toBe(language);
});

test('what was chosen counts for more than what the system speaks', () => {
  expect(tongueOf('en', { languages: ['es-MX'], locale: 'es-MX' }).language).toBe('en');
});

test.each([
  ['es', 'es-MX', 'es-MX'],
  ['en', 'en-GB', 'en-GB'],
  ['en', 'en-US-u-va-posix', 'en-US'],
  // Words in one language, numbers and months as that language writes them in the reader's country.
  ['en', 'de-AT', 'en-AT'],
  ['es', 'en-US', 'es-US'],
  ['es', 'de', 'es-DE'],
  ['es', 'C', 'es'],
  ['es', '', 'es'],
  ['zh', 'zh-CN', 'zh-CN'],
  ['zh', 'zh-SG', 'zh-SG'],
  ['zh', 'zh-TW', 'zh-Hans-TW'],
  ['zh', 'en-US', 'zh-Hans-US'],
  ['zh', 'C', 'zh'],
] as const)('%s on a system of %s writes as %s', (language, system, locale) => {
  expect(tongueOf(language, { languages: [], locale: system }).locale).toBe(locale);
});

test('whatever the system, numbers and months are of the language of the words', () => {
  for (const language of LANGUAGES) {
    for (const system of ['en-US', 'de-AT', 'es-419', 'zh-TW', 'zh-Hans-CN', 'ar-EG', 'tlh', 'POSIX', '']) {
      const { locale } = tongueOf(language, { languages: [system], locale: system });
      const { language: base, script } = new Intl.Locale(locale).maximize();
      expect({ base, script }).toEqual({ base: language, script: new Intl.Locale(language).maximize().script });
      expect(Intl.DateTimeFormat.supportedLocalesOf(locale)).not.toEqual([]);
    }
  }
});

test('what a choice comes to is thought about once', () => {
  const spoken = tonguesOf({ languages: ['es'], locale: 'es-MX' });
  expect(spoken('system')).toEqual({ language: 'es', locale: 'es-MX' });
  expect(spoken('system')).toBe(spoken('system'));
  expect(spoken('en')).toEqual({ language: 'en', locale: 'en-MX' });
});
