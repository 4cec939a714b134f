/** Times of what rang lately: all that the limits need to know of the past. Immutable; pruned by each decision. */
export interface Recent {
  readonly rings: readonly number[];
  readonly urgentRings: readonly number[];
  /** Rings whose alert the server has not confirmed yet, by the alert's key. */
  readonly unconfirmed: readonly { readonly key: string; readonly at: number }[];
  /** Old alerts that rang because they are open now, by the pass that brought them. */
  readonly openNow: readonly { readonly pass: string; readonly at: number }[];
}

export const NOTHING_RECENT: Recent = { rings: [], urgentRings: [], unconfirmed: [], openNow: [] };

/** "three notifications in 30 s over the whole app" (design.md, promise 3). */
export const BURST = { rings: 3, withinMs: 30_000 } as const;
/** openbazaar.md, "Socket": unconfirmed frames ring at most 20 times an hour. */
export const UNCONFIRMED = { rings: 20, withinMs: 3_600_000 } as const;
/** Disputes and deadlines that are open now, of one catch-up pass. */
export const OPEN_NOW = { rings: 2, withinMs: 600_000 } as const;
/** Happened longer before it was received: it is caught up, whatever road it took. */
export const LATE_MS = 120_000;

/** Without what no limit looks at any more. A clock that was set back must not keep old rings for ever, so the future is dropped too. */
export function prune(recent: Recent, now: number): Recent {
  const within = (at: number, ms: number) => at <= now && now - at < ms;
  return {
    rings: recent.rings.filter((at) => within(at, BURST.withinMs)),
    urgentRings: recent.urgentRings.filter((at) => within(at, BURST.withinMs)),
    unconfirmed: recent.unconfirmed.filter(({ at }) => within(at, UNCONFIRMED.withinMs)),
    openNow: recent.openNow.filter(({ at }) => within(at, OPEN_NOW.withinMs)),
  };
}

/** The server stands by this one after all: it no longer counts against the limit of unconfirmed rings. */
export function confirmed(recent: Recent, key: string): Recent {
  return { ...recent, unconfirmed: recent.unconfirmed.filter((ring) => ring.key !== key) };
}
