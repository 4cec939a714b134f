import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { AlertDetail } from '../../src/shared/inbox.ts';
import type { StoryLine } from '../../src/shared/story.ts';
import { Amounts } from '../inbox/amounts.tsx';
import { DeadlineChip } from '../inbox/line.tsx';
import { useModel } from '../model.ts';
import { useStyles } from '../styles/use-styles.ts';
import { Empty } from '../ui/empty.tsx';
import { CategoryTile, GlyphIcon } from '../ui/icons.tsx';
import { useNow } from '../ui/now.ts';
import { useSlow } from '../ui/slow.ts';
import { useWords, useWordsOf } from '../words.ts';
import css from './stories.css' with { type: 'text' };
import { PAGE, useStory } from './use-story.ts';
import { UnreadMark } from './unread-mark.tsx';

interface Props {
  detail: AlertDetail;
  onBack: () => void;
}

/** All that happened about what an alert is about, in the order of time. Looking marks nothing as read; opening an entry does as ever. */
export function WholeStory({ detail, onBack }: Props): JSX.Element {
  const all = useWords();
  const words = useWordsOf('stories').story;
  const { bridge, inbox } = useModel();
  useStyles(css);
  const now = useNow(30_000);
  const { status, pages, earlier } = useStory((before) => bridge.call('inbox.story', { id: detail.id, limit: PAGE, ...(before && { before }) }));
  const slow = useSlow(status === 'reading');
  const title = useRef<HTMLHeadingElement>(null);
  const here = useRef<HTMLLIElement>(null);
  const ready = status === 'ready';
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (ready) here.current?.scrollIntoView({ block: 'nearest' });
  }, [ready]);
  const lines = pages?.lines ?? [];
  return (
    <article class="detail whole" aria-labelledby="story-title">
      <header class="whole-head">
        <button type="button" class="button quiet" onClick={onBack}>
          <GlyphIcon of="back" size={16} />
          {words.backToAlert}
        </button>
        <h2 id="story-title" ref={title} tabIndex={-1}>
          {pages?.about === undefined ? words.plain : words.title(all.detail.subjects[pages.about.type])}
        </h2>
        <p class="soft">
          {ready ? all.marks.sentences(words.count(lines.length, pages?.next !== undefined), words.help) : words.help}
        </p>
        {pages?.about !== undefined && <code class="mono soft">{pages.about.id}</code>}
      </header>
      {slow && <p class="slow">{words.loading}</p>}
      {status === 'failed' && <Empty glyph="warning" title={words.failed} text={all.list.failedHelp} />}
      {status === 'gone' && <Empty glyph="inbox" title={words.gone} text="" />}
      {pages?.next !== undefined && (
        <button type="button" class="button at-start" onClick={earlier}>
          <GlyphIcon of="up" size={15} />
          {words.earlier}
        </button>
      )}
      <ol class="story">
        {lines.map((line) => (
          <li key={line.id} ref={line.id === detail.id ? here : null}>
            <Entry line={line} here={line.id === detail.id} now={now} onOpen={() => (line.id === detail.id ? onBack() : inbox.open(line.id))} />
          </li>
        ))}
      </ol>
    </article>
  );
}

interface EntryProps {
  line: StoryLine;
  here: boolean;
  now: number;
  onOpen: () => void;
}

function Entry({ line, here, now, onOpen }: EntryProps): JSX.Element {
  const { marks } = useWords();
  const words = useWordsOf('stories').story;
  const { dates } = useModel();
  const text = line.text ?? line.body;
  return (
    <button type="button" class={`story-entry ${here ? 'story-here' : ''}`} aria-current={here ? 'true' : undefined} onClick={onOpen}>
      <CategoryTile category={line.category} small />
      <span class="story-text">
        <time class="soft" dateTime={new Date(line.occurredAt).toISOString()} title={dates.exact(line.occurredAt)}>
          {dates.stamp(line.occurredAt)}
        </time>
        <strong>
          {!line.read && <UnreadMark />}
          <Amounts text={line.title} />
        </strong>
        {text !== '' && (
          <span class={line.text === undefined ? 'soft' : 'story-said'}>
            {line.own === true && line.text !== undefined && <span class="soft">{words.you + marks.colon}</span>}
            <Amounts text={text} />
          </span>
        )}
        {line.deadlineAt !== undefined && (
          <span>
            <DeadlineChip kind={line.kind} deadlineAt={line.deadlineAt} now={now} />
          </span>
        )}
        {here && <span class="soft">{words.here}</span>}
      </span>
    </button>
  );
}
