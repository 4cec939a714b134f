import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import type { Topic } from '../vocabulary.ts';
import { useWords } from '../words.ts';
import { Empty } from './empty.tsx';
import { loading } from './loading.ts';
import type { Loading } from './loading.ts';
import { useSlow } from './slow.ts';

type View = () => JSX.Element;

/** A place of the window, loaded apart from what the window begins with. */
export interface Later extends Pick<Loading<View>, 'prepare'> {
  /** The place; blank for the moment that it takes to load. */
  View: View;
}

/** `load` imports the script; `topics`: the words that it says, beside those that are there from the start. */
export function later(topics: readonly Topic[], load: () => Promise<View>): Later {
  const place = loading(topics, load);

  function LaterView(): JSX.Element {
    const { speech } = useModel();
    const [now, setNow] = useState<{ view: View | undefined; failed: boolean }>({ view: place.now(), failed: false });
    useEffect(() => {
      if (now.view !== undefined) return undefined;
      let wanted = true;
      place.get(speech).then(
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

  return { View: LaterView, prepare: place.prepare };
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
