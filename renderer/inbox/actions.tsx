import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FinalVerb, Verb } from '../../src/shared/alert.ts';
import type { Trouble } from '../../src/shared/connection.ts';
import type { AlertDetail } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { PARTS } from '../parts.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWords } from '../words.ts';

/** What is done at once; the rest asks first (final.tsx). */
type Light = Exclude<Verb, FinalVerb>;
type Progress = { verb: Light; step: 'doing' | 'done' } | { verb: Light; step: 'failed'; trouble: Trouble | undefined };

/** What the alert offers to do. Says plainly whether it is under way, done, or not done; what was typed stays until it is. */
export function Actions({ detail, focusReply }: { detail: Pick<AlertDetail, 'id' | 'actions' | 'system' | 'who'>; focusReply: boolean }): JSX.Element | null {
  const words = useWords();
  const model = useModel();
  const [progress, setProgress] = useState<Progress | undefined>(undefined);
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const doing = progress?.step === 'doing';

  useEffect(() => {
    if (focusReply) field.current?.focus();
  }, [focusReply]);

  async function act(verb: Light): Promise<void> {
    if (doing) return;
    setProgress({ verb, step: 'doing' });
    let trouble: Trouble | undefined;
    const answered = await model.attempt(async () => {
      const done = await model.bridge.call('inbox.act', { id: detail.id, verb, ...(verb === 'reply' ? { text: text.trim() } : {}) });
      if (!done.ok) trouble = done.trouble;
    });
    if (!answered || trouble !== undefined) return setProgress({ verb, step: 'failed', trouble });
    setProgress({ verb, step: 'done' });
    model.say(verb === 'reply' ? words.act.sent : words.act.followed);
    if (verb !== 'reply') return;
    setText('');
    // The button that was pressed has nothing to send any more, and lets go of the focus.
    field.current?.focus({ preventScroll: true });
  }

  if (!detail.actions.some((verb) => verb === 'reply' || verb === 'followBack')) return null;
  const said = { reply: { doing: words.act.sending, done: words.act.sent }, followBack: { doing: words.act.following, done: words.act.followed } };
  return (
    <section class="actions" aria-label={words.act.label}>
      {detail.actions.includes('reply') && (
        <form
          class="reply"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') void act('reply');
          }}
        >
          <textarea
            id="reply"
            ref={field}
            rows={2}
            maxLength={20_000}
            value={text}
            placeholder={words.act.replyTo(detail.who)}
            aria-label={words.act.replyTo(detail.who)}
            readOnly={doing}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
          />
          <div class="reply-foot">
            <span class="soft">{words.act.sendHint}</span>
            <button type="submit" class="button primary" disabled={doing || text.trim() === ''}>
              {doing && progress.verb === 'reply' ? words.act.sending : words.act.send}
            </button>
          </div>
        </form>
      )}
      {detail.actions.includes('followBack') && (
        <button type="button" class="button primary" disabled={doing || progress?.step === 'done'} onClick={() => void act('followBack')}>
          <GlyphIcon of="follow" size={17} />
          {words.act.verbs.followBack}
        </button>
      )}
      {progress !== undefined && progress.step !== 'failed' && (
        <p class={`progress progress-${progress.step}`}>
          {progress.step === 'done' && <GlyphIcon of="check" size={16} />}
          {said[progress.verb][progress.step]}
        </p>
      )}
      {progress?.step === 'failed' && (
        <div class="progress progress-failed" role="alert">
          <GlyphIcon of="warning" size={16} />
          <div>
            <strong>{words.act.failed}</strong> {progress.trouble === undefined ? words.wentWrong : <PARTS.trouble.View trouble={progress.trouble} system={detail.system} />}
          </div>
        </div>
      )}
    </section>
  );
}
