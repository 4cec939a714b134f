import type { WordsOf } from '../../words.ts';
import type { Choice } from './pieces.ts';

/** What each piece is called, each once. */
export function sayPieces({ pieces }: Choice, words: WordsOf<'paste'>): string[] {
  const names = pieces.map(({ of, is }) => {
    const table: Readonly<Record<string, string>> = words.pieces[of];
    return table[is] ?? is;
  });
  return [...new Set(names)];
}
