import { batch, effect, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Language } from '../src/shared/languages.ts';
import type { Tongue } from '../src/shared/words/language.ts';
import { FIRST_TOPICS, readWords } from './vocabulary.ts';
import type { Topic, WordsOf } from './vocabulary.ts';

/** What the page says, and how it writes dates and numbers: of one language at any moment. */
export interface Speech {
  /** In which it speaks. Undefined until the first words are there. */
  readonly tongue: ReadonlySignal<Tongue | undefined>;
  /** The words of a topic: undefined until they were learned. */
  words<T extends Topic>(topic: T): ReadonlySignal<WordsOf<T> | undefined>;
  /** Loads the words of a topic in the language of the moment, once there is one. They stay, and change with the language. */
  learn<T extends Topic>(topic: T): Promise<WordsOf<T>>;
}

type Read = <T extends Topic>(topic: T, language: Language) => Promise<WordsOf<T>>;

const FALLBACK: Tongue = { language: 'en', locale: 'en' };

/**
 * Speaks as `wanted` says. Another language is spoken once all that was learned is there in it, everything at once: until then, and where some
 * of it cannot be read, what is shown stays as it is. Where nothing is shown yet, English stands in.
 */
export function createSpeech(wanted: ReadonlySignal<Tongue | undefined>, read: Read = readWords): Speech {
  const tongue = signal<Tongue | undefined>(undefined);
  const learned = new Set<Topic>();
  const said = new Map<Topic, Signal<unknown>>();

  function words<T extends Topic>(topic: T): Signal<WordsOf<T> | undefined> {
    const there = said.get(topic) ?? signal(undefined);
    said.set(topic, there);
    return there as Signal<WordsOf<T> | undefined>;
  }

  async function speak(next: Tongue, isWanted: () => boolean): Promise<void> {
    const topics = learned.size === 0 ? FIRST_TOPICS : [...learned];
    const all = await Promise.all(topics.map(async (topic) => [topic, await read(topic, next.language)] as const));
    if (!isWanted()) return;
    // Something was learned meanwhile, in the language that is left now.
    if (learned.size > topics.length) return speak(next, isWanted);
    batch(() => {
      for (const [topic, those] of all) {
        learned.add(topic);
        words(topic).value = those;
      }
      tongue.value = next;
    });
  }

  async function learn<T extends Topic>(topic: T): Promise<WordsOf<T>> {
    const { language } = tongue.peek() ?? (await firstOf(tongue));
    const there = words(topic).peek();
    if (there !== undefined) return there;
    const those = await read(topic, language);
    if (tongue.peek()?.language !== language) return learn(topic);
    learned.add(topic);
    words(topic).value = those;
    return those;
  }

  effect(() => {
    const next = wanted.value;
    if (next === undefined) return;
    speak(next, () => wanted.peek() === next).catch((error: unknown) => {
      reportError(error);
      if (tongue.peek() === undefined) speak(FALLBACK, () => tongue.peek() === undefined).catch(reportError);
    });
  });
  return { tongue, words, learn };
}

function firstOf<T>(of: ReadonlySignal<T | undefined>): Promise<T> {
  return new Promise((resolve) => {
    const stop = of.subscribe((value) => {
      if (value === undefined) return;
      resolve(value);
      queueMicrotask(() => stop());
    });
  });
}
