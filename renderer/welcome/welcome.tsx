import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import { useTour } from '../tour.ts';
import { CategoryTile, GlyphIcon } from '../ui/icons.tsx';
import { useWordsOf } from '../words.ts';

const SIGNS = ['order', 'dispute', 'chat'] as const;

/** The first thing a new user sees: what this is, the one step to begin, and a look around without it. */
export function Welcome(): JSX.Element {
  const words = useWordsOf('welcome').welcome;
  const { go, edit, app, attempt } = useModel();
  const { begin } = useTour();
  const [going, setGoing] = useState(false);
  const keyring = app.value?.keyring;
  const look = async (): Promise<void> => {
    setGoing(true);
    await attempt(begin);
    setGoing(false);
  };
  return (
    <main class="welcome quiet-scroll">
      <div class="welcome-in">
        <Bell />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <ul class="points">
          {words.points.map(({ title, text }, index) => (
            <li key={title}>
              <CategoryTile category={SIGNS[index] ?? 'system'} />
              <div>
                <strong>{title}</strong>
                <p class="soft">{text}</p>
              </div>
            </li>
          ))}
        </ul>
        <button
          type="button"
          class="button primary start"
          aria-describedby="start-hint"
          onClick={() => {
            go('connections');
            edit('new');
          }}
        >
          {words.start}
        </button>
        <p id="start-hint" class="soft start-hint">
          {words.startHint}
        </p>
        <button type="button" class="button quiet" disabled={going} onClick={() => void look()}>
          {words.look}
        </button>
        <p class="soft small-print">
          <GlyphIcon of="lock" size={15} />
          {words.privacy[keyring === 'none' || keyring === 'plain' ? keyring : 'keyring']}
        </p>
      </div>
    </main>
  );
}

function Bell(): JSX.Element {
  return (
    <svg class="bell" viewBox="-6 0 132 104" width="132" height="104" aria-hidden="true" focusable="false">
      <path class="bell-rings" d="M22 30a40 40 0 0 0-6 34M98 30a40 40 0 0 1 6 34M10 22a54 54 0 0 0-8 48M110 22a54 54 0 0 1 8 48" />
      <path class="bell-body" d="M60 12a26 26 0 0 0-26 26c0 24-8 31-12 36-2 3 0 6 3 6h70c3 0 5-3 3-6-4-5-12-12-12-36a26 26 0 0 0-26-26z" />
      <path class="bell-shine" d="M45 40c0-9 5-15 12-17" />
      <path class="bell-clapper" d="M49 86a11.5 11.5 0 0 0 22 0z" />
      <circle class="bell-body" cx="60" cy="9" r="5" />
    </svg>
  );
}
