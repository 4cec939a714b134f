import { later } from './ui/later.tsx';
import { part } from './ui/part.tsx';

/** What opens in the inbox or over the window now and then, loaded apart from it. */
export const PARTS = {
  chats: later(['stories'], async () => (await import('./opened-later.ts')).Chats),
  story: part(['stories'], async () => (await import('./opened-later.ts')).WholeStory),
  snooze: part(['delivery'], async () => (await import('./opened-later.ts')).SnoozeDialog),
  trouble: part(['troubles'], async () => (await import('./opened-later.ts')).TroubleText),
  keys: part(['keys'], async () => (await import('./ui/key-list.tsx')).KeyList),
  menu: part([], async () => {
    // The menu that is asked for most comes with it.
    const [{ MenuBox }] = await Promise.all([import('./ui/menu-box.tsx'), import('./inbox/line-menu.ts')]);
    return MenuBox;
  }),
} as const;
