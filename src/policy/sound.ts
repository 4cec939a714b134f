import type { Category } from '../shared/alert.ts';
import type { Sound } from '../shared/sound.ts';
import { BURST } from './recent.ts';

/** What the user chose to hear. */
export interface SoundRules {
  app: Sound;
  categories: Partial<Record<Category, Sound>>;
}

/** When something was last heard, by a clock that only grows; immutable. */
export interface Heard {
  readonly at?: number;
  readonly urgentAt?: number;
}

/** The sound of a category, before any limit. */
export function soundOf(category: Category | undefined, { app, categories }: SoundRules): Sound {
  return (category === undefined ? undefined : categories[category]) ?? app;
}

/** One sound a burst: what follows within its time is silent. What is urgent is heard once more. */
export function sounding(sound: Sound, urgent: boolean, heard: Heard, elapsed: number): { sound: Sound; heard: Heard } {
  const lately = (at: number | undefined) => at !== undefined && elapsed - at < BURST.withinMs;
  if (sound === 'none' || lately(urgent ? heard.urgentAt : heard.at)) return { sound: 'none', heard };
  return { sound, heard: urgent ? { at: elapsed, urgentAt: elapsed } : { ...heard, at: elapsed } };
}
