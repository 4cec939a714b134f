import { useState } from 'preact/hooks';
import type { Cursor } from '../../src/shared/inbox.ts';
import type { Story } from '../../src/shared/story.ts';
import { useModel } from '../model.ts';
import { withNewest, withOlder } from './pages.ts';
import type { Pages } from './pages.ts';
import { type Status, useFollowing } from './use-following.ts';

export const PAGE = 50;

export interface Reading {
  status: Status;
  pages: Pages | undefined;
  /** Reads what was before. */
  earlier: () => void;
}

/** Reads a story and follows it as the journal changes. `ask` is for one story all along; what is shown stays when it cannot be read again. */
export function useStory(ask: (before: Cursor | undefined) => Promise<Story | null>): Reading {
  const { attempt } = useModel();
  const [pages, setPages] = useState<Pages | undefined>(undefined);
  const { status } = useFollowing(async (isNewest) => {
    const story = await ask(undefined);
    if (story === null) return 'gone';
    if (isNewest()) setPages((known) => withNewest(known, story));
    return 'ready';
  });

  async function readEarlier(before: Cursor): Promise<void> {
    await attempt(async () => {
      const story = await ask(before);
      // Asked for twice, it is there once: the place that it was asked for is not the end any more.
      if (story !== null) setPages((known) => (known?.next === undefined || known.next.id !== before.id ? known : withOlder(known, story)));
    });
  }

  return {
    status,
    pages,
    earlier() {
      if (pages?.next !== undefined) void readEarlier(pages.next);
    },
  };
}
