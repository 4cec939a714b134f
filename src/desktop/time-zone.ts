import { unnamedZone, zoneOf, type Zone } from '../policy/zone.ts';

/** The machine's time zone. */
export interface TimeZone {
  current(): Zone;
  /** It may have been changed. */
  lookAgain(): void;
}

/** `env`: of this very process. `name`: what the runtime calls the zone. */
export function machineTimeZone(env: Record<string, string | undefined> = process.env, name: () => string | undefined = nameOfZone): TimeZone {
  const read = (): Zone => zoneNamed(name());
  let zone = read();
  return {
    current: () => zone,
    lookAgain() {
      // The runtime keeps the zone that it found at first, until something touches this variable, be it only to remove what is not there.
      if (env['TZ'] === undefined) delete env['TZ'];
      zone = read();
    },
  };
}

const nameOfZone = (): string | undefined => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** With a TZ that is empty, misspelt or the path of a file the runtime has no name for its zone, or one that it does not know itself. */
function zoneNamed(name: string | undefined): Zone {
  try {
    return name === undefined ? unnamedZone() : zoneOf(name);
  } catch (error) {
    if (error instanceof RangeError) return unnamedZone();
    throw error;
  }
}
