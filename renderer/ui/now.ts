import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model.ts';

/** The present time, told again at each full `every` ms while the component is shown. */
export function useNow(every: number): number {
  const { clock } = useModel();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let stop = clock.after(every, tick);
    function tick(): void {
      setNow(clock.now());
      stop = clock.after(every, tick);
    }
    return () => stop();
  }, [clock, every]);
  return now;
}
