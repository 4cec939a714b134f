import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model.ts';

/** True once `waiting` has lasted longer than a blink: before that a sign of it would only flicker. */
export function useSlow(waiting: boolean): boolean {
  const { clock } = useModel();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    return waiting ? clock.after(300, () => setSlow(true)) : undefined;
  }, [waiting, clock]);
  return slow && waiting;
}
