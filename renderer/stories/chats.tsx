import type { JSX } from 'preact';
import { useModel } from '../model.ts';
import { useStyles } from '../styles/use-styles.ts';
import { Empty } from '../ui/empty.tsx';
import { useWordsOf } from '../words.ts';
import { nameOf } from './chat-key.ts';
import css from './stories.css' with { type: 'text' };
import { Talk } from './talk.tsx';
import { Threads } from './threads.tsx';

/** Messages by person and by order: the chats, and the one that is looked at. Looking marks nothing as read. */
export function Chats(): JSX.Element {
  const words = useWordsOf('stories').chats;
  const { inbox } = useModel();
  useStyles(css);
  const chat = inbox.chat.value;
  return (
    <main class={`inbox ${chat === undefined ? '' : 'inbox-open'}`}>
      <h1 class="unseen">{words.title}</h1>
      <Threads />
      {chat === undefined ? (
        <section class="detail-pane" aria-label={words.pick}>
          <Empty glyph="chat" title={words.pick} text={words.pickHelp} />
        </section>
      ) : (
        <Talk key={nameOf(chat)} chat={chat} />
      )}
    </main>
  );
}
