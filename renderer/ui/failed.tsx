import type { JSX } from 'preact';
import { useWords } from '../words.ts';
import { Empty } from './empty.tsx';

/** Says that what belongs here could not be read, and offers to try again. */
export function Failed({ onAgain }: { onAgain: () => void }): JSX.Element {
  const words = useWords();
  return (
    <Empty glyph="warning" title={words.notRead} text={words.notReadHelp}>
      <button type="button" class="button" onClick={onAgain}>
        {words.tryAgain}
      </button>
    </Empty>
  );
}
