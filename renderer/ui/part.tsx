import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import { useWords } from '../words.ts';

type View<P> = (props: P) => JSX.Element | null;

/** A part of a view whose script is loaded apart from what the window begins with. */
export interface Part<P> {
  /** The part; nothing for the moment that it takes to load. */
  View: View<P>;
  /** Loads it beforehand. Never rejects: that it could not be loaded is said where it is opened. */
  prepare(): Promise<void>;
}

/** `load` imports the script. */
export function part<P extends object>(load: () => Promise<View<P>>): Part<P> {
  let loaded: View<P> | undefined;
  const get = async (): Promise<View<P>> => (loaded ??= await load());

  function PartView(props: P): JSX.Element | null {
    const words = useWords();
    const { show } = useModel();
    const [view, setView] = useState<{ view: View<P> } | undefined>(loaded && { view: loaded });
    useEffect(() => {
      if (view !== undefined) return undefined;
      let wanted = true;
      get().then(
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
    return view === undefined ? null : <view.view {...props} />;
  }

  return {
    View: PartView,
    async prepare() {
      await get().catch(reportError);
    },
  };
}
