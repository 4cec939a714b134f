import { createLocations, type Locations } from './locations.ts';
import { createMeeting, type Meeting } from './meeting.ts';
import type { Moment } from '../moment.ts';
import type { SourceDeps } from '../source.ts';

/** What outlives a stay. */
export interface Memory {
  locations: Locations;
  meeting(): Meeting;
  /** Something that was told could not be kept: only what the journal holds counts as told. */
  forgetTold(): void;
  /** How far the server's clock is ahead of ours (ms), as REST said last. */
  ahead: number;
  /** When the last catch-up began. */
  caughtUpAt: Moment | undefined;
}

export function createMemory({ clock, sink }: Pick<SourceDeps, 'clock' | 'sink'>): Memory {
  /** A journal that cannot be read keeps nothing from ringing; what is wrong with it is told where it is written. */
  const held: SourceDeps['sink']['held'] = (identity, key) => {
    try {
      return sink.held(identity, key);
    } catch {
      return undefined;
    }
  };
  const fresh = (): Meeting => createMeeting({ held });
  let meeting = fresh();
  return {
    locations: createLocations(clock),
    meeting: () => meeting,
    forgetTold() {
      meeting = fresh();
    },
    ahead: 0,
    caughtUpAt: undefined,
  };
}
