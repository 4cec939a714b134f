/** Written without spaces between words: Chinese, and what Japanese has beside it. Hangul has spaces, and is found by the beginnings of its words. */
const UNSPACED = /([\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]+)/u;

/** Runs of letters and digits, folded as people compare them: without case, diacritics and width. Marks that carry meaning (Indic vowels) stay. */
function runsOf(text: string): string[] {
  const plain = folded(text);
  const runs = new Set(plain.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []);
  if (!UNSPACED.test(plain)) return [...runs];
  return [...new Set([...runs].flatMap((run) => run.split(UNSPACED).filter((part) => part !== '')))];
}

/**
 * Words of a text, as the index holds them. Where there are no spaces nobody knows where a word begins: each character and its next one stand
 * for it, and the last by itself, so that any part is found.
 */
export function wordsOf(text: string): string[] {
  const runs = runsOf(text);
  if (!runs.some(isUnspaced)) return runs;
  return [...new Set(runs.flatMap((run) => (isUnspaced(run) ? [...pairsOf(run), [...run].at(-1) ?? ''] : [run])))];
}

/** Of a run, which is all of one kind. */
const isUnspaced = (run: string): boolean => run.charCodeAt(0) > 0x7f && UNSPACED.test(run);

function pairsOf(run: string): string[] {
  const signs = [...run];
  return signs.slice(1).map((sign, at) => `${signs[at] ?? ''}${sign}`);
}

/** The beginnings of words that a wanted one is found by: all of them are in the text. */
function startsOf(wanted: string): string[] {
  const pairs = isUnspaced(wanted) ? [...new Set(pairsOf(wanted))].slice(0, MAX_WORDS) : [];
  return pairs.length === 0 ? [wanted] : pairs;
}

const folded = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '');
const ENDS_IN_WORD = /[\p{L}\p{N}\p{M}\p{Co}]$/u;
const ENDS_UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]$/u;

function beginsWord(text: string, at: number): boolean {
  // A letter may be two units long.
  const before = text.slice(Math.max(0, at - 2), at);
  return !ENDS_IN_WORD.test(before) || ENDS_UNSPACED.test(before);
}

/** Beyond this many words a search is not made narrower. */
const MAX_WORDS = 12;

/** What the user looks for; empty where the text holds no word. */
export function searchedWords(search: string): string[] {
  return runsOf(search).slice(0, MAX_WORDS);
}

/** Whether each wanted word begins a word of the text, or is a part of it where words have no beginning: what the index answers, for what is not in it yet. */
export function matches(text: string, wanted: readonly string[]): boolean {
  const within = folded(text);
  return wanted.flatMap(startsOf).every((start) => {
    for (let at = within.indexOf(start); at >= 0; at = within.indexOf(start, at + 1)) {
      if (isUnspaced(start) || beginsWord(within, at)) return true;
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
 * every non-ASCII character for a letter (tokenizer `ascii`); since words come folded and split already, each is one token there. A run
 * without spaces is asked for as a whole too: so it stands in an index that was written before it was split.
 */
export function matchExpression(words: readonly string[], facets: readonly string[]): string {
  const starting = (word: string): string => `words : "${word}" *`;
  const wanted = words.map((word) => {
    const starts = startsOf(word);
    const all = starts.map(starting).join(' AND ');
    return starts.length === 1 ? all : `((${all}) OR ${starting(word)})`;
  });
  return [...wanted, ...facets.map((value) => `facets : "${value}"`)].join(' AND ');
}
