import type { TopicState } from '../../shared/connection.ts';
import type { SessionEvents, Stay } from '../life.ts';
import type { Decoded } from './decoded.ts';

/** A way by which events come, from being opened to its end: NATS, or the watches of Waypoint. */
export interface Road extends Stay {
  /** Where each of its subjects or watches stands. */
  topics(): TopicState[];
}

/** What a road says of itself; nothing after `ended`, nor once it is being ended from outside. */
export interface RoadEvents extends SessionEvents {
  /** One of `topics` stands elsewhere. */
  topicsChanged(): void;
  /** These were just given to the journal: labels may be looked up. */
  told(decoded: readonly Extract<Decoded, { type: 'alert' }>[]): void;
}
