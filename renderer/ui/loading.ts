import type { Speech } from '../speech.ts';
import type { Topic } from '../vocabulary.ts';

/** Something of the window that is loaded apart from what it begins with: its script, and what only this says. */
export interface Loading<V> {
  /** What was loaded before. */
  now(): V | undefined;
  /** Loads what is not there yet. */
  get(speech: Speech): Promise<V>;
  /** Loads it beforehand. Never rejects: that it could not be loaded is said where it is opened. */
  prepare(speech: Speech): Promise<void>;
}

/** `load` imports the script; `topics`: the words that it says. One that failed stays so as long as the page lives: Chromium remembers. */
export function loading<V>(topics: readonly Topic[], load: () => Promise<V>): Loading<V> {
  let loaded: V | undefined;
  const get = async (speech: Speech): Promise<V> => {
    const [view] = await Promise.all([loaded ?? load(), ...topics.map(speech.learn)]);
    return (loaded = view);
  };
  return {
    now: () => loaded,
    get,
    prepare: async (speech) => void (await get(speech).catch(reportError)),
  };
}
