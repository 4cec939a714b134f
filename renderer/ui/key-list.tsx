import type { JSX } from 'preact';
import { useWords, useWordsOf } from '../words.ts';
import { Dialog } from './dialog.tsx';

/** All keys, in a dialog. */
export function KeyList({ onClose }: { onClose: () => void }): JSX.Element {
  const { title } = useWords().keys;
  const groups = useWordsOf('keys');
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="key-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
