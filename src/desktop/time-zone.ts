import { zoneOf, type Zone } from '../policy/zone.ts';

/** The machine's time zone. */
export interface TimeZone {
  current(): Zone;
  /** It may have been changed. */
  lookAgain(): void;
}

/** `env`: of this very process. */
export function machineTimeZone(env: Record<string, string | undefined> = process.env): TimeZone {
  const read = (): Zone => zoneOf(new Intl.DateTimeFormat().resolvedOptions().timeZone);
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
