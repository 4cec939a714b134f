import { quietChangesAt, quietNow } from '../policy/quiet.ts';
import type { Zone } from '../policy/zone.ts';
import type { Clock, Stop } from '../shared/clock.ts';
import type { Quiet } from '../shared/quiet.ts';
import type { Settings } from '../shared/settings.ts';
import type { SettingsStore } from '../vault/settings.ts';
import type { TimeZone } from './time-zone.ts';

export interface QuietWatchParts {
  settings: Pick<SettingsStore, 'get' | 'onChange'>;
  clock: Clock;
  zone: TimeZone;
  /** Whether the desktop's own do-not-disturb is on. */
  desktopQuiet(): boolean;
  /** It is otherwise than it was. */
  changed(quiet: Quiet | undefined): void;
}

/** Whether it is quiet, and when that changes by itself. */
export interface QuietWatch {
  /** As of this moment; whoever watches is told first where a timer came too late. */
  current(): Quiet | undefined;
  /** The clock, its zone or the desktop may have changed. */
  look(): void;
  close(): void;
}

/** How it was found to be, from what, and until when that holds. */
interface Found {
  quiet: Quiet | undefined;
  settings: Settings;
  zone: Zone;
  desktop: boolean;
  from: number;
  until: number;
}

/** The clock may be set, and the zone changed, while a timer waits: nothing tells of either. */
const LONGEST_MS = 3_600_000;

export function watchQuiet({ settings, clock, zone, desktopQuiet, changed }: QuietWatchParts): QuietWatch {
  let timer: Stop | undefined;
  let found: Found | undefined;

  /** Asked about each alert: worked out only where something is otherwise. */
  function find(): Found {
    const now = clock.now();
    const of = { settings: settings.get(), zone: zone.current(), desktop: desktopQuiet() };
    const isSame = found?.settings === of.settings && found.zone === of.zone && found.desktop === of.desktop;
    if (found !== undefined && isSame && found.from <= now && now < found.until) return found;
    const quiet = quietNow(of.settings, of.desktop, now, of.zone);
    return { ...of, quiet, from: now, until: quietChangesAt(of.settings, now, of.zone) ?? Infinity };
  }

  function current(): Quiet | undefined {
    const before = found?.quiet;
    found = find();
    const { quiet } = found;
    if (quiet?.why !== before?.why || quiet?.until !== before?.until || quiet?.urgentComes !== before?.urgentComes) changed(quiet);
    return quiet;
  }

  function look(): void {
    timer?.();
    timer = undefined;
    current();
    const until = found?.until ?? Infinity;
    if (until === Infinity) return;
    timer = clock.after(Math.min(until - clock.now(), LONGEST_MS), () => {
      zone.lookAgain();
      look();
    });
  }

  const stopListening = settings.onChange(look);
  return {
    current,
    look,
    close() {
      stopListening();
      timer?.();
    },
  };
}
