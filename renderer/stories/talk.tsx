import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { StoryLine } from '../../src/shared/story.ts';
import { Actions } from '../inbox/actions.tsx';
import { dayStart } from '../inbox/days.ts';
import { useModel } from '../model.ts';
import { Empty } from '../ui/empty.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useSlow } from '../ui/slow.ts';
import { useWords, useWordsOf } from '../words.ts';
import type { ChatKey } from './chat-key.ts';
import { PAGE, useStory } from './use-story.ts';
import { UnreadMark } from './unread-mark.tsx';

/** What was said with one person or about one order, oldest above, and a field to answer. */
export function Talk({ chat }: { chat: ChatKey }): JSX.Element {
  const all = useWords();
  const words = useWordsOf('stories');
  const { bridge, inbox } = useModel();
  const { status, pages, earlier } = useStory((before) => bridge.call('inbox.thread', { ...chat, limit: PAGE, ...(before && { before }) }));
  const slow = useSlow(status === 'reading');
  const pane = useRef<HTMLElement>(null);
  const lines = pages?.lines ?? [];
  const newest = lines.at(-1)?.id;
  useEffect(() => pane.current?.focus({ preventScroll: true }), []);
  useLayoutEffect(() => {
    // What was said last is what one comes for.
    if (newest !== undefined && pane.current !== null) pane.current.scrollTop = pane.current.scrollHeight;
  }, [newest]);

  const other = lines.findLast(({ own, who }) => own !== true && who !== undefined) ?? lines.findLast(({ who }) => who !== undefined);
  const title = other?.who ?? ('orderId' in chat ? words.chats.aboutOrder : words.chats.nobody);
  const answerable = lines.findLast(({ actions }) => actions.includes('reply'));
  const unread = lines.filter(({ read }) => !read).map(({ id }) => id);
  const leave = (): void => {
    inbox.look(undefined);
    requestAnimationFrame(() => document.getElementById('chats')?.focus({ preventScroll: true }));
  };

  return (
    <section class="detail-pane quiet-scroll" aria-label={words.chats.with(title)} tabIndex={-1} ref={pane}>
      <div class="detail-bar">
        <button type="button" class="icon-button back" aria-label={words.chats.backToList} onClick={leave}>
          <GlyphIcon of="back" />
        </button>
        <span class="grow" />
        {unread.length > 0 && (
          <button type="button" class="button quiet" onClick={() => void inbox.mark(unread, true)}>
            <GlyphIcon of="check" size={16} />
            {words.chats.markRead}
          </button>
        )}
        <button type="button" class="icon-button close" aria-label={all.close} onClick={leave}>
          <GlyphIcon of="close" size={18} />
        </button>
      </div>
      <div class="talk">
        <header class="whole-head">
          <h2>{title}</h2>
          {'orderId' in chat && <code class="mono soft">{words.chats.order(chat.orderId)}</code>}
        </header>
        {slow && <p class="slow">{words.story.loading}</p>}
        {status === 'failed' && <Empty glyph="warning" title={words.story.failed} text={all.list.failedHelp} />}
        {status === 'ready' && lines.length === 0 && <Empty glyph="chat" title={words.chats.none} text="" />}
        {pages?.next !== undefined && (
          <button type="button" class="button at-start" onClick={earlier}>
            <GlyphIcon of="up" size={15} />
            {words.story.earlier}
          </button>
        )}
        <ol class="talk-lines">
          {lines.map((line, nth) => (
            <li key={line.id}>
              <Said line={line} before={lines[nth - 1]} />
            </li>
          ))}
        </ol>
        {answerable !== undefined ? (
          <Actions detail={{ ...answerable, actions: ['reply'], ...(other?.who === undefined ? {} : { who: other.who }) }} focusReply={false} />
        ) : (
          status === 'ready' && lines.length > 0 && <p class="soft">{words.chats.cannotReply}</p>
        )}
      </div>
    </section>
  );
}

function Said({ line, before }: { line: StoryLine; before: StoryLine | undefined }): JSX.Element {
  const { marks } = useWords();
  const words = useWordsOf('stories').story;
  const { inbox, go, dates, clock } = useModel();
  const { id, own, occurredAt, read } = line;
  const newDay = before === undefined || dayStart(before.occurredAt) !== dayStart(occurredAt);
  return (
    <>
      {newDay && <p class="day-mark">{dates.day(occurredAt, clock.now())}</p>}
      <div class={`bubble ${own === true ? 'bubble-own' : ''}`}>
        <p>{line.text ?? line.body}</p>
        <button
          type="button"
          class="bubble-open"
          onClick={() => {
            go('inbox');
            inbox.open(id);
          }}
        >
          {!read && <UnreadMark />}
          <time dateTime={new Date(occurredAt).toISOString()} title={dates.exact(occurredAt)}>
            {own === true ? words.you + marks.comma : ''}
            {dates.time(occurredAt)}
          </time>
        </button>
      </div>
    </>
  );
}
