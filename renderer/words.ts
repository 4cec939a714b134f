import { useModel } from './model.ts';
import type { Topic, WordsOf } from './vocabulary.ts';

export type { WordsOf } from './vocabulary.ts';
export type WindowWords = WordsOf<'window'>;

/** What the window says from the start. */
export function useWords(): WindowWords {
  return useWordsOf('window');
}

/** What one part of the window says: loaded with its script (ui/part.tsx, ui/later.tsx). */
export function useWordsOf<T extends Topic>(topic: T): WordsOf<T> {
  const words = useModel().speech.words(topic).value;
  if (words === undefined) throw new Error(`Nobody loaded the words of “${topic}”.`);
  return words;
}
