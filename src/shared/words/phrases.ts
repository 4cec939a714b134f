import type { Language } from '../languages.ts';

/** How words become sentences, by language. */
export interface Phrases {
  /** With a capital letter in front, where the language has any. */
  upper(text: string): string;
  /** `a, b, and c`. */
  list(parts: readonly string[]): string;
  /** With a stop at its end: somebody else's text need not have one. */
  stopped(text: string): string;
  /** As a sentence of its own. */
  sentence(text: string): string;
  /** Sentences one after the other, without those that there are no words for. */
  paragraph(...sentences: readonly (string | undefined)[]): string;
}

/** A stop, maybe within quotes or brackets, as any language that we speak ends a sentence. */
const STOPPED = /[.!?…。！？][\])"”’»」』）]*$/u;

/** `stop` ends a sentence; `gap` stands between two. */
export function phrasesOf(language: Language, { stop, gap }: { stop: string; gap: string }): Phrases {
  const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const stopped = (text: string): string => (STOPPED.test(text) ? text : text + stop);
  const formats: { list?: Intl.ListFormat } = {};
  return {
    upper,
    list: (parts) => (formats.list ??= new Intl.ListFormat(language, { type: 'conjunction' })).format(parts),
    stopped,
    sentence: (text) => stopped(upper(text)),
    paragraph: (...sentences) => sentences.filter((one) => one !== undefined && one !== '').join(gap),
  };
}
