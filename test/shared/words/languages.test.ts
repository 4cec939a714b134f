import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';

type Leaf = string | Telling;

/** Every text and every function of a catalogue, by its path. */
function leavesOf(value: unknown, path = ''): [string, Leaf][] {
  if (typeof value === 'string' || typeof value === 'function') return [[path, value as Leaf]];
  return Object.entries(value as object).flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
}

const english = new Map(leavesOf(CATALOGUES.en));
const others = LANGUAGES.filter((language) => language !== 'en');

/** Names, and words that are the same in the other language. Key caps, commands and schemes have no letters of a language. */
const SAME = {
  es: new Set([
    ...['Tradebell', 'OpenBazaar', 'OmiseGO eWallet', 'eWallet', 'acapy-cloud', 'Doshii', 'Waypoint', 'NATS', 'HTTP', 'SOCKS5 (Tor)', 'JSON'],
    ...['Token', 'Cookie', 'cookie', 'App', 'ID', 'Total', 'Admin', 'Tenant', 'Tenant admin', 'Governance', 'Proxy', 'Chats', 'Normal', 'Ctrl'],
    ...['English', 'Español', '简体中文'],
  ]),
  zh: new Set([
    ...['Tradebell', 'OpenBazaar', 'OmiseGO eWallet', 'eWallet', 'acapy-cloud', 'Doshii', 'Waypoint', 'Cookie', 'Peer ID', 'ID', 'HTTP', 'JSON'],
    ...['Home', 'Enter', 'Shift', 'Ctrl', 'Del', 'PgDn', 'PgUp'],
    ...['English', 'Español', '简体中文'],
  ]),
} as const;

/** Without a word to translate: a key cap, an address, a command. */
const isWordless = (text: string): boolean => !/\p{L}{2}/u.test(text) || /^[a-z]+:\/\/$/.test(text) || text.startsWith('openssl ') || text === 'Esc';

/** What is said with these things given: each is told apart from every word of ours. */
const GIVEN: readonly ((at: number) => unknown)[] = [(at) => `Xgiven${at}`, (at) => at + 2, (at) => [`Xgiven${at}`, `Xother${at}`], () => undefined];

type Telling = (...given: unknown[]) => unknown;

/** The first kind of thing that both functions can be given; of objects, such as an alert’s facts, whole.test.ts knows. */
function givenTo(leaf: Telling, theirs: Telling): unknown[] {
  for (const make of GIVEN) {
    const given = Array.from({ length: leaf.length }, (_, at) => make(at));
    if ([leaf, theirs].every((one) => isWhole(tried(() => one(...given))))) return given;
  }
  throw new Error(`Nothing was found that this can be given: ${String(leaf)}`);
}

const isWhole = (said: unknown): said is string => typeof said === 'string' && !/NaN|undefined/.test(said);

function tried<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}

/** Said of an alert's facts, by category, or of several things of several kinds: whole.test.ts and say.test.ts say them all. */
const OF_FACTS = /^alerts\.(say\.|refuted$|hidden$|digest$|first$|history\..*\.learned$)/;

describe.each(others)('%s', (language) => {
  const words = new Map(leavesOf(CATALOGUES[language]));

  test('has all that English has, each text a text and each function a function of as much', () => {
    const shape = (leaves: ReadonlyMap<string, Leaf>) =>
      Object.fromEntries([...leaves].map(([path, leaf]) => [path, typeof leaf === 'string' ? 'text' : `function of ${leaf.length}`]));
    expect(shape(words)).toEqual(shape(english));
  });

  test('leaves nothing empty, and nothing in English', () => {
    const left = [...words].filter(([path, leaf]) => {
      if (typeof leaf !== 'string') return false;
      return leaf.trim() === '' || (leaf === english.get(path) && !isWordless(leaf) && !SAME[language].has(leaf));
    });
    expect(left).toEqual([]);
    const sentences = [...words.values()].filter((leaf) => typeof leaf === 'string');
    expect(sentences.filter((text) => /\b(the|your|with|and|this|from|was|is not)\b/i.test(text))).toEqual([]);
  });

  test('says all that it is given, wherever English does, and as a whole', () => {
    const functions = [...english].filter(([path, leaf]) => typeof leaf === 'function' && !OF_FACTS.test(path));
    expect(functions.length).toBeGreaterThan(60);
    for (const [path, leaf] of functions) {
      const theirs = words.get(path);
      if (typeof leaf !== 'function' || typeof theirs !== 'function') throw new Error(`${path} is no function.`);
      const given = givenTo(leaf, theirs);
      const [ours, there] = [String(leaf(...given)), String(theirs(...given))];
      const missing = (said: string) => given.flat().filter((each) => !said.toLowerCase().includes(String(each).toLowerCase()));
      expect({ path, missing: missing(there) }).toEqual({ path, missing: missing(ours) });
      expect({ path, there }).toEqual({ path, there: expect.not.stringMatching(/ {2}| [.,]|“”|\(\)|\bthe\b|\bof\b/) });
    }
  });

  test('ends a sentence where English does, and begins it with a capital where it has any', () => {
    const ends = (text: string): boolean => /[.!?…。！？][”")）]?$/.test(text);
    // Not those of `API key`, which has its capitals anywhere.
    const begins = (text: string): boolean => /^[¿¡“]?\p{Lu}(?!\p{Lu})/u.test(text);
    const texts = [...words].flatMap(([path, leaf]) => {
      const ours = english.get(path);
      return typeof leaf === 'string' && typeof ours === 'string' ? [[path, leaf, ours] as const] : [];
    });
    expect(texts.filter(([, text, ours]) => ends(text) !== ends(ours)).map(([path]) => path)).toEqual([]);
    const small = texts.filter(([, text, ours]) => begins(ours) && /^[¿¡“]?\p{Ll}/u.test(text) && !text.startsWith('acapy-cloud'));
    expect(small).toEqual([]);
  });
});
