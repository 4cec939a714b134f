import type { FinalVerb } from '../shared/alert.ts';
import type { Clock } from '../shared/clock.ts';

/** A question as it was asked: about which entry, and what exactly was shown. */
export interface Asked {
  id: number;
  verb: FinalVerb;
  /** What it is about, unique over all identities. */
  about: string;
  /** See `meaningOf`. */
  meaning: string;
}

/** Questions that wait for a yes, each under a token that is good for one. */
export interface Questions {
  /** Of one thing only the newest question counts. */
  ask(asked: Asked): string;
  /** The question that this answers, which is spent with it; undefined: none such, or too long ago. */
  answer(token: string, id: number, verb: FinalVerb): Asked | undefined;
}

const VALID_MS = 5 * 60_000;
/** Nobody reads more at a time. */
const MAX_WAITING = 50;

export function createQuestions(clock: Pick<Clock, 'now' | 'elapsed'>, newToken: () => string): Questions {
  const waiting = new Map<string, { asked: Asked; token: string; now: number; elapsed: number }>();
  return {
    ask(asked) {
      const token = newToken();
      waiting.delete(asked.about);
      waiting.set(asked.about, { asked, token, now: clock.now(), elapsed: clock.elapsed() });
      for (const oldest of waiting.keys()) {
        if (waiting.size <= MAX_WAITING) break;
        waiting.delete(oldest);
      }
      return token;
    },
    answer(token, id, verb) {
      const found = [...waiting.values()].find((one) => one.token === token && one.asked.id === id && one.asked.verb === verb);
      if (found === undefined) return undefined;
      waiting.delete(found.asked.about);
      // By both clocks: one stands still while the machine sleeps, the other can be set back.
      const age = Math.max(clock.now() - found.now, clock.elapsed() - found.elapsed);
      return age <= VALID_MS ? found.asked : undefined;
    },
  };
}
