import type { Watch } from '../../shared/connection.ts';
import { createKnownKeys, type KnownKeys } from './known-keys.ts';
import { nameOf } from './watch.ts';
import type { WatchMemory } from './watcher.ts';

const MAX_KEYS = 5_000;

/** What of the watches outlives a stay. */
export interface WaypointMemory {
  of(watch: Watch): WatchMemory;
  known: KnownKeys;
  /** The last stay ended as one does whose server only seems to be there: the next is online once it has proven to be. */
  doubtful: boolean;
}

export function createWaypointMemory(): WaypointMemory {
  const memories = new Map<string, WatchMemory>();
  return {
    of(watch) {
      const name = nameOf(watch);
      const memory = memories.get(name) ?? { covered: undefined };
      memories.set(name, memory);
      return memory;
    },
    known: createKnownKeys(MAX_KEYS),
    doubtful: false,
  };
}
