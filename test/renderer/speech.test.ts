import { effect, signal } from '@preact/signals';
import { expect, onTestFinished, test } from 'vitest';
import { createSpeech } from '../../renderer/speech.ts';
import type { Topic, WordsOf } from '../../renderer/vocabulary.ts';
import { readWords } from '../../renderer/vocabulary.ts';
import type { Language } from '../../src/shared/languages.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';
import type { Tongue } from '../../src/shared/words/language.ts';

const TONGUES = {
  en: { language: 'en', locale: 'en-GB' },
  es: { language: 'es', locale: 'es-MX' },
  zh: { language: 'zh', locale: 'zh-CN' },
} as const satisfies Record<Language, Tongue>;

type Reading = { topic: Topic; language: Language; come(): void; fail(): void };

/** A speech whose words come when the test says so. */
function setUp(first: Language | undefined) {
  const wanted = signal<Tongue | undefined>(first && TONGUES[first]);
  const readings: Reading[] = [];
  const faults: unknown[] = [];
  const before = globalThis.reportError;
  globalThis.reportError = (error: unknown) => void faults.push(error);
  onTestFinished(() => {
    globalThis.reportError = before;
  });
  const speech = createSpeech(wanted, <T extends Topic>(topic: T, language: Language) => {
    const { promise, come, fail } = later();
    readings.push({ topic, language, come, fail });
    return promise.then(() => wordsIn(language)[topic]);
  });
  /** Lets all words come that have been asked for by now, and what follows from them. */
  const arrive = async (which: (reading: Reading) => boolean = () => true): Promise<void> => {
    for (const reading of readings.filter(which)) reading.come();
    await settled();
  };
  const asked = (): string[] => readings.map(({ topic, language }) => `${topic} ${language}`);
  return { wanted, readings, faults, speech, arrive, asked };
}

function later(): { promise: Promise<void>; come(): void; fail(): void } {
  const ways: { come: () => void; fail: () => void } = { come: () => {}, fail: () => {} };
  const promise = new Promise<void>((resolve, reject) => Object.assign(ways, { come: resolve, fail: () => reject(new Error('no such file')) }));
  return { promise, come: () => ways.come(), fail: () => ways.fail() };
}

/** All that only waits for one another is done by the next turn of the event loop. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('it says nothing before it is known which language, and only the first words then', async () => {
  const { wanted, speech, arrive, asked } = setUp(undefined);
  expect(asked()).toEqual([]);
  wanted.value = TONGUES.es;
  expect(speech.tongue.value).toBeUndefined();
  expect(asked()).toEqual(['window es', 'quiet es']);
  await arrive();
  expect(speech.tongue.value).toEqual(TONGUES.es);
  expect(speech.words('window').value?.places).toEqual(CATALOGUES.es.window.places);
  expect(speech.words('troubles').value).toBeUndefined();
});

test('what is learned comes in the language of the moment, once, and waits for the first words', async () => {
  const { speech, arrive, asked } = setUp('zh');
  const learned = speech.learn('troubles');
  expect(asked()).toEqual(['window zh', 'quiet zh']);
  await arrive();
  await arrive();
  expect(await learned).toBe(CATALOGUES.zh.troubles);
  expect(speech.words('troubles').value).toBe(CATALOGUES.zh.troubles);
  expect(await speech.learn('troubles')).toBe(CATALOGUES.zh.troubles);
  expect(asked()).toEqual(['window zh', 'quiet zh', 'troubles zh']);
});

test('another language is spoken by everything at once, when all of it is there', async () => {
  const { wanted, speech, arrive } = setUp('en');
  await arrive();
  void speech.learn('stories');
  await arrive();
  const seen: string[] = [];
  onTestFinished(
    effect(() => {
      seen.push([speech.tongue.value?.locale, speech.words('window').value?.places.inbox, speech.words('stories').value?.chats.title].join(' | '));
    })
  );
  wanted.value = TONGUES.es;
  await arrive(({ topic }) => topic !== 'stories');
  expect(seen).toHaveLength(1);
  await arrive();
  const { places, stories } = CATALOGUES.es.window;
  expect(seen).toEqual(['en-GB | Inbox | Chats', `es-MX | ${places.inbox} | ${stories.chats.title}`]);
});

test('what is learned while the language changes is never left behind in the other one', async () => {
  const { wanted, speech, arrive } = setUp('en');
  await arrive();
  wanted.value = TONGUES.es;
  const late = speech.learn('paste');
  await arrive(({ topic }) => topic === 'paste');
  expect(speech.words('paste').value).toBe(CATALOGUES.en.window.paste);
  await arrive();
  await arrive();
  expect(speech.words('paste').value).toBe(CATALOGUES.es.window.paste);
  expect(await late).toBeDefined();

  const later = speech.learn('delivery');
  wanted.value = TONGUES.zh;
  await arrive(({ topic }) => topic !== 'delivery');
  expect(speech.tongue.value).toEqual(TONGUES.zh);
  await arrive();
  await arrive();
  expect(await later).toBe(CATALOGUES.zh.window.deliverySettings);
});

test('of two changes the last one counts, whichever words come first', async () => {
  const { wanted, speech, arrive } = setUp('en');
  await arrive();
  wanted.value = TONGUES.es;
  wanted.value = TONGUES.zh;
  await arrive(({ language }) => language === 'zh');
  await arrive();
  expect(speech.tongue.value).toEqual(TONGUES.zh);
  expect(speech.words('quiet').value).toBe(CATALOGUES.zh.window.quiet);
});

test('a language that cannot be read leaves what is shown, or English where nothing is', async () => {
  const shown = setUp('en');
  await shown.arrive();
  shown.wanted.value = TONGUES.es;
  shown.readings.find(({ language }) => language === 'es')?.fail();
  await shown.arrive();
  expect(shown.speech.tongue.value).toEqual(TONGUES.en);
  expect(shown.speech.words('window').value?.places).toEqual(CATALOGUES.en.window.places);
  expect(shown.faults).toHaveLength(1);

  const blank = setUp('es');
  blank.readings[0]?.fail();
  await settled();
  await blank.arrive();
  expect(blank.speech.tongue.value?.language).toBe('en');
  expect(blank.faults).toHaveLength(1);
});

test.each(['en', 'es', 'zh'] as const)('every topic is read in %s as its catalogue has it', async (language) => {
  const all = wordsIn(language);
  for (const topic of Object.keys(all) as Topic[]) expect(all[topic]).toMatchObject(await readWords(topic, language));
});

/** What a language says of each topic. */
function wordsIn(language: Language): { readonly [T in Topic]: WordsOf<T> } {
  const { window, troubles, alerts } = CATALOGUES[language];
  const { connections, quiet, paste, settings, stories, deliverySettings: delivery, dataSettings: data, aboutSettings: about, form, certificate, firstRing, sample, welcome, keyGroups: keys } = window;
  return {
    ...{ about, alerts, connections, window, quiet, troubles, paste, keys, settings, stories, delivery, data },
    form: { form, certificate },
    welcome: { firstRing, sample, welcome },
  };
}
