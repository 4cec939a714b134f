import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FinalVerb } from '../../src/shared/alert.ts';
import type { Trouble } from '../../src/shared/connection.ts';
import type { AlertDetail, Intent } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { ignoreHeld } from '../ui/held-key.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWords } from '../words.ts';
import { finalVerbs } from './asking.ts';
import type { Asking } from './asking.ts';
import { QuestionDialog } from './question.tsx';

/** What moves money or is final: a button each, which only opens the question; and what was agreed to before. `ask`: opens it at once. */
export function FinalActions({ detail, ask }: { detail: AlertDetail; ask: { verb: FinalVerb } | undefined }): JSX.Element | null {
  const words = useWords();
  const model = useModel();
  const [asking, setAsking] = useState<Asking | undefined>(undefined);
  /** Each question has a dialog of its own: one that was closed says so a moment later, and must not take the next one along. */
  const [round, setRound] = useState(0);
  const latest = useRef(round);
  /** The question that is in sight. An answer that comes after it was closed is told by a toast. */
  const shown = useRef<object | undefined>(undefined);
  /** Questions that were answered with yes: each once, whatever is pressed how often. */
  const agreed = useRef(new Set<string>());
  useEffect(() => {
    if (ask !== undefined) open(ask.verb);
  }, [ask]);
  useEffect(
    () => () => {
      shown.current = undefined;
    },
    []
  );

  function open(verb: FinalVerb): void {
    latest.current += 1;
    setRound(latest.current);
    void question(verb);
  }

  async function question(verb: FinalVerb): Promise<void> {
    const mine = {};
    shown.current = mine;
    setAsking({ step: 'reading', verb });
    let next: Asking = { step: 'unasked', verb, trouble: undefined };
    await model.attempt(async () => {
      const answer = await model.bridge.call('inbox.question', { id: detail.id, verb });
      next = answer.ok ? { step: 'asked', verb, question: answer.question } : { step: 'unasked', verb, trouble: answer.trouble };
    });
    if (shown.current === mine) setAsking(next);
  }

  async function agree(now: Asking): Promise<void> {
    if (now.step !== 'asked' || agreed.current.has(now.question.token)) return;
    const { verb, question: asked } = now;
    const mine = shown.current;
    agreed.current.add(asked.token);
    setAsking({ step: 'doing', verb, question: asked });
    // Sent, so that no answer at all leaves it open whether it was done.
    let trouble: Trouble | undefined = { code: 'outcome-unknown' };
    await model.attempt(async () => {
      const done = await model.bridge.call('inbox.act', { id: detail.id, verb, question: asked.token });
      trouble = done.ok ? undefined : done.trouble;
    });
    const inSight = mine !== undefined && shown.current === mine;
    if (inSight) setAsking(trouble === undefined ? { step: 'done', verb, question: asked } : { step: 'not-done', verb, question: asked, trouble });
    model.inbox.refresh();
    const told = trouble === undefined ? words.question.done[verb] : await titleOf(trouble);
    if (inSight) model.say(told);
    else model.show({ text: told });
  }

  async function titleOf({ code }: Trouble): Promise<string> {
    let title = words.wentWrong;
    await model.attempt(async () => {
      title = (await model.speech.learn('troubles'))[detail.system][code].title;
    });
    return title;
  }

  const close = (closed: number): void => {
    if (closed !== latest.current) return;
    shown.current = undefined;
    setAsking(undefined);
    // The button that opened it may be gone with what it offered.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById('detail')?.focus({ preventScroll: true });
    });
  };

  const verbs = finalVerbs(detail);
  if (verbs.length === 0 && detail.intent === undefined && asking === undefined) return null;
  return (
    <section class="final" aria-label={words.act.label}>
      {detail.intent !== undefined && <Agreed intent={detail.intent} />}
      {verbs.length > 0 && (
        <div class="final-buttons">
          {verbs.map((verb) => (
            <button
              key={verb}
              type="button"
              class={`button ${verb === 'approve' ? 'primary' : ''}`}
              onKeyDown={ignoreHeld}
              onClick={() => open(verb)}
            >
              {verb === 'approve' && <GlyphIcon of="check" size={17} />}
              {words.act.verbs[verb]}
            </button>
          ))}
        </div>
      )}
      {asking !== undefined && (
        <QuestionDialog
          key={round}
          asking={asking}
          detail={detail}
          onYes={() => void agree(asking)}
          onAgain={() => void question(asking.verb)}
          onClose={() => close(round)}
        />
      )}
    </section>
  );
}

const SIGNS = { open: 'clock', done: 'check', refused: 'warning', unknown: 'question' } as const satisfies Record<Intent['outcome'], string>;

/** What was agreed to before, and what became of it. */
function Agreed({ intent: { verb, at, outcome } }: { intent: Intent }): JSX.Element {
  const { act } = useWords();
  const { dates, clock } = useModel();
  const when = dates.day(at, clock.now()) === dates.day(clock.now(), clock.now()) ? act.atTime(dates.time(at)) : act.onDay(dates.stamp(at));
  return (
    <p class={`agreed agreed-${outcome}`}>
      <GlyphIcon of={SIGNS[outcome]} size={18} />
      <span>{act.intents[outcome](act.did[verb], when)}</span>
    </p>
  );
}
