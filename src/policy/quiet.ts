import type { Quiet } from '../shared/quiet.ts';
import type { Settings } from '../shared/settings.ts';
import { nextQuietChange, quietUntil } from './quiet-hours.ts';
import type { Zone } from './zone.ts';

export type QuietSettings = Pick<
  Settings,
  'pausedUntil' | 'quietHours' | 'urgentInQuietHours' | 'heedDesktopQuiet' | 'urgentInDesktopQuiet'
>;

/**
 * Whether it is quiet now, and why. A pause was just chosen by a person, so nothing comes through it; where quiet hours and the desktop's
 * do-not-disturb meet, what is urgent comes through only if it may come through both.
 */
export function quietNow(said: QuietSettings, desktopQuiet: boolean, now: number, zone: Zone): Quiet | undefined {
  const { pausedUntil } = said;
  if (pausedUntil === null) return { why: 'paused', urgentComes: false };
  if (pausedUntil > now) return { why: 'paused', until: pausedUntil, urgentComes: false };
  const desktop = desktopQuiet && said.heedDesktopQuiet;
  const until = quietUntil(said.quietHours, now, zone);
  const throughDesktop = !desktop || said.urgentInDesktopQuiet;
  if (until !== undefined) return { why: 'quiet-hours', until, urgentComes: said.urgentInQuietHours && throughDesktop };
  return desktop ? { why: 'desktop-quiet', urgentComes: said.urgentInDesktopQuiet } : undefined;
}

/** When to look again though nobody says anything: a pause ends, quiet hours begin or end. */
export function quietChangesAt(said: QuietSettings, now: number, zone: Zone): number | undefined {
  const { pausedUntil } = said;
  const times = [pausedUntil !== null && pausedUntil > now ? pausedUntil : undefined, nextQuietChange(said.quietHours, now, zone)];
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
