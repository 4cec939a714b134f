import { BURST } from '../../src/policy/recent.ts';

/** Keeps to the app's own limit: so few alerts ring by themselves in so short a time, and urgent ones are counted apart (design.md). */
export interface Pace {
  /** Resolves as soon as one more of that kind may ring. */
  room(urgent: boolean): Promise<void>;
  /** One of that kind may have rung just now. */
  rang(urgent: boolean): void;
}

/** `now` in milliseconds; `waits` is told for how long, before each wait that a person would notice. */
export function createPace(now: () => number, waits: (ms: number) => void): Pace {
  const rings = { urgent: [] as number[], other: [] as number[] };
  const of = (urgent: boolean): number[] => rings[urgent ? 'urgent' : 'other'];
  return {
    async room(urgent) {
      const before = of(urgent).at(-BURST.rings);
      const ms = before === undefined ? 0 : before + BURST.withinMs - now();
      if (ms <= 0) return;
      if (ms > 1_000) waits(ms);
      await new Promise((resolve) => setTimeout(resolve, ms));
    },
    rang: (urgent) => void of(urgent).push(now()),
  };
}
