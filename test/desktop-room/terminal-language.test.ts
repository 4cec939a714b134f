import { expect, test } from 'vitest';
import { terminalLanguage } from '../../src/desktop/terminal-language.ts';

test('a terminal is spoken to in its own language, and in English where there are no words in it', () => {
  expect(terminalLanguage({ LANG: 'es_MX.UTF-8' })).toBe('es');
  expect(terminalLanguage({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
  expect(terminalLanguage({ LANG: 'zh_TW.UTF-8' })).toBe('en');
  expect(terminalLanguage({ LANG: 'de_DE@euro' })).toBe('en');
  expect(terminalLanguage({ LANG: '' })).toBe('en');
  expect(terminalLanguage({})).toBe('en');
});

test('what is said last in the order of gettext counts least', () => {
  expect(terminalLanguage({ LC_ALL: 'es_ES', LC_MESSAGES: 'zh_CN', LANG: 'en_US' })).toBe('es');
  expect(terminalLanguage({ LC_MESSAGES: 'zh_CN', LANG: 'es_ES' })).toBe('zh');
  expect(terminalLanguage({ LANGUAGE: 'de:es:en', LANG: 'en_GB.UTF-8' })).toBe('es');
  expect(terminalLanguage({ LANGUAGE: 'es', LC_ALL: 'C.UTF-8' })).toBe('en');
});
