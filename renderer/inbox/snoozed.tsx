import type { JSX } from 'preact';
import type { AlertDetail } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWordsOf } from '../words.ts';
import { daysAgo } from './days.ts';
import { moment } from '../ui/moment.ts';
import type { Dates } from '../ui/time.ts';

/** That an alert is off the screen, and until when. */
export function SnoozedChip({ until, now, dates }: { until: number; now: number; dates: Dates }): JSX.Element {
  const words = useWordsOf('quiet');
  const when = daysAgo(until, now) === 0 ? dates.time(until) : dates.brief(until, now);
  return (
    <span class="chip" title={words.snoozedUntil(moment(until, now, words, dates))}>
      <GlyphIcon of="moon" size={13} />
      <span class="unseen">{words.snooze} </span>
      {words.until(when)}
    </span>
  );
}

/** The same where the alert is open, with the ways to change it. */
export function Snoozed({ detail: { id, snoozedUntil }, now }: { detail: Pick<AlertDetail, 'id' | 'snoozedUntil'>; now: number }): JSX.Element | null {
  const words = useWordsOf('quiet');
  const { inbox, dates, show } = useModel();
  if (snoozedUntil === undefined) return null;
  return (
    <div class="deadline">
      <GlyphIcon of="moon" size={18} />
      <span class="grow">{words.snoozedUntil(moment(snoozedUntil, now, words, dates))}</span>
      <button
        type="button"
        class="button small"
        onClick={() =>
          void inbox.snooze(id, null).then((done) => {
            if (done !== undefined) show({ text: words.snoozeEnded });
            document.getElementById('detail')?.focus({ preventScroll: true });
          })
        }
      >
        {words.endSnooze}
      </button>
    </div>
  );
}
