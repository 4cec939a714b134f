import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '../../src/shared/clock.ts';
import { useModel } from '../model.ts';
import { createTicker } from './ticker.ts';
import type { Ticker } from './ticker.ts';

/** One a clock and interval: deadlines in the list, in the detail and in a story move together, by one timer. */
const tickers = new WeakMap<Clock, Map<number, Ticker>>();

/** The present time, told again every so many ms while the component is shown and the page can be seen. */
export function useNow(every: number): number {
  const { clock } = useModel();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => tickerOf(clock, every).listen(() => setNow(clock.now())), [clock, every]);
  return now;
}

function tickerOf(clock: Clock, every: number): Ticker {
  const ofClock = tickers.get(clock) ?? new Map<number, Ticker>();
  tickers.set(clock, ofClock);
  const ticker = ofClock.get(every) ?? createTicker(clock, every, document);
  ofClock.set(every, ticker);
  return ticker;
}
