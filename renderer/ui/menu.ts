import type { Glyph } from './icons.tsx';

/** One thing that a menu offers. */
export interface MenuItem {
  name: string;
  glyph: Glyph;
  /** The key that does the same without the menu. */
  key?: string;
  danger?: boolean;
  do: () => void;
}

/** A menu to be shown: where, of what, and who gets the focus back. Groups are set apart by a line. */
export interface Menu {
  label: string;
  groups: readonly (readonly MenuItem[])[];
  /** In the window's pixels: where it was asked for. */
  at: { x: number; y: number };
  back: HTMLElement | undefined;
}

/** Where a menu of this size stands: at the point, or as far from the edges as it must. */
export function placeOf(at: Menu['at'], size: { width: number; height: number }, room: { width: number; height: number }): { left: number; top: number } {
  const edge = 6;
  const within = (wanted: number, length: number, all: number): number => Math.max(edge, Math.min(wanted, all - length - edge));
  // Below the point there may be no room: then above it, so that it does not cover what it is of.
  const below = at.y + size.height + edge <= room.height;
  return { left: within(at.x, size.width, room.width), top: within(below ? at.y : at.y - size.height, size.height, room.height) };
}

/** The point to show a menu at when a key asked for it: beneath what has the focus. */
export function pointOf(element: Element): Menu['at'] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + Math.min(24, width / 2), y: top + Math.min(height, 44) };
}

/** The item that a typed letter means: the next one whose name begins so, after the one that has the focus. */
export function itemFor(names: readonly string[], letter: string, from: number): number | undefined {
  const order = names.map((_name, nth) => (from + 1 + nth) % names.length);
  return order.find((index) => names[index]?.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()));
}
