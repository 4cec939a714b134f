import type { JSX } from 'preact';
import { useModel } from '../model.ts';

/** Where a screen reader hears what happened by itself. There from the start, because regions that come later are not heard. */
export function LiveRegion(): JSX.Element {
  const { said } = useModel();
  return (
    <div class="unseen" role="status" aria-live="polite">
      {said.value}
    </div>
  );
}
