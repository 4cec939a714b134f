import type { JSX } from 'preact';
import { later } from './ui/later.tsx';

/** Where most never go after the first day, so that the inbox need not wait for their scripts, words and styles. */
export const PLACES = {
  welcome: later(['welcome', 'form', 'paste'], () => styled(async () => (await import('./welcome/welcome.tsx')).Welcome)),
  connections: later(['connections', 'form', 'paste', 'settings', 'delivery', 'troubles', 'welcome'], () =>
    styled(async () => (await import('./connections/connections.tsx')).Connections)
  ),
  settings: later(['settings', 'delivery', 'data', 'about'], () => styled(async () => (await import('./settings/settings.tsx')).Settings)),
} as const;

async function styled(load: () => Promise<() => JSX.Element>): Promise<() => JSX.Element> {
  const [view, { adoptLater }] = await Promise.all([load(), import('./styles/later.ts')]);
  adoptLater(document);
  return view;
}
