import type { Clock } from '../../shared/clock.ts';
import { isRecord } from '../../wire/record.ts';
import { plainLine } from '../../wire/text.ts';
import { ageOf, type Moment, momentOf } from '../moment.ts';
import { isHeaderSafe } from './rest.ts';
import { idOf } from './row-id.ts';

/** The venues that a client hears of, as REST said last. Kept as long as the source lives. */
export interface Locations {
  /** What a venue is called, by its id or by the one that we mapped it to. */
  nameOf(id: string): string | undefined;
  isKnown(id: string): boolean;
  /** Rows of REST. Answers the ids among them that REST can be asked about. */
  learn(rows: readonly unknown[]): string[];
  /** Whether it is time to ask for them because of one that is unknown: once a minute at most. */
  isDue(): boolean;
  /** They are asked for now. */
  asked(): void;
}

const ASK_MS = 60_000;
const MAX_NAME = 200;
/** More are forgotten, the oldest first. */
const MAX_KNOWN = 10_000;

export function createLocations(clock: Clock): Locations {
  const names = new Map<string, string | undefined>();
  let askedAt: Moment | undefined;

  const keep = (id: string, name: string | undefined): void => {
    if (id === '') return;
    names.delete(id);
    names.set(id, name);
    for (const oldest of names.keys()) {
      if (names.size <= MAX_KNOWN) break;
      names.delete(oldest);
    }
  };

  return {
    nameOf: (id) => names.get(id),
    isKnown: (id) => names.has(id),
    learn(rows) {
      const ids: string[] = [];
      for (const row of rows) {
        if (!isRecord(row)) continue;
        const id = idOf(row);
        const name = plainLine(row['name'], MAX_NAME);
        keep(id, name);
        keep(idOf({ id: row['mappedLocationId'] }), name);
        if (isHeaderSafe(id) && !ids.includes(id)) ids.push(id);
      }
      return ids;
    },
    isDue: () => askedAt === undefined || ageOf(clock, askedAt) >= ASK_MS,
    asked() {
      askedAt = momentOf(clock);
    },
  };
}
