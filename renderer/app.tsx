import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Banners } from './ui/banners.tsx';
import { Connections } from './connections/connections.tsx';
import { Inbox } from './inbox/inbox.tsx';
import { useModel } from './model.ts';
import { Settings } from './settings/settings.tsx';
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
  const fresh = connections.value?.length === 0 && inbox.counts.value?.total === 0;
  return (
    <div class="shell">
      <Sidebar fresh={fresh} onKeys={() => setShowKeys(true)} />
      <div class="stage">
        <Banners />
        {view.value === 'inbox' && (fresh ? <Welcome /> : <Inbox />)}
        {view.value === 'connections' && <Connections />}
        {view.value === 'settings' && <Settings />}
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
