/** Words of a text, folded as people compare them: without case, diacritics and width. Marks that carry meaning (Indic vowels) stay. */
export function wordsOf(text: string): string[] {
  return [...new Set(folded(text).match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? [])];
}

const folded = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '');
const ENDS_IN_WORD = /[\p{L}\p{N}\p{M}\p{Co}]$/u;

/** Beyond this many words a search is not made narrower. */
const MAX_WORDS = 12;

/** What the user looks for; empty where the text holds no word. */
export function searchedWords(search: string): string[] {
  return wordsOf(search).slice(0, MAX_WORDS);
}

/** Whether each wanted word begins a word of the text: what the index answers, for what is not in it yet. */
export function matches(text: string, wanted: readonly string[]): boolean {
  const within = folded(text);
  return wanted.every((start) => {
    for (let at = within.indexOf(start); at >= 0; at = within.indexOf(start, at + 1)) {
      // A letter may be two units long.
      if (!ENDS_IN_WORD.test(within.slice(Math.max(0, at - 2), at))) return true;
    }
    return false;
  });
}

/** A facet's value as one word of the index, whatever it holds. */
export function facet(name: 'category' | 'connection', value: string): string {
  return `${name}${Buffer.from(value).toString('hex')}`;
}

/**
 * The question to the index. Words hold letters, digits and marks only, so nothing the user types is taken for syntax. The index takes
 * every non-ASCII character for a letter (tokenizer `ascii`); since words come folded and split already, each is one token there.
 */
export function matchExpression(words: readonly string[], facets: readonly string[]): string {
  return [...words.map((word) => `words : "${word}" *`), ...facets.map((value) => `facets : "${value}"`)].join(' AND ');
}
