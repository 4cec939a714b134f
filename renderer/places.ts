import type { JSX } from 'preact';
import { laterPart } from './ui/later-part.tsx';
import { later } from './ui/later.tsx';

/** Where most never go after the first day, so that the inbox need not wait for their scripts and styles. */
export const PLACES = {
  welcome: later(() => styled(async () => (await import('./welcome/welcome.tsx')).Welcome)),
  connections: later(() => styled(async () => (await import('./connections/connections.tsx')).Connections)),
  settings: later(() => styled(async () => (await import('./settings/settings.tsx')).Settings)),
} as const;

async function styled(load: () => Promise<() => JSX.Element>): Promise<() => JSX.Element> {
  const [view, { adoptLater }] = await Promise.all([load(), import('./styles/later.ts')]);
  adoptLater(document);
  return view;
}

/** What opens over the window. */
export const PARTS = {
  keys: laterPart(async () => (await import('./ui/key-list.tsx')).KeyList),
  menu: laterPart(async () => {
    // The menu that is asked for most comes with it.
    const [{ MenuBox }] = await Promise.all([import('./ui/menu-box.tsx'), import('./inbox/line-menu.ts')]);
    return MenuBox;
  }),
} as const;
