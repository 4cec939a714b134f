import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../src/shared/settings.ts';
import { quiet } from '../src/shared/words/en/window-quiet.ts';
import { window as windowWords } from '../src/shared/words/en/window.ts';

const en = { window: windowWords, quiet };

/** The part of a language's catalogue that the page itself says; alerts come rendered over the bridge. */
export type Words = typeof en;
export type WindowWords = Words['window'];
export type QuietWords = Words['quiet'];

export const WORDS: Record<Language, Words> = { en };

const Context = createContext<Words>(en);

/** Gives everything below the words of one language. */
export const WordsProvider = Context.Provider;

export function useWords(): WindowWords {
  return useContext(Context).window;
}

/** Of being quiet, of snoozing and removing. */
export function useQuietWords(): QuietWords {
  return useContext(Context).quiet;
}
