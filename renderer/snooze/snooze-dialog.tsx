import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Response } from '../../src/shared/bridge.ts';
import { daysAgo } from '../inbox/days.ts';
import { useModel } from '../model.ts';
import delivery from '../settings/delivery.css' with { type: 'text' };
import { useStyles } from '../styles/use-styles.ts';
import { Dialog } from '../ui/dialog.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { moment } from '../ui/moment.ts';
import { useWordsOf } from '../words.ts';
import { nextHour, readTime } from './own-time.ts';
import css from './snooze.css' with { type: 'text' };

/** Until when an alert is to leave the screen: one of the usual times, or another. */
export function SnoozeDialog({ id }: { id: number }): JSX.Element {
  const words = useWordsOf('delivery').snooze;
  const said = useWordsOf('quiet');
  const model = useModel();
  useStyles(delivery);
  useStyles(css);
  const [now] = useState(() => model.clock.now());
  const [times, setTimes] = useState<Response<'inbox.snoozeTimes'> | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const close = (): void => model.inbox.askSnooze(undefined);
  useEffect(() => {
    let wanted = true;
    void model
      .attempt(async () => {
        const offered = await model.bridge.call('inbox.snoozeTimes');
        if (wanted) setTimes(offered);
      })
      .then((done) => wanted && setFailed(!done));
    return () => {
      wanted = false;
    };
  }, []);
  useEffect(() => {
    if (times !== undefined) document.getElementById('snooze-hour')?.focus();
  }, [times]);

  async function snooze(until: number): Promise<void> {
    const wasRead = await model.inbox.snooze(id, until);
    close();
    if (wasRead === undefined) return;
    const undo = async (): Promise<void> => {
      await model.inbox.snooze(id, null);
      if (wasRead) await model.inbox.mark([id], true);
    };
    model.show({ text: said.snoozedUntil(moment(until, now, said, model.dates)), undo: () => void undo() });
    requestAnimationFrame(() => document.getElementById('alerts')?.focus({ preventScroll: true }));
  }

  return (
    <Dialog title={words.title} onClose={close}>
      <p class="soft">{words.lead}</p>
      {failed && (
        <p class="worry" role="alert">
          {words.failed}
        </p>
      )}
      <ul class="snooze-times">
        {times !== undefined &&
          (
            [
              ['hour', words.hour, times.hour],
              ['evening', words.evening, times.evening],
              ['morning', daysAgo(times.morning, now) === 0 ? words.soonMorning : words.morning, times.morning],
            ] as const
          ).map(([name, label, at]) =>
            at === undefined ? null : (
              <li key={name}>
                <button id={`snooze-${name}`} type="button" class="snooze-time" onClick={() => void snooze(at)}>
                  <GlyphIcon of="clock" size={17} />
                  <span class="grow">{label}</span>
                  <span class="soft">{moment(at, now, said, model.dates)}</span>
                </button>
              </li>
            )
          )}
      </ul>
      <OwnTime now={now} onTime={(at) => void snooze(at)} />
    </Dialog>
  );
}

function OwnTime({ now, onTime }: { now: number; onTime: (at: number) => void }): JSX.Element {
  const words = useWordsOf('delivery').snooze;
  const { clock } = useModel();
  const [own, setOwn] = useState(() => nextHour(now));
  const [problem, setProblem] = useState('');
  return (
    <form
      class="own-time"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = readTime(own.date, own.time, clock.now());
        if ('at' in read) onTime(read.at);
        else setProblem(words[read.is]);
      }}
    >
      <fieldset aria-describedby="own-time-problem">
        <legend>{words.own}</legend>
        <div class="own-fields">
          <label class="time-field">
            <span>{words.date}</span>
            <input type="date" required value={own.date} min={nextHour(now).date} onInput={({ currentTarget }) => setOwn({ ...own, date: currentTarget.value })} />
          </label>
          <label class="time-field">
            <span>{words.time}</span>
            <input type="time" required value={own.time} onInput={({ currentTarget }) => setOwn({ ...own, time: currentTarget.value })} />
          </label>
          <button type="submit" class="button">
            {words.set}
          </button>
        </div>
        <p id="own-time-problem" class="worry" role="alert">
          {problem}
        </p>
      </fieldset>
    </form>
  );
}
