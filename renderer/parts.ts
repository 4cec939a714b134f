import type { Language } from '../src/shared/settings.ts';
import type { TroubleWords } from './trouble-words.ts';
import { later } from './ui/later.tsx';
import { part } from './ui/part.tsx';

/** What opens in the inbox or over the window now and then, loaded apart from it. */
export const PARTS = {
  chats: later(async () => (await import('./opened-later.ts')).Chats),
  story: part(async () => (await import('./opened-later.ts')).WholeStory),
  snooze: part(async () => (await import('./opened-later.ts')).SnoozeDialog),
  trouble: part(async () => (await import('./opened-later.ts')).TroubleText),
  keys: part(async () => (await import('./ui/key-list.tsx')).KeyList),
  menu: part(async () => {
    // The menu that is asked for most comes with it.
    const [{ MenuBox }] = await Promise.all([import('./ui/menu-box.tsx'), import('./inbox/line-menu.ts')]);
    return MenuBox;
  }),
} as const;

/** What can be wrong, in words, for what says it outside of a view. */
export async function troubleWords(language: Language): Promise<TroubleWords> {
  return (await import('./opened-later.ts')).TROUBLE_WORDS[language];
}
