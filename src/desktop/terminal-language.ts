import type { Language } from '../shared/languages.ts';
import { tongueOf } from '../shared/words/language.ts';

/**
 * The language of what is said in a terminal: by the environment, as gettext reads it, for nothing else is known before the app is ready.
 * English where it names none that there are words in.
 */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = plain(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'C');
  // Who asked for no language is not to be spoken to in one of the list.
  const wanted = locale === 'C' || locale === 'POSIX' ? [] : [...(env['LANGUAGE'] ?? '').split(':').map(plain), locale];
  return tongueOf('system', { languages: wanted.filter((tag) => tag !== ''), locale }).language;
}

/** `es_MX` of `es_MX.UTF-8@euro`. */
function plain(locale: string): string {
  return locale.replace(/[.@].*$/, '');
}
