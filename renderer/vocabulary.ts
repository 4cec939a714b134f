import type { Language } from '../src/shared/languages.ts';
import type { Catalogue } from '../src/shared/words/catalogue.ts';
import type { troubles } from '../src/shared/words/en/troubles.ts';
import type { aboutSettings } from '../src/shared/words/en/window-about.ts';
import type { connections } from '../src/shared/words/en/window-connections.ts';
import type { dataSettings } from '../src/shared/words/en/window-data.ts';
import type { deliverySettings } from '../src/shared/words/en/window-delivery.ts';
import type * as form from '../src/shared/words/en/window-form.ts';
import type { keyGroups } from '../src/shared/words/en/window-keys.ts';
import type { paste } from '../src/shared/words/en/window-paste.ts';
import type { quiet } from '../src/shared/words/en/window-quiet.ts';
import type { settings } from '../src/shared/words/en/window-settings.ts';
import type { stories } from '../src/shared/words/en/window-stories.ts';
import type * as welcome from '../src/shared/words/en/window-welcome.ts';
import type { window } from '../src/shared/words/en/window.ts';
import type { Wide } from '../src/shared/words/wide.ts';

/** English's words by what says them, with any texts in the place of its own: another language that lacks one does not compile. */
export interface Vocabulary {
  window: Wide<typeof window>;
  quiet: Wide<typeof quiet>;
  troubles: Wide<typeof troubles>;
  connections: Wide<typeof connections>;
  form: Wide<typeof form>;
  keys: Wide<typeof keyGroups>;
  paste: Wide<typeof paste>;
  settings: Wide<typeof settings>;
  delivery: Wide<typeof deliverySettings>;
  data: Wide<typeof dataSettings>;
  about: Wide<typeof aboutSettings>;
  stories: Wide<typeof stories>;
  welcome: Wide<typeof welcome>;
  /** Of invented alerts, which the page puts into words by itself. */
  alerts: Catalogue['alerts'];
}

/** A part of what the page says. */
export type Topic = keyof Vocabulary;
export type WordsOf<T extends Topic> = Vocabulary[T];

/** How the words of each topic are read, in each language. */
export type Readers = { readonly [T in Topic]: Readonly<Record<Language, () => Promise<WordsOf<T>>>> };

/** Without these the page shows nothing. */
export const FIRST_TOPICS = ['window', 'quiet'] as const satisfies readonly Topic[];
export type FirstTopic = (typeof FIRST_TOPICS)[number];

/**
 * Each topic is a chunk of its own in each language: a part of the window loads its own with its script, in the language of the moment, and
 * another language is read only when it is chosen. Alerts come in words over the bridge. The other topics' are in vocabulary-later.ts.
 */
const FIRST_READERS = {
  window: {
    en: async () => (await import('../src/shared/words/en/window.ts')).window,
    es: async () => (await import('../src/shared/words/es/window.ts')).window,
    zh: async () => (await import('../src/shared/words/zh/window.ts')).window,
  },
  quiet: {
    en: async () => (await import('../src/shared/words/en/window-quiet.ts')).quiet,
    es: async () => (await import('../src/shared/words/es/window-quiet.ts')).quiet,
    zh: async () => (await import('../src/shared/words/zh/window-quiet.ts')).quiet,
  },
} satisfies Pick<Readers, FirstTopic>;

/** Reads the words of one topic in one language. */
export async function readWords<T extends Topic>(topic: T, language: Language): Promise<WordsOf<T>> {
  const readers: Partial<Readers> = topic in FIRST_READERS ? FIRST_READERS : (await import('./vocabulary-later.ts')).LATER_READERS;
  const reader = readers[topic];
  if (reader === undefined) throw new Error(`Nobody knows where the words of “${topic}” are.`);
  return reader[language]();
}
