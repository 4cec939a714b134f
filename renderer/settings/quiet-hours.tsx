import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { QuietSpan } from '../../src/shared/quiet.ts';
import { useModel } from '../model.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWordsOf } from '../words.ts';
import { FIRST_SPAN, isWhole, MOST_SPANS, saySpan, WEEK, withDay, withWhole } from './spans.ts';
import { Switch } from './switch.tsx';

/** When it is quiet by itself, and what comes through. */
export function QuietHours(): JSX.Element | null {
  const words = useWordsOf('delivery').hours;
  const model = useModel();
  const settings = model.settings.value;
  if (settings === undefined) return null;
  const spans = settings.quietHours;
  const save = (quietHours: QuietSpan[]): Promise<void> => model.change({ quietHours });

  function remove(nth: number): void {
    void save(spans.filter((_, index) => index !== nth));
    model.show({ text: words.removed, undo: () => void save(spans) });
    requestAnimationFrame(() => document.getElementById('add-hours')?.focus());
  }

  return (
    <>
      <p class="soft">{words.lead}</p>
      {spans.length === 0 && <p>{words.none}</p>}
      {spans.length > 0 && (
        <ul class="spans">
          {spans.map((span, nth) => (
            <li key={nth}>
              <Span nth={nth} span={span} onChange={(next) => void save(spans.map((each, index) => (index === nth ? next : each)))} onRemove={() => remove(nth)} />
            </li>
          ))}
        </ul>
      )}
      {spans.length < MOST_SPANS ? (
        <button
          id="add-hours"
          type="button"
          class="button at-start"
          onClick={() => {
            void save([...spans, FIRST_SPAN]);
            requestAnimationFrame(() => document.getElementById(`from-${spans.length}`)?.focus());
          }}
        >
          <GlyphIcon of="plus" size={16} />
          {words.add}
        </button>
      ) : (
        <p class="soft">{words.most(MOST_SPANS)}</p>
      )}
      <Switch label={words.urgent} help={words.urgentHelp} on={settings.urgentInQuietHours} onChange={(urgentInQuietHours) => void model.change({ urgentInQuietHours })} />
      <Switch label={words.desktop} help={words.desktopHelp} on={settings.heedDesktopQuiet} onChange={(heedDesktopQuiet) => void model.change({ heedDesktopQuiet })} />
      {settings.heedDesktopQuiet && (
        <Switch
          label={words.urgentDesktop}
          help={words.urgentDesktopHelp}
          on={settings.urgentInDesktopQuiet}
          onChange={(urgentInDesktopQuiet) => void model.change({ urgentInDesktopQuiet })}
        />
      )}
    </>
  );
}

interface SpanProps {
  nth: number;
  span: QuietSpan;
  onChange: (span: QuietSpan) => void;
  onRemove: () => void;
}

function Span({ nth, span, onChange, onRemove }: SpanProps): JSX.Element {
  const words = useWordsOf('delivery').hours;
  const { dates, speech } = useModel();
  const language = speech.tongue.value?.language;
  const list = useMemo(() => new Intl.ListFormat(language, { type: 'conjunction' }), [language]);
  const whole = isWhole(span);
  const said = saySpan(span, words, list, (time) => dates.time(new Date(`2000-01-01T${time}`).getTime()));
  return (
    <fieldset class="span" aria-describedby={`span-${nth}`}>
      <legend class="unseen">{words.nth(nth + 1)}</legend>
      <div class="span-days" role="group" aria-label={words.days}>
        {WEEK.map((day) => (
          <label key={day} class="day-pick">
            <input type="checkbox" aria-label={words.long[day]} checked={span.days.includes(day)} onChange={() => onChange(withDay(span, day))} />
            <span aria-hidden="true">{words.short[day]}</span>
          </label>
        ))}
        <span class="grow" />
        <button type="button" class="icon-button small" aria-label={words.remove(said)} onClick={onRemove}>
          <GlyphIcon of="close" size={14} />
        </button>
      </div>
      <div class="span-times">
        {!whole && (
          <>
            <TimeField id={`from-${nth}`} label={words.from} value={span.from} onChange={(from) => onChange({ ...span, from })} />
            <TimeField id={`to-${nth}`} label={words.to} value={span.to} onChange={(to) => onChange({ ...span, to })} />
          </>
        )}
        <label class="consent all-day">
          <input type="checkbox" checked={whole} onChange={({ currentTarget }) => onChange(withWhole(span, currentTarget.checked))} />
          <span>{words.allDay}</span>
        </label>
      </div>
      <p id={`span-${nth}`} class={span.days.length === 0 ? 'worry' : 'soft'} role="status">
        {said}
      </p>
    </fieldset>
  );
}

function TimeField({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (value: string) => void }): JSX.Element {
  return (
    <label class="time-field">
      <span>{label}</span>
      <input
        id={id}
        type="time"
        required
        value={value}
        // Once it is left: while it is typed it is half a time, and would be another one each moment.
        onBlur={({ currentTarget }) => {
          const time = currentTarget.value.slice(0, 5);
          if (time === '') currentTarget.value = value;
          else if (time !== value) onChange(time);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </label>
  );
}
