import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cursor } from '../../src/shared/inbox.ts';
import type { Story } from '../../src/shared/story.ts';
import { useModel } from '../model.ts';
import { withNewest, withOlder } from './pages.ts';
import type { Pages } from './pages.ts';

export const PAGE = 50;

export interface Reading {
  status: 'reading' | 'ready' | 'failed' | 'gone';
  pages: Pages | undefined;
  /** Reads what was before. */
  earlier: () => void;
}

/** Reads a story and follows it as the journal changes. `ask` is for one story all along; what is shown stays when it cannot be read again. */
export function useStory(ask: (before: Cursor | undefined) => Promise<Story | null>): Reading {
  const { bridge, attempt } = useModel();
  const [pages, setPages] = useState<Pages | undefined>(undefined);
  const [status, setStatus] = useState<Reading['status']>('reading');
  /** The newest look: an answer to an older one is out of date. */
  const look = useRef(0);

  async function read(): Promise<void> {
    look.current += 1;
    const mine = look.current;
    const done = await attempt(async () => {
      const story = await ask(undefined);
      if (mine !== look.current) return;
      if (story !== null) setPages((known) => withNewest(known, story));
      setStatus(story === null ? 'gone' : 'ready');
    });
    if (!done && mine === look.current) setStatus((was) => (was === 'ready' ? was : 'failed'));
  }

  async function readEarlier(before: Cursor): Promise<void> {
    await attempt(async () => {
      const story = await ask(before);
      // Asked for twice, it is there once: the place that it was asked for is not the end any more.
      if (story !== null) setPages((known) => (known?.next === undefined || known.next.id !== before.id ? known : withOlder(known, story)));
    });
  }

  useEffect(() => {
    void read();
    const stop = bridge.on('journal.changed', () => void read());
    return () => {
      stop();
      look.current += 1;
    };
  }, [bridge]);

  return {
    status,
    pages,
    earlier() {
      if (pages?.next !== undefined) void readEarlier(pages.next);
    },
  };
}
