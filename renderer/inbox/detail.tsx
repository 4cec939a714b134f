import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FinalVerb } from '../../src/shared/alert.ts';
import type { AlertDetail } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { PARTS } from '../parts.ts';
import { hasLongAmount } from '../ui/amounts.ts';
import { Empty } from '../ui/empty.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useNow } from '../ui/now.ts';
import { useSlow } from '../ui/slow.ts';
import { useWords, useWordsOf } from '../words.ts';
import { Actions } from './actions.tsx';
import { Amounts } from './amounts.tsx';
import { indented } from './frame.ts';
import { History } from './history.tsx';
import { Facts } from './facts.tsx';
import { FinalActions } from './final.tsx';
import { DeadlineChip, Thumbnail } from './line.tsx';
import { useRemove } from './remove.ts';
import { Snoozed } from './snoozed.tsx';
import { Whole } from './whole.tsx';

/** The alert that is open: all that is known of it, and what can be done. */
export function Detail(): JSX.Element {
  const words = useWords();
  const more = useWordsOf('quiet');
  const { inbox } = useModel();
  const remove = useRemove();
  const opened = inbox.opened.value;
  const pane = useRef<HTMLElement>(null);
  const slow = useSlow(opened !== undefined && opened.detail === undefined && !opened.failed);

  useEffect(() => {
    if (pane.current === null) return;
    pane.current.scrollTop = 0;
    // In a narrow window the list is covered, and the focus may not stay on what cannot be seen.
    const list = document.getElementById('alerts');
    if (opened !== undefined && list?.checkVisibility({ visibilityProperty: true }) === false) pane.current.focus();
  }, [opened?.id]);

  const close = (): void => {
    inbox.close();
    requestAnimationFrame(() => document.getElementById('alerts')?.focus({ preventScroll: true }));
  };

  return (
    <section id="detail" class="detail-pane quiet-scroll" aria-label={words.detail.label} tabIndex={-1} ref={pane}>
      {opened === undefined && <Empty glyph="bell" title={words.list.pickOne} text={words.list.pickOneHelp} />}
      {opened !== undefined && (
        <div class="detail-bar">
          <button type="button" class="icon-button back" aria-label={words.back} onClick={close}>
            <GlyphIcon of="back" />
          </button>
          <span class="grow" />
          {opened.detail && (
            <button type="button" class="icon-button" title={more.snooze} aria-label={more.snooze} onClick={() => inbox.askSnooze(opened.id)}>
              <GlyphIcon of="moon" size={18} />
            </button>
          )}
          {opened.detail && (
            <button type="button" class="icon-button" title={more.remove} aria-label={more.remove} onClick={() => remove(opened.id)}>
              <GlyphIcon of="bin" size={18} />
            </button>
          )}
          {opened.detail && (
            <button
              type="button"
              class="button quiet"
              onClick={() => opened.detail && void inbox.mark([opened.id], !opened.detail.read)}
            >
              <GlyphIcon of={opened.detail.read ? 'envelope' : 'check'} size={16} />
              {opened.detail.read ? words.detail.markUnread : words.detail.markRead}
            </button>
          )}
          <button type="button" class="icon-button close" aria-label={words.close} onClick={close}>
            <GlyphIcon of="close" size={18} />
          </button>
        </div>
      )}
      {slow && <p class="slow">{words.list.loadingMore}</p>}
      {opened?.detail === null && <Empty glyph="inbox" title={words.detail.gone} text="" />}
      {opened?.failed === true && <Empty glyph="warning" title={words.detail.failed} text={words.list.failedHelp} />}
      {opened?.detail && <Opened key={opened.id} detail={opened.detail} reply={opened.reply} ask={opened.ask} />}
    </section>
  );
}

interface OpenedProps {
  detail: AlertDetail;
  reply: boolean;
  ask: { verb: FinalVerb } | undefined;
}

function Opened({ detail, reply, ask }: OpenedProps): JSX.Element {
  const words = useWords();
  const now = useNow(30_000);
  const [whole, setWhole] = useState(false);
  if (whole) {
    const back = (): void => {
      setWhole(false);
      requestAnimationFrame(() => document.getElementById('whole-story')?.focus());
    };
    return <PARTS.story.View detail={detail} onBack={back} />;
  }
  return (
    <article class="detail" aria-labelledby="detail-title">
      <header class="detail-head">
        <div class="grow">
          <p class={`kicker kicker-${detail.category}`}>
            <GlyphIcon of={detail.category} size={15} />
            {words.category[detail.category]}
          </p>
          <h2 id="detail-title" class={hasLongAmount(detail.title) ? 'amounts-long' : undefined}>
            <Amounts text={detail.title} />
          </h2>
        </div>
        {detail.picture !== undefined && <Thumbnail line={detail} large />}
        {!quotes(detail) && (
          <p class="detail-body">
            <Amounts text={detail.body} />
          </p>
        )}
      </header>
      {detail.deadlineAt !== undefined && <Deadline kind={detail.kind} at={detail.deadlineAt} now={now} />}
      <Snoozed detail={detail} now={now} />
      <Doubt detail={detail} />
      {detail.text !== undefined && detail.text !== '' && (
        <figure class="message">
          <figcaption class="unseen">{words.detail.message}</figcaption>
          <p>{detail.text}</p>
        </figure>
      )}
      <FinalActions detail={detail} ask={ask} />
      <Actions detail={detail} focusReply={reply} />
      <Whole detail={detail} onStory={() => setWhole(true)} />
      <Facts detail={detail} />
      <Why detail={detail} />
      <History entries={detail.history} />
      {detail.frame !== '' && detail.kind !== 'gap' && (
        <details class="raw">
          <summary>
            <GlyphIcon of="chevron" size={15} />
            {words.detail.raw[detail.system]}
          </summary>
          <pre class="quiet-scroll" tabIndex={0} aria-label={words.detail.raw[detail.system]}>
            {indented(detail.frame)}
          </pre>
        </details>
      )}
    </article>
  );
}

/** True where the sentence only repeats what somebody wrote, which is shown in full below. */
function quotes({ body, text }: AlertDetail): boolean {
  return text?.startsWith(body.replace(/…$/, '')) ?? false;
}

function Deadline({ kind, at, now }: { kind: AlertDetail['kind']; at: number; now: number }): JSX.Element {
  const words = useWords();
  const { dates } = useModel();
  return (
    <div class="deadline">
      <DeadlineChip kind={kind} deadlineAt={at} now={now} />
      <span>
        <span class="soft">{words.detail.deadline}</span> <time dateTime={new Date(at).toISOString()}>{dates.exact(at)}</time>
      </span>
    </div>
  );
}

function Doubt({ detail }: { detail: AlertDetail }): JSX.Element | null {
  const words = useWords();
  if (detail.confirmation === 'confirmed') return null;
  return (
    <p class={`doubt doubt-${detail.confirmation}`}>
      <GlyphIcon of={detail.confirmation === 'refuted' ? 'warning' : 'question'} size={18} />
      {words.detail.unconfirmed[detail.system][detail.confirmation]}
    </p>
  );
}

function Why({ detail }: { detail: AlertDetail }): JSX.Element | null {
  const words = useWords();
  if (detail.why === undefined) return null;
  const rang = detail.decision?.deliver === 'notify' || detail.decision?.deliver === 'digest';
  return (
    <section class="why">
      <h3>{rang ? words.detail.why.rang : words.detail.why.quiet}</h3>
      <p>
        <GlyphIcon of={rang ? 'bell' : 'bellOff'} size={18} />
        <span>
          {detail.why}
          {detail.delivered !== undefined && <span class="soft"> {words.detail.delivered[detail.delivered]}.</span>}
        </span>
      </p>
    </section>
  );
}
