import { useEffect, useRef, useState } from 'preact/hooks';
import { useModel } from '../model.ts';

/** `gone`: what was to be read is not there any more. */
export type Status = 'reading' | 'ready' | 'failed' | 'gone';

/**
 * Reads at once, and again whenever the journal changes. `read` keeps what it found, if it `isNewest` still: an answer to an older look is out of
 * date. What is shown stays when it cannot be read again.
 */
export function useFollowing(read: (isNewest: () => boolean) => Promise<'ready' | 'gone'>): { status: Status; again: () => void } {
  const { bridge, attempt } = useModel();
  const [status, setStatus] = useState<Status>('reading');
  const look = useRef(0);

  async function again(): Promise<void> {
    look.current += 1;
    const mine = look.current;
    const isNewest = (): boolean => mine === look.current;
    const done = await attempt(async () => {
      const found = await read(isNewest);
      if (isNewest()) setStatus(found);
    });
    if (!done && isNewest()) setStatus((was) => (was === 'ready' ? was : 'failed'));
  }

  useEffect(() => {
    void again();
    const stop = bridge.on('journal.changed', () => void again());
    return () => {
      stop();
      look.current += 1;
    };
  }, [bridge]);

  return { status, again: () => void again() };
}
