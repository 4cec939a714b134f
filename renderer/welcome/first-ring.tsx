import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../src/shared/bridge.ts';
import { standing, StateDot } from '../connections/state.tsx';
import { useModel } from '../model.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWordsOf } from '../words.ts';

/** After the first connection: whether it hears, a ring to try, and the way to the inbox. */
export function FirstRing({ connection: { name, state } }: { connection: ConnectionView }): JSX.Element {
  const words = useWordsOf('welcome').firstRing;
  const { bridge, attempt, go } = useModel();
  const [rung, setRung] = useState<'shown' | 'failed' | undefined>(undefined);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const ring = (): Promise<boolean> =>
    attempt(async () => {
      setRung(await bridge.call('app.testNotification'));
    });
  return (
    <section class="first-ring" aria-labelledby="first-ring">
      <h2 id="first-ring" tabIndex={-1} ref={title}>
        {words.title}
      </h2>
      <p class="first-step" role="status">
        <StateDot state={state} />
        <span>{words[told(state)](name)}</span>
      </p>
      <div class="first-step">
        <GlyphIcon of="bell" size={18} />
        <p role="status">{rung === undefined ? words.ringHelp : rung === 'shown' ? words.rung : words.silent}</p>
      </div>
      <div class="buttons">
        <button type="button" class={`button ${rung === undefined ? 'primary' : ''}`} onClick={() => void ring()}>
          {rung === undefined ? words.ring : words.ringAgain}
        </button>
        <button type="button" class={`button ${rung === undefined ? '' : 'primary'}`} onClick={() => go('inbox')}>
          {words.toInbox}
        </button>
      </div>
    </section>
  );
}

function told(state: ConnectionView['state']): 'listens' | 'waits' | 'reads' | 'failed' {
  switch (standing(state)) {
    case 'online':
    case 'partly':
      return 'listens';
    case 'catching-up':
      return 'reads';
    case 'connecting':
    case 'paused':
      return 'waits';
    case 'waiting':
    case 'blocked':
      return 'failed';
  }
}
