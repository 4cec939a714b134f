import type { Placement } from '../shared/settings.ts';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const DEFAULT_SIZE = { width: 1040, height: 720 } as const;
export const MIN_SIZE = { width: 360, height: 440 } as const;

/** As much of a title bar as a hand needs to catch. */
const GRIP = 80;

/**
 * Where the window goes: where it stood, if enough of its top is still on a screen and its size still fits one; else in the middle of the main
 * screen (no x and y).
 */
export function placeWindow(saved: Placement | undefined, screens: readonly Area[]): Partial<Pick<Area, 'x' | 'y'>> & Pick<Area, 'width' | 'height'> {
  if (saved === undefined || ![saved.x, saved.y, saved.width, saved.height].every(Number.isSafeInteger)) return { ...DEFAULT_SIZE };
  const screen = screens.find((area) => overlap(saved, area) >= GRIP && saved.y >= area.y && saved.y <= area.y + area.height - GRIP);
  const room = screen ?? screens[0];
  const width = Math.max(MIN_SIZE.width, Math.min(saved.width, room?.width ?? saved.width));
  const height = Math.max(MIN_SIZE.height, Math.min(saved.height, room?.height ?? saved.height));
  return screen === undefined ? { width, height } : { x: saved.x, y: saved.y, width, height };
}

function overlap(one: Area, other: Area): number {
  return Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
}
