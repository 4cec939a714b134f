import type { JSX } from 'preact';
import type { HistoryEntry } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { useWords } from '../words.ts';

/** What was learned and done about an alert, in order. */
export function History({ entries }: { entries: readonly HistoryEntry[] }): JSX.Element | null {
  const words = useWords();
  const { dates } = useModel();
  if (entries.length === 0) return null;
  return (
    <section class="history">
      <h3>{words.detail.history}</h3>
      <ol>
        {entries.map(({ at, event, note }, index) => (
          <li key={index} class={`event event-${event}`}>
            <span>
              <span class="event-name">{words.detail.events[event]}</span>
              {note !== '' && <span class="soft"> {note}</span>}
            </span>
            <time dateTime={new Date(at).toISOString()}>{dates.stamp(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
