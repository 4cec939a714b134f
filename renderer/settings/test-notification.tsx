import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import { useWords, useWordsOf } from '../words.ts';

/** Shows a notification when asked to, and says whether the desktop took it. `of`: whose it is, where there are several such buttons. */
export function TestNotification({ ring, of }: { ring: () => Promise<'shown' | 'failed'>; of?: string }): JSX.Element {
  const words = useWordsOf('settings');
  const { marks } = useWords();
  const { attempt } = useModel();
  const [answer, setAnswer] = useState<'testShown' | 'testFailed' | undefined>(undefined);
  const test = (): Promise<boolean> =>
    attempt(async () => {
      setAnswer((await ring()) === 'shown' ? 'testShown' : 'testFailed');
    });
  return (
    <div>
      <button type="button" class={`button ${of === undefined ? '' : 'small'}`} onClick={() => void test()}>
        {words.test}
        {of !== undefined && (
          <span class="unseen">
            {marks.colon}
            {of}
          </span>
        )}
      </button>
      <p class="soft test-answer" role="status">
        {answer && words[answer]}
      </p>
    </div>
  );
}
