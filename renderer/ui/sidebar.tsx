import type { JSX } from 'preact';
import { CategoryFilter } from '../inbox/filters.tsx';
import { useModel } from '../model.ts';
import type { View } from '../model.ts';
import { useWords } from '../words.ts';
import { GlyphIcon } from './icons.tsx';
import { standing, StateDot } from '../connections/state.tsx';

const PLACES = ['inbox', 'connections', 'settings'] as const satisfies readonly View[];

/** Where one can go. On a narrow window it is a bar at the bottom, with the three places only. */
export function Sidebar({ fresh, onKeys }: { fresh: boolean; onKeys: () => void }): JSX.Element {
  const words = useWords();
  const { view, go, inbox, connections, point } = useModel();
  const unread = inbox.counts.value?.unread ?? 0;
  const needy = connections.value?.some(({ state }) => state.phase === 'blocked' || standing(state) === 'partly') ?? false;
  const signs = { inbox: unread > 0, connections: needy, settings: false };
  return (
    <nav class="side" aria-label={words.navigation}>
      <p class="brand">
        <span class="brand-sign">
          <GlyphIcon of="bell" size={19} />
        </span>
        <span>{words.app}</span>
      </p>
      <div class="side-middle quiet-scroll">
      {!fresh && <CategoryFilter />}
      {connections.value !== undefined && connections.value.length > 0 && (
        <section class="side-connections">
          <h2>{words.places.connections}</h2>
          <ul>
            {connections.value.map(({ id, name, state }) => (
              <li key={id}>
                <button
                  type="button"
                  class="category"
                  onClick={() => point(id)}
                >
                  <StateDot state={state} />
                  <span title={name}>{name}</span>
                  <span class="unseen">
                    {words.marks.comma}
                    {words.connections.phases[standing(state)]}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      </div>
      <ul class="places">
        {PLACES.map((place) => (
          <li key={place}>
            <button
              type="button"
              class={`place place-${place}`}
              aria-current={view.value === place || (place === 'inbox' && view.value === 'chats') ? 'page' : undefined}
              onClick={() => {
                if (place === 'inbox') inbox.close();
                go(place);
              }}
            >
              <span class={signs[place] ? 'signed' : ''}>
                <GlyphIcon of={place} size={19} />
              </span>
              <span>{words.places[place]}</span>
            </button>
          </li>
        ))}
        <li class="place-keys">
          <button type="button" class="place" onClick={onKeys}>
            <GlyphIcon of="question" size={19} />
            <span>{words.keys.title}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}
