import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AlertLine } from '../../src/shared/inbox.ts';
import { CategoryTile, GlyphIcon } from '../ui/icons.tsx';
import { countdown, shortTime, timeLeft } from '../ui/time.ts';
import type { Dates } from '../ui/time.ts';
import { useWords } from '../words.ts';

/** The picture of an alert in a box of fixed size, its category as a badge; the category's sign where there is none or it does not load. */
export function Thumbnail({ line, large = false }: { line: Pick<AlertLine, 'picture' | 'category'>; large?: boolean }): JSX.Element {
  const [broken, setBroken] = useState<string | undefined>(undefined);
  const { picture, category } = line;
  const shown = picture !== undefined && picture !== broken;
  return (
    <span class={`thumb ${large ? 'thumb-large' : ''}`}>
      {shown ? (
        <>
          <img
            src={`/picture/${encodeURIComponent(picture)}`}
            alt=""
            width={large ? 72 : 46}
            height={large ? 72 : 46}
            decoding="async"
            draggable={false}
            onError={() => setBroken(picture)}
          />
          <CategoryTile category={category} small />
        </>
      ) : (
        <CategoryTile category={category} />
      )}
    </span>
  );
}

/** `precise`: to the second, where somebody decides now. */
export function DeadlineChip({ deadlineAt, now, precise = false }: { deadlineAt: number; now: number; precise?: boolean }): JSX.Element {
  const words = useWords();
  const { text, stage } = (precise ? countdown : timeLeft)(deadlineAt, now, words);
  return (
    <span class={`chip chip-${stage}`}>
      <GlyphIcon of="clock" size={13} />
      {text}
    </span>
  );
}

/** `asked` lasts seconds: a mark that comes and goes would only unsettle. */
function doubtful(confirmation: AlertLine['confirmation']): boolean {
  return confirmation === 'refuted' || confirmation === 'unasked';
}

function ConfirmationChip({ confirmation }: Pick<AlertLine, 'confirmation'>): JSX.Element | null {
  const words = useWords();
  if (!doubtful(confirmation)) return null;
  return (
    <span class="chip chip-doubt" title={words.list.notConfirmedLong}>
      <GlyphIcon of="question" size={13} />
      {words.list.notConfirmed}
    </span>
  );
}

interface Props {
  line: AlertLine;
  now: number;
  dates: Dates;
}

/** What one line of the list says. */
export function LineContent({ line, now, dates }: Props): JSX.Element {
  const words = useWords();
  const amount = line.amount !== undefined && <span class="line-amount">{line.amount}</span>;
  const marked = line.deadlineAt !== undefined || doubtful(line.confirmation);
  return (
    <>
      <span class="line-mark">{!line.read && <span class="unseen">{words.list.unread}, </span>}</span>
      <Thumbnail line={line} />
      <span class="line-text">
        <span class="line-top">
          <span class="line-title">{line.title}</span>
          <time class="line-time" dateTime={new Date(line.occurredAt).toISOString()}>
            {shortTime(line.occurredAt, now, words, dates)}
          </time>
        </span>
        <span class="line-middle">
          <span class="line-rest">
            <span class="line-body">{line.body}</span>
          </span>
          {!marked && amount}
        </span>
        {marked && (
          <span class="line-chips">
            {line.deadlineAt !== undefined && <DeadlineChip deadlineAt={line.deadlineAt} now={now} />}
            <ConfirmationChip confirmation={line.confirmation} />
            {amount}
          </span>
        )}
      </span>
    </>
  );
}
