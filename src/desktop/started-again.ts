import { isDeepLink } from './deep-links.ts';

/** Arguments of a start that follows an update: as before, but somebody waits to see it, and links have been followed. */
export function startedAgain(args: readonly string[]): string[] {
  return [...args.filter((arg) => arg !== '--hidden' && arg !== '--show' && !isDeepLink(arg)), '--show'];
}
