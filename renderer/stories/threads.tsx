import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cursor } from '../../src/shared/inbox.ts';
import type { Thread } from '../../src/shared/story.ts';
import { useModel } from '../model.ts';
import { Empty } from '../ui/empty.tsx';
import { CategoryTile, GlyphIcon } from '../ui/icons.tsx';
import { useNow } from '../ui/now.ts';
import { useSlow } from '../ui/slow.ts';
import { daysAgo } from '../inbox/days.ts';
import { useWords, useWordsOf } from '../words.ts';
import { chatOf, nameOf, sameChat } from './chat-key.ts';
import { type Status, useFollowing } from './use-following.ts';

const PAGE = 50;
const MOST = 100;

/** All chats, the one in which something was said last above. */
export function Threads(): JSX.Element {
  const all = useWords();
  const words = useWordsOf('stories').chats;
  const model = useModel();
  const { status, threads, more, readMore } = useThreads();
  const slow = useSlow(status === 'reading');
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (model.inbox.chat.peek() === undefined) list.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section id="chats" class="list-pane" aria-labelledby="chats-title" tabIndex={-1} ref={list}>
      <header class="chat-head">
        <button type="button" class="icon-button" aria-label={words.back} onClick={() => model.go('inbox')}>
          <GlyphIcon of="back" />
        </button>
        <h2 id="chats-title">{words.title}</h2>
      </header>
      {slow && <p class="slow">{all.list.loadingMore}</p>}
      {status === 'failed' && <Empty glyph="warning" title={all.list.failed} text={all.list.failedHelp} />}
      {status === 'ready' && threads.length === 0 && <Empty glyph="chat" title={words.none} text={words.noneHelp} />}
      {threads.length > 0 && (
        <div class="threads quiet-scroll">
          <ul>
            {threads.map((thread) => (
              <li key={nameOf(chatOf(thread))}>
                <Row thread={thread} />
              </li>
            ))}
          </ul>
          {more && (
            <button type="button" class="button" onClick={readMore}>
              {words.more}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function Row({ thread }: { thread: Thread }): JSX.Element {
  const { marks } = useWords();
  const words = useWordsOf('stories').chats;
  const { inbox, dates } = useModel();
  const now = useNow(30_000);
  const { last, unread } = thread;
  const order = thread.with.type === 'order';
  const text = last.text ?? last.body;
  const key = chatOf(thread);
  return (
    <button type="button" class="thread" aria-current={sameChat(inbox.chat.value, key) ? 'true' : undefined} onClick={() => inbox.look(key)}>
      <CategoryTile category={order ? 'order' : 'chat'} small />
      <span class="thread-text">
        <span class="thread-top">
          <strong>{last.who ?? (order ? words.aboutOrder : words.nobody)}</strong>
          <time dateTime={new Date(last.occurredAt).toISOString()} title={dates.exact(last.occurredAt)}>
            {daysAgo(last.occurredAt, now) === 0 ? dates.time(last.occurredAt) : dates.day(last.occurredAt, now)}
          </time>
        </span>
        {order && <span class="soft thread-last">{last.item ?? words.order(thread.with.id)}</span>}
        <span class="soft thread-last">{last.own === true ? words.you(text) : text}</span>
      </span>
      {unread > 0 && (
        <span class="thread-unread">
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span class="unseen">
            {marks.comma}
            {words.unread(unread)}
          </span>
        </span>
      )}
    </button>
  );
}

interface Reading {
  status: Status;
  threads: readonly Thread[];
  more: boolean;
  readMore: () => void;
}

/** Reads as many chats as are shown, again whenever the journal changes: any of them may have moved. */
function useThreads(): Reading {
  const { bridge } = useModel();
  const [threads, setThreads] = useState<readonly Thread[]>([]);
  const [more, setMore] = useState(false);
  const wanted = useRef(PAGE);
  const { status, again } = useFollowing(async (isNewest) => {
    const found: Thread[] = [];
    let next: Cursor | undefined;
    do {
      const page = await bridge.call('inbox.threads', { limit: Math.min(MOST, wanted.current - found.length), ...(next && { before: next }) });
      found.push(...page.threads);
      next = page.next;
    } while (next !== undefined && found.length < wanted.current && isNewest());
    if (isNewest()) {
      setThreads(found);
      setMore(next !== undefined);
    }
    return 'ready';
  });

  return {
    status,
    threads,
    more,
    readMore() {
      wanted.current += PAGE;
      again();
    },
  };
}
