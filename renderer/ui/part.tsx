import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import type { Topic } from '../vocabulary.ts';
import { useWords } from '../words.ts';
import { loading } from './loading.ts';
import type { Loading } from './loading.ts';

type View<P> = (props: P) => JSX.Element | null;

/** A part of a view, loaded apart from what the window begins with. */
export interface Part<P> extends Pick<Loading<View<P>>, 'prepare'> {
  /** The part; nothing for the moment that it takes to load. */
  View: View<P>;
}

/** `load` imports the script; `topics`: the words that it says, beside those that are there from the start. */
export function part<P extends object>(topics: readonly Topic[], load: () => Promise<View<P>>): Part<P> {
  const loaded = loading(topics, load);

  function PartView(props: P): JSX.Element | null {
    const words = useWords();
    const { show, speech } = useModel();
    const [{ view: PartNow }, setView] = useState<{ view: View<P> | undefined }>({ view: loaded.now() });
    useEffect(() => {
      if (PartNow !== undefined) return undefined;
      let wanted = true;
      loaded.get(speech).then(
        (now) => wanted && setView({ view: now }),
        (error: unknown) => {
          reportError(error);
          if (wanted) show({ text: words.notLoaded });
        }
      );
      return () => {
        wanted = false;
      };
    }, []);
    return PartNow === undefined ? null : <PartNow {...props} />;
  }

  return { View: PartView, prepare: loaded.prepare };
}
