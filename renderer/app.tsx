import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { TextSize, Theme } from '../src/shared/settings.ts';
import { Banners } from './ui/banners.tsx';
import { Inbox } from './inbox/inbox.tsx';
import { useModel } from './model.ts';
import { PARTS } from './parts.ts';
import { PLACES } from './places.ts';
import type { Speech } from './speech.ts';
import { useTour } from './tour.ts';
import { useKeys } from './ui/keys.ts';
import { LiveRegion } from './ui/live.tsx';
import { Sidebar } from './ui/sidebar.tsx';
import { useSlow } from './ui/slow.ts';
import { ToastBox } from './ui/toast.tsx';
import { useWords } from './words.ts';

/** The window: where you are on the left, what is there on the right. */
export function App(): JSX.Element {
  const { view, settings, connections, inbox, menu, trouble, speech } = useModel();
  const [showKeys, setShowKeys] = useState(false);
  useLook(settings.value?.theme ?? 'system', settings.value?.textSize ?? 'normal');
  useKeys(() => setShowKeys(true));
  usePrepared(speech);
  const touring = useTour().touring.value;
  const fresh = connections.value?.length === 0 && inbox.counts.value?.total === 0;
  // Before it is known whether this is a first start, only alerts say that it is none: the welcome must not take the inbox's place.
  const known = inbox.listing.value.keys.length > 0 || (connections.value !== undefined && inbox.counts.value !== undefined);
  const unknown = !known && inbox.status.value !== 'failed' && !trouble.value;
  return (
    <div class="shell">
      <Sidebar fresh={fresh || unknown} onKeys={() => setShowKeys(true)} />
      <div class="stage">
        {touring !== undefined && <touring.Banner />}
        <Banners />
        {view.value === 'inbox' && (unknown ? <Unknown /> : fresh ? <PLACES.welcome.View /> : <Inbox />)}
        {view.value === 'chats' && <PARTS.chats.View />}
        {view.value === 'connections' && <PLACES.connections.View />}
        {view.value === 'settings' && <PLACES.settings.View />}
      </div>
      <ToastBox />
      {menu.value !== undefined && <PARTS.menu.View menu={menu.value} />}
      <LiveRegion />
      {showKeys && <PARTS.keys.View onClose={() => setShowKeys(false)} />}
    </div>
  );
}

/** The moment until the inbox is known; after a blink it says so. */
function Unknown(): JSX.Element {
  const words = useWords();
  const slow = useSlow(true);
  return <main class="page" aria-busy="true">{slow && <p class="slow">{words.list.loading}</p>}</main>;
}

/** The colours and the text size that were chosen; in place before the first paint after they are known, so that nothing jumps. */
function useLook(theme: Theme, textSize: TextSize): void {
  useLayoutEffect(() => {
    Object.assign(document.documentElement.dataset, { theme, text: textSize });
  }, [theme, textSize]);
}

/** Loads the other places once the window has nothing else to do, so that they open at once. */
function usePrepared(speech: Speech): void {
  useEffect(() => {
    const soon = requestIdleCallback(() => [...Object.values(PLACES), ...Object.values(PARTS)].forEach(({ prepare }) => void prepare(speech)));
    return () => cancelIdleCallback(soon);
  }, [speech]);
}
