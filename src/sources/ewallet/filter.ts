/** Conditions of `transaction_consumption.all`, of which a row fulfils at least one. */
export type MatchAny = readonly { field: string; comparator: 'eq' | 'gte'; value: string }[];

export const PER_PAGE = 100;

/** When a consumption was made, and when it came to its end; no server filters by `cancelled_at`. */
const TIMES = ['created_at', 'confirmed_at', 'rejected_at', 'failed_at', 'expired_at'] as const;

/** What happened from then on (UTC ms), and whatever is still pending (ewallet.md, "HTTP"). */
export function missedSince(since: number): MatchAny {
  const value = new Date(since).toISOString();
  return [
    ...TIMES.map((field) => ({ field, comparator: 'gte', value }) as const),
    { field: 'status', comparator: 'eq', value: 'pending' },
  ];
}

/** This one, where a server has no call that gets it. */
export function theOne(id: string): MatchAny {
  return [{ field: 'id', comparator: 'eq', value: id }];
}
