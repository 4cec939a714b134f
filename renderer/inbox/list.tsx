import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useNow } from '../ui/now.ts';
import { useVirtual } from '../ui/virtual.ts';
import { useWords } from '../words.ts';
import { daysAgo } from './days.ts';
import { indexOf } from './inbox-store.ts';
import { LineContent } from './line.tsx';
import { daysShown, heightsAt, rowsOf } from './rows.ts';
import { showLineMenu } from './show-line-menu.ts';

const HALF_A_MINUTE = 30_000;

interface Props {
  /** Whether the list before this one had the focus when it gave way: then this one takes it. */
  focus: { current: boolean };
}

/**
 * The list: a listbox whose options are grouped by day. Only what is near is in the page; aria-posinset and aria-setsize say where it stands.
 * The listbox has the focus, and points at the option that the keyboard is on.
 */
export function AlertList({ focus }: Props): JSX.Element {
  const model = useModel();
  const words = useWords();
  const now = useNow(HALF_A_MINUTE);
  const { inbox, dates } = model;
  const listing = inbox.listing.value;
  const active = inbox.active.value;
  const openedId = inbox.opened.value?.id;
  const textSize = model.settings.value?.textSize ?? 'normal';
  const heights = useMemo(() => heightsAt(textSize), [textSize]);
  const rows = useMemo(() => rowsOf(listing.keys, heights), [listing.keys, heights]);
  const activeIndex = useMemo(() => indexOf(listing, active), [listing.keys, active]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtual({ count: rows.keys.length, size: rows.size, keyOf: rows.keyOf, scroller, pinned: activeIndex });
  const { items, total, range, startOf } = virtual;

  useEffect(() => {
    if (range !== null) inbox.show({ first: range.startIndex, last: range.endIndex });
  }, [inbox, range?.startIndex, range?.endIndex, listing.keys]);

  useLayoutEffect(() => {
    if (focus.current) scroller.current?.focus({ preventScroll: true });
    return () => {
      focus.current = scroller.current !== null && document.activeElement === scroller.current;
    };
  }, []);

  const fresh = useArrivals(rows, scroller, startOf);
  const top = range?.startIndex ?? 0;

  useLayoutEffect(() => {
    const start = activeIndex < 0 ? undefined : startOf(activeIndex);
    const box = scroller.current;
    if (start === undefined || box === null) return;
    const heading = rows.size(activeIndex) - heights.row;
    // A sticky heading covers the first pixels.
    const { row, day } = heights;
    if (start + heading < box.scrollTop + day) box.scrollTop = start + heading - day;
    else if (start + heading + row > box.scrollTop + box.clientHeight) box.scrollTop = start + heading + row - box.clientHeight;
  }, [active]);

  const heading = (start: number): string => {
    const ago = daysAgo(start, now);
    if (ago === 0) return words.list.today;
    return ago === 1 ? words.list.yesterday : dates.day(start, now);
  };
  const setSize = listing.ended ? rows.keys.length : -1;
  const startAt = (index: number): number => startOf(index) ?? 0;

  return (
    <div class="list-box">
      {fresh > 0 && top > 0 && (
        <button type="button" class="arrivals" onClick={() => scroller.current?.scrollTo({ top: 0, behavior: 'smooth' })}>
          <GlyphIcon of="up" size={15} />
          {words.list.arrived(fresh)}
        </button>
      )}
      <div
        id="alerts"
        class="list quiet-scroll"
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={words.list.label}
        aria-activedescendant={activeIndex >= 0 ? `alert-${active}` : undefined}
        onFocus={({ currentTarget }) => {
          // By keyboard only: under a pressed mouse button the list must not move.
          const first = rows.keys[top];
          if (activeIndex < 0 && first !== undefined && currentTarget.matches(':focus-visible')) inbox.activate(first.id);
        }}
      >
        <div class="list-all" role="presentation" style={{ height: `${total}px` }}>
          {daysShown(rows.days, items.map(({ index }) => index)).map(({ day, indexes }) => {
            const from = startAt(day.first);
            const name = heading(day.start);
            return (
              <div
                key={day.start}
                class="day"
                role="group"
                aria-label={name}
                style={{ top: `${from}px`, height: `${heights.day + day.count * heights.row}px` }}
              >
                <div class="day-name" aria-hidden="true">
                  {name}
                </div>
                {indexes.map((index) => {
                  const id = rows.keyOf(index);
                  const line = listing.held.get(id)?.line;
                  return (
                    <div
                      key={id}
                      id={`alert-${id}`}
                      class={`line ${line?.read === false ? 'line-unread' : ''} ${id === active ? 'line-active' : ''} ${line?.urgency === 'urgent' ? 'line-urgent' : ''}`}
                      role="option"
                      aria-selected={id === openedId}
                      aria-posinset={index + 1}
                      aria-setsize={setSize}
                      style={{ top: `${heights.day + (index - day.first) * heights.row}px` }}
                      onClick={() => inbox.open(id)}
                      onContextMenu={(event) => {
                        event.preventDefault();
                        showLineMenu(model, words, { id, at: { x: event.clientX, y: event.clientY }, back: scroller.current ?? undefined });
                      }}
                    >
                      {line === undefined ? (
                        <span class="line-blank">
                          <span class="unseen">{words.list.loadingMore}</span>
                        </span>
                      ) : (
                        <LineContent line={line} now={now} dates={dates} active={id === active} />
                      )}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

type RowsNow = ReturnType<typeof rowsOf>;

/** Keeps the alerts in sight where they are when others come above them; answers how many came while the reader was further down. */
function useArrivals(rows: RowsNow, scroller: { current: HTMLElement | null }, startOf: (index: number) => number | undefined): number {
  const { inbox, say } = useModel();
  const words = useWords();
  const [fresh, setFresh] = useState(0);
  const anchor = useRef<{ id: number; offset: number; rows: RowsNow } | undefined>(undefined);

  useLayoutEffect(() => {
    const box = scroller.current;
    const was = anchor.current;
    if (box === null) return;
    if (was !== undefined && was.rows !== rows) {
      const firstBefore = was.rows.keys[0]?.id;
      const above = rows.keys.findIndex(({ id }) => id === firstBefore);
      if (above > 0) say(words.list.arrived(above));
      if (box.scrollTop > 0) {
        const index = rows.keys.findIndex(({ id }) => id === was.id);
        const start = index < 0 ? undefined : startOf(index);
        if (start !== undefined && Math.abs(start - was.offset - box.scrollTop) >= 1) box.scrollTop = start - was.offset;
        if (above > 0) setFresh((count) => count + above);
      }
    }
    remember();
  }, [rows]);

  useEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    box.addEventListener('scroll', remember, { passive: true });
    return () => box.removeEventListener('scroll', remember);
  }, [rows]);

  useEffect(() => setFresh(0), [inbox.filter.value]);

  function remember(): void {
    const box = scroller.current;
    if (box === null) return;
    if (box.scrollTop === 0) setFresh(0);
    const index = rowAt(rows, box.scrollTop, startOf);
    const key = rows.keys[index];
    anchor.current = key === undefined ? undefined : { id: key.id, offset: (startOf(index) ?? 0) - box.scrollTop, rows };
  }
  return fresh;
}

/** The first row that begins at or below `offset`. */
function rowAt(rows: RowsNow, offset: number, startOf: (index: number) => number | undefined): number {
  let low = 0;
  let high = rows.keys.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((startOf(middle) ?? Infinity) >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
