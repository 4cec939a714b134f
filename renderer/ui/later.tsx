import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../words.ts';
import { Empty } from './empty.tsx';
import { useSlow } from './slow.ts';

type View = () => JSX.Element;

/** A place of the window whose script is loaded apart from what the window begins with. */
export interface Later {
  /** The place; blank for the moment that it takes to load. */
  View: View;
  /** Loads it beforehand. Never rejects: that it could not be loaded is said where it is opened. */
  prepare(): Promise<void>;
}

/** `load` imports the script. One that failed stays so as long as the page lives: Chromium remembers. */
export function later(load: () => Promise<View>): Later {
  let loaded: View | undefined;
  const get = async (): Promise<View> => (loaded ??= await load());

  function LaterView(): JSX.Element {
    const [now, setNow] = useState<{ view: View | undefined; failed: boolean }>({ view: loaded, failed: false });
    useEffect(() => {
      if (now.view !== undefined) return undefined;
      let wanted = true;
      get().then(
        (view) => wanted && setNow({ view, failed: false }),
        (error: unknown) => {
          reportError(error);
          if (wanted) setNow({ view: undefined, failed: true });
        }
      );
      return () => {
        wanted = false;
      };
    }, []);
    return now.view === undefined ? <Blank failed={now.failed} /> : <now.view />;
  }

  return {
    View: LaterView,
    async prepare() {
      await get().catch(reportError);
    },
  };
}

/** What stands there until the place is loaded: nothing, as long as it is a moment. */
function Blank({ failed }: { failed: boolean }): JSX.Element {
  const words = useWords();
  const slow = useSlow(!failed);
  return (
    <main class="page" aria-busy={!failed}>
      {slow && <p class="slow">{words.list.loadingMore}</p>}
      {failed && <Empty glyph="warning" title={words.notLoaded} text={words.notLoadedHelp} />}
    </main>
  );
}
