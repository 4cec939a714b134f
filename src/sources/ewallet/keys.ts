/** How a consumption may end (ewallet.md, "Events"). */
export const FINAL_STATUSES = ['confirmed', 'rejected', 'cancelled', 'failed', 'expired'] as const;
export type FinalStatus = (typeof FINAL_STATUSES)[number];

export function isFinalStatus(status: string | undefined): status is FinalStatus {
  return FINAL_STATUSES.some((final) => final === status);
}

/** The journal's key of a consumption that asks to be confirmed: no event has an id of its own, and each comes once for each topic. */
export function requestKey(id: string): string {
  return `transaction_consumption_request|${id}|pending`;
}

/** The journal's key of what became of a consumption. */
export function finalizedKey(id: string, status: string): string {
  return `transaction_consumption_finalized|${id}|${status}`;
}
