import type { JSX } from 'preact';
import { useWords, useWordsOf } from '../words.ts';

/** That an entry is unread: a dot, and a word for who does not see it. */
export function UnreadMark(): JSX.Element {
  const { unread } = useWordsOf('stories').story;
  const { marks } = useWords();
  return (
    <span class="story-unread">
      <span class="unseen">
        {unread}
        {marks.comma}
      </span>
    </span>
  );
}
