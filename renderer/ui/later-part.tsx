import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model.ts';

type View<P> = (props: P) => JSX.Element | null;

/** A part over the window whose script is loaded apart; nothing for the moment that it takes. */
export function laterPart<P extends object>(load: () => Promise<View<P>>): { View: View<P>; prepare(): Promise<void> } {
  let loaded: View<P> | undefined;
  const get = async (): Promise<View<P>> => (loaded ??= await load());

  function LaterPart(props: P): JSX.Element | null {
    const { attempt } = useModel();
    const [Now, setNow] = useState<View<P> | undefined>(() => loaded);
    useEffect(() => {
      // Where it cannot be loaded, the window says that something went wrong.
      if (Now === undefined) void attempt(async () => setNow(await get().then((view) => () => view)));
    }, []);
    return Now === undefined ? null : <Now {...props} />;
  }

  return {
    View: LaterPart,
    async prepare() {
      await get().catch(reportError);
    },
  };
}
