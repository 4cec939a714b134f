import type { NatsMessage, NatsMessages } from '../../transport/network.ts';

/**
 * Tells what came while we were away from what comes now: by the server's own count, since its clock and ours may differ. Ask once for each
 * message that was not seen before, in order.
 */
export interface Past {
  holds(message: Pick<NatsMessage, 'place'>): boolean;
  /** Nothing of it is waited for. */
  isOver(): boolean;
}

export function createPast({ after = 0, waiting }: Pick<NatsMessages, 'after' | 'waiting'>): Past {
  let left = waiting;
  let boundary = after;
  return {
    holds({ place }) {
      if (place === undefined) return false;
      if (place.sequence > boundary && left > 0) {
        // Those that grew too old meanwhile are never sent.
        left = place.waiting === 0 ? 0 : left - 1;
        boundary = place.sequence;
      }
      return place.sequence <= boundary;
    },
    isOver: () => left === 0,
  };
}
