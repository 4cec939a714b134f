import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../src/shared/settings.ts';
import { troubles } from '../src/shared/words/en/troubles.ts';
import { window as windowWords } from '../src/shared/words/en/window.ts';

const en = { window: windowWords, troubles };

/** The part of a language's catalogue that the page itself says; alerts come rendered over the bridge. */
export type Words = typeof en;
export type WindowWords = Words['window'];

export const WORDS: Record<Language, Words> = { en };

const Context = createContext<Words>(en);

/** Gives everything below the words of one language. */
export const WordsProvider = Context.Provider;

export function useWords(): WindowWords {
  return useContext(Context).window;
}

export function useTroubleWords(): Words['troubles'] {
  return useContext(Context).troubles;
}
