import type { Model } from '../model.ts';
import type { Menu } from '../ui/menu.ts';
import type { WindowWords } from '../words.ts';

/** Which line, where its menu stands, and what gets the focus back. */
export interface Asked {
  id: number;
  at: Menu['at'];
  back: HTMLElement | undefined;
}

/** Shows what can be done with a line; the script for it is loaded with the first menu, or before in idle time. */
export function showLineMenu(model: Model, words: WindowWords, asked: Asked): void {
  void model.attempt(async () => {
    const { openLineMenu } = await import('./line-menu.ts');
    await openLineMenu(model, words, asked);
  });
}
