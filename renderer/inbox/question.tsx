import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AlertDetail, Question } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { PARTS } from '../parts.ts';
import { hasLongAmount } from '../ui/amounts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useNow } from '../ui/now.ts';
import { useWords } from '../words.ts';
import type { WindowWords } from '../words.ts';
import { Amounts } from './amounts.tsx';
import { expected, mayAskAgain, moneyOf, sidesOf } from './asking.ts';
import type { Asking } from './asking.ts';
import { Fact } from './fact.tsx';
import { DeadlineChip } from './line.tsx';

/** A second click that was meant for the button that opened the question must not answer it. */
const ARMED_AFTER = 500;
/** A longer amount stands above, and would make the button larger than all the rest. */
const LONGEST_LABEL = 28;
/** A longer one does not fit beside another button in a narrow window. */
const LONGEST_HALF = 17;

interface Props {
  asking: Asking;
  detail: AlertDetail;
  onYes: () => void;
  onAgain: () => void;
  onClose: () => void;
}

/** Asks before something final, and stays to tell what became of it. The focus is on what changes nothing. */
export function QuestionDialog({ asking, detail, onYes, onAgain, onClose }: Props): JSX.Element {
  const words = useWords().question;
  const all = useWords();
  const { clock } = useModel();
  const { step, verb } = asking;
  const [armed, setArmed] = useState(false);
  const leave = useRef<HTMLButtonElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  const token = 'question' in asking ? asking.question.token : undefined;
  const over = step === 'done' || step === 'not-done' || step === 'unasked';
  useEffect(() => {
    setArmed(false);
    return token === undefined ? undefined : clock.after(ARMED_AFTER, () => setArmed(true));
  }, [clock, token]);
  // The button that was pressed is gone with the question, and what came of it may be below the edge. At once: a key pressed meanwhile would go nowhere.
  useLayoutEffect(() => {
    if (!over) return;
    leave.current?.focus();
    outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [over]);

  const ready = step === 'asked' && armed;
  const trouble = step === 'not-done' || step === 'unasked' ? asking.trouble : undefined;
  const label = step === 'doing' ? words.doing[verb] : words.yes[verb]('question' in asking ? labelOf(asking.question, detail) : undefined);
  const again = step === 'unasked' || step === 'not-done' ? mayAskAgain(trouble?.code) : false;
  return (
    <Dialog title={words.titles[verb]} onClose={onClose}>
      <div class="question" aria-busy={step === 'reading' || step === 'doing'}>
        {'question' in asking && <Asked question={asking.question} detail={detail} step={asking.step} />}
        {step === 'reading' && (
          <div class="question-wait">
            <p class="soft">{words.asking}</p>
            <div class="question-expected" aria-hidden="true">
              <Asked question={expected(detail, verb)} detail={detail} step="asked" />
            </div>
          </div>
        )}
        <p class="unseen" role="status">
          {step === 'asked' && summary(asking.question, detail, all)}
        </p>
        <div ref={outcome} role="status">
          {step === 'done' && (
            <p class="outcome outcome-good">
              <GlyphIcon of="check" size={18} />
              <span>{words.done[verb]}</span>
            </p>
          )}
          {(step === 'not-done' || step === 'unasked') && (
            <p class={`outcome ${trouble?.code === 'outcome-unknown' ? 'outcome-open' : 'outcome-bad'}`}>
              <GlyphIcon of={trouble?.code === 'outcome-unknown' ? 'question' : 'warning'} size={18} />
              {trouble === undefined ? <span>{all.marks.sentences(words.notAsked, all.wentWrongHelp)}</span> : <PARTS.trouble.View trouble={trouble} system={detail.system} />}
            </p>
          )}
        </div>
      </div>
      <div class={`buttons question-buttons ${!over && label.length > LONGEST_HALF ? 'question-buttons-long' : ''}`}>
        <button ref={leave} autofocus type="button" class="button" onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
          {over || step === 'doing' ? all.close : words.no[verb]}
        </button>
        {again && (
          <button type="button" class="button primary" onClick={onAgain}>
            {all.act.again}
          </button>
        )}
        {!over && (
          <button
            type="button"
            class={`button yes ${verb === 'approve' ? 'primary' : 'danger'}`}
            aria-disabled={!ready}
            onClick={() => {
              if (ready) onYes();
            }}
          >
            <span>
              <Amounts text={label} />
            </span>
          </button>
        )}
      </div>
    </Dialog>
  );
}

function labelOf(question: Question, { role }: AlertDetail): string | undefined {
  const { ours } = sidesOf(question, role);
  return ours === undefined || ours.length > LONGEST_LABEL ? undefined : ours;
}

/** Which way, how much and with whom, said when it is known: the focus is on a button, which tells nothing of it. */
function summary(question: Question, detail: AlertDetail, { question: words, marks }: WindowWords): string {
  const { ours = words.noAmount } = sidesOf(question, detail.role);
  const way = wayOf(question, detail, words.moves) + marks.colon + ours;
  return question.who === undefined ? way : marks.sentences(way, words.who + marks.colon + question.who);
}

function wayOf(question: Question, { role }: AlertDetail, moves: WindowWords['question']['moves']): string {
  return moves[question.verb][moneyOf(question, role) === 'unknown' ? 'unknown' : (question.direction ?? 'unknown')];
}

const SIGNS = { in: 'moneyIn', out: 'moneyOut', unknown: 'question', still: 'still' } as const;

function Asked({ question, detail, step }: { question: Question; detail: AlertDetail; step: 'asked' | 'doing' | 'done' | 'not-done' }): JSX.Element {
  const words = useWords().question;
  const names = useWords().detail;
  const { act } = useWords();
  const { dates } = useModel();
  const now = useNow(1_000);
  const { who, account, reference, deadlineAt, reread } = question;
  const money = moneyOf(question, detail.role);
  const { ours, theirs } = sidesOf(question, detail.role);
  const over = step === 'done' || step === 'not-done';
  const shown = ours ?? words.noAmount;
  return (
    <>
      <div class={`money money-${over ? 'still' : money}`}>
        <GlyphIcon of={SIGNS[money]} size={26} />
        <p class={hasLongAmount(shown) ? 'money-long' : undefined}>
          <span class="money-way">
            {wayOf(question, detail, step === 'not-done' ? words.wished : words.moves)}
            {ours !== undefined && <span class="unseen">: </span>}
          </span>
          <strong class="money-amount">
            <Amounts text={shown} />
          </strong>
          {theirs !== undefined && (
            <span class="money-other">
              <Amounts text={(step === 'not-done' ? words.exchanged.still : words.exchanged[money])(theirs)} />
            </span>
          )}
        </p>
      </div>
      <dl class="facts">
        {who !== undefined && <Fact name={words.who}>{who}</Fact>}
        {account !== undefined && <Fact name={names.account}>{account}</Fact>}
        {reference !== undefined && <Fact name={names.reference}>{reference}</Fact>}
        {deadlineAt !== undefined && !over && (
          <Fact name={names.deadline}>
            <DeadlineChip kind={detail.kind} deadlineAt={deadlineAt} now={now} precise />
            {deadlineAt <= now && <span class="soft">{words.up}</span>}
          </Fact>
        )}
      </dl>
      {!over && (
        <ul class="question-notes">
          <li class={reread ? '' : 'note-warn'}>
            <GlyphIcon of={reread ? 'check' : 'warning'} size={15} />
            <span>{reread ? words.reread : words.asItWas(act.atTime(dates.time(detail.receivedAt)))}</span>
          </li>
          <li>
            <GlyphIcon of="clock" size={15} />
            <span>{words.remains}</span>
          </li>
          <li class="note-final">
            <GlyphIcon of="warning" size={15} />
            <span>{words.forGood}</span>
          </li>
        </ul>
      )}
    </>
  );
}
