import { later } from './ui/later.tsx';

/** Where most never go after the first day, so that the inbox need not wait for their scripts. */
export const PLACES = {
  connections: later(async () => (await import('./connections/connections.tsx')).Connections),
  settings: later(async () => (await import('./settings/settings.tsx')).Settings),
} as const;
