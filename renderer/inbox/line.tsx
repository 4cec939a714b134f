import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { AlertLine } from '../../src/shared/inbox.ts';
import { shortAmounts } from '../ui/amounts.ts';
import { CategoryTile, GlyphIcon } from '../ui/icons.tsx';
import { closeWithin, countdown, shortTime, timeLeft } from '../ui/time.ts';
import type { Dates } from '../ui/time.ts';
import { useWords } from '../words.ts';
import { Amounts } from './amounts.tsx';
import { SnoozedChip } from './snoozed.tsx';

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

interface DeadlineProps extends Pick<AlertLine, 'kind'> {
  deadlineAt: number;
  now: number;
  /** To the second, where somebody decides now. */
  precise?: boolean;
}

export function DeadlineChip({ kind, deadlineAt, now, precise = false }: DeadlineProps): JSX.Element {
  const words = useWords();
  const { text, stage } = (precise ? countdown : timeLeft)(deadlineAt, now, words, closeWithin(kind));
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

/** A longer amount would leave no room for the sentence beside it. */
const LONGEST_BESIDE = 14;
/** Of an amount beside a title that says more of it. */
const FEW_DIGITS = 6;

interface Props {
  line: AlertLine;
  now: number;
  dates: Dates;
  /** The keyboard stands on it. */
  active: boolean;
}

/** What one line of the list says. Drawn anew only where it says something else: the list is drawn with each row that scrolls into sight. */
export function LineContent({ line, now, dates, active }: Props): JSX.Element {
  return useMemo(() => <Said line={line} now={now} dates={dates} active={active} />, [line, now, dates, active]);
}

function Said({ line, now, dates, active }: Props): JSX.Element {
  const words = useWords();
  const money = line.amount !== undefined;
  const short = (text: string) => (money ? shortAmounts(text) : text);
  const brief = shortAmounts(line.amount ?? '', FEW_DIGITS);
  const chips = line.deadlineAt !== undefined || line.snoozedUntil !== undefined || doubtful(line.confirmation);
  const long = brief !== line.amount || brief.length > LONGEST_BESIDE;
  // Once is enough, where there is no row that has room for it.
  const told = long && !chips && line.title.includes(line.amount?.replace(/^-/, '') ?? '');
  const marked = chips || (long && !told);
  const amount = money && !told && (
    <span class="line-amount" title={brief === line.amount ? undefined : line.amount}>
      {brief}
    </span>
  );
  const title = short(line.title);
  return (
    <>
      <span class="line-mark">{!line.read && <span class="unseen">{words.list.unread}, </span>}</span>
      <Thumbnail line={line} />
      <span class="line-text">
        <span class="line-top">
          <span class="line-title" title={title === line.title ? undefined : line.title}>
            {money ? <Amounts text={title} /> : title}
          </span>
          <time class="line-time" dateTime={new Date(line.occurredAt).toISOString()} title={dates.exact(line.occurredAt)}>
            {shortTime(line.occurredAt, now, words, dates)}
          </time>
        </span>
        <span class="line-middle">
          <span class="line-rest">
            <span class="line-body">{short(line.body)}</span>
          </span>
          {!marked && amount}
        </span>
        {marked && (
          <span class="line-chips">
            {line.deadlineAt !== undefined && <DeadlineChip kind={line.kind} deadlineAt={line.deadlineAt} now={now} />}
            {line.snoozedUntil !== undefined && <SnoozedChip until={line.snoozedUntil} now={now} dates={dates} />}
            <ConfirmationChip confirmation={line.confirmation} />
            {amount}
          </span>
        )}
      </span>
      {active && (
        <span class="line-exact" aria-hidden="true">
          {dates.stamp(line.occurredAt)}
        </span>
      )}
    </>
  );
}
