import { type Language, type LanguageChoice, LANGUAGES } from '../languages.ts';

/** The language of the words, and how its numbers and times are written. */
export interface Tongue {
  language: Language;
  /** BCP 47, of that language always: `en-GB`, `es-MX`. */
  locale: string;
}

/** What the system says of its user. */
export interface SystemLocale {
  /** Languages that the user reads, best first, as BCP 47 tags. */
  languages: readonly string[];
  /** Where dates and numbers are to be written as they are at home: `de-AT`. */
  locale: string;
}

const FALLBACK: Language = 'en';

/** What to speak: as chosen, else the first of the system's languages that there are words in, else English. */
export function tongueOf(choice: LanguageChoice, system: SystemLocale): Tongue {
  const language = choice === 'system' ? languageOf(system.languages) : choice;
  return { language, locale: localeOf(language, system.locale) };
}

/** As `tongueOf`, for one system, each choice thought about once: it is asked for with every alert. */
export function tonguesOf(system: SystemLocale): (choice: LanguageChoice) => Tongue {
  const known = new Map<LanguageChoice, Tongue>();
  return (choice) => {
    const tongue = known.get(choice) ?? tongueOf(choice, system);
    known.set(choice, tongue);
    return tongue;
  };
}

function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => isReadAs(language, tag));
    if (found !== undefined) return found;
  }
  return FALLBACK;
}

/**
 * The system's own locale where it is of this language. Else this language as it is written in the system's country: words in one language
 * and months in another would be neither.
 */
function localeOf(language: Language, system: string): string {
  const there = parsed(system);
  if (there === undefined) return language;
  const region = isReadAs(language, system) ? there.region : there.maximize().region;
  if (region === undefined) return language;
  const plain = `${language}-${region}`;
  // Chinese is written in traditional characters in most countries, unless told otherwise.
  return isReadAs(language, plain) ? plain : `${language}-${new Intl.Locale(language).maximize().script}-${region}`;
}

/** Of one language and script: who reads Chinese in traditional characters has not asked for simplified ones. */
function isReadAs(language: Language, tag: string): boolean {
  const [ours, theirs] = [new Intl.Locale(language).maximize(), parsed(tag)?.maximize()];
  return ours.language === theirs?.language && ours.script === theirs.script;
}

/** A system may name what is no language, as in `C` or `POSIX`. */
function parsed(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
}
