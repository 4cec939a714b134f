import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Banners } from './ui/banners.tsx';
import { Inbox } from './inbox/inbox.tsx';
import { useModel } from './model.ts';
import { PLACES } from './places.ts';
import { KeyList, useKeys } from './ui/keys.tsx';
import { LiveRegion } from './ui/live.tsx';
import { Sidebar } from './ui/sidebar.tsx';
import { ToastBox } from './ui/toast.tsx';
import { Welcome } from './welcome/welcome.tsx';

/** The window: where you are on the left, what is there on the right. */
export function App(): JSX.Element {
  const { view, settings, connections, inbox } = useModel();
  const [showKeys, setShowKeys] = useState(false);
  useTheme(settings.value?.theme ?? 'system');
  useKeys(() => setShowKeys(true));
  usePrepared();
  const fresh = connections.value?.length === 0 && inbox.counts.value?.total === 0;
  return (
    <div class="shell">
      <Sidebar fresh={fresh} onKeys={() => setShowKeys(true)} />
      <div class="stage">
        <Banners />
        {view.value === 'inbox' && (fresh ? <Welcome /> : <Inbox />)}
        {view.value === 'connections' && <PLACES.connections.View />}
        {view.value === 'settings' && <PLACES.settings.View />}
      </div>
      <ToastBox />
      <LiveRegion />
      {showKeys && <KeyList onClose={() => setShowKeys(false)} />}
    </div>
  );
}

function useTheme(theme: 'system' | 'light' | 'dark'): void {
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** Loads the other places once the window has nothing else to do, so that they open at once. */
function usePrepared(): void {
  useEffect(() => {
    const soon = requestIdleCallback(() => Object.values(PLACES).forEach(({ prepare }) => void prepare()));
    return () => cancelIdleCallback(soon);
  }, []);
}
