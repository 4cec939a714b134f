import type { Language } from '../../src/shared/settings.ts';
import { certificate, form } from '../../src/shared/words/en/window-form.ts';
import { paste } from '../../src/shared/words/en/window-paste.ts';
import { useModel } from '../model.ts';

const en = { form, certificate, paste };

/** What only the form of a connection says: apart from the other words, so that the inbox need not wait for it. */
export type FormWords = typeof en;

export const FORM_WORDS: Record<Language, FormWords> = { en };

export function useFormWords(): FormWords {
  return FORM_WORDS[useModel().settings.value?.language ?? 'en'];
}
