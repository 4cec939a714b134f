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
  /** When the last catch-up began. */
  caughtUpAt: Moment | undefined;
}

export function createMemory({ clock, sink }: Pick<SourceDeps, 'clock' | 'sink'>): Memory {
  const fresh = (): Meeting => createMeeting({ held: (identity, key) => sink.held(identity, key) });
  let meeting = fresh();
  return {
    locations: createLocations(clock),
    meeting: () => meeting,
    forgetTold() {
      meeting = fresh();
    },
    caughtUpAt: undefined,
  };
}
