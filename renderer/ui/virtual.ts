import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { Range, VirtualItem } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

export interface Virtual {
  items: readonly VirtualItem[];
  total: number;
  /** Index range in sight, without the margin. */
  range: { startIndex: number; endIndex: number } | null;
  startOf(index: number): number | undefined;
}

interface Options {
  count: number;
  /** Known beforehand, so nothing is measured and nothing jumps. */
  size(index: number): number;
  /** Must change whenever sizes or order do, and only then. */
  keyOf(index: number): number;
  scroller: { readonly current: HTMLElement | null };
  /** Stays in the page even when out of sight: what the keyboard stands on. */
  pinned: number;
}

/** Preact's side of TanStack's virtualiser: renders again when the range in sight changes. */
export function useVirtual({ count, size, keyOf, scroller, pinned }: Options): Virtual {
  const [, again] = useReducer((n: number) => n + 1, 0);
  const options = {
    count,
    estimateSize: size,
    getItemKey: keyOf,
    getScrollElement: () => scroller.current,
    overscan: 6,
    initialRect: { width: 0, height: 900 },
    rangeExtractor: (range: Range) => withPinned(range, pinned),
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => again(0),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return {
    items: virtualizer.getVirtualItems(),
    total: virtualizer.getTotalSize(),
    range: virtualizer.range,
    startOf: (index) => virtualizer.measurementsCache[index]?.start,
  };
}

function withPinned({ startIndex, endIndex, overscan, count }: Range, pinned: number): number[] {
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan);
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
  if (pinned < 0 || pinned >= count || (pinned >= first && pinned <= last)) return shown;
  return pinned < first ? [pinned, ...shown] : [...shown, pinned];
}
