import type { Alert, Kind } from '../shared/alert.ts';

/** By what the waiting that a deadline ends is over before it. */
const ENDS: Partial<Record<Kind, readonly Kind[]>> = {
  buyerDisputeTimeout: ['disputeOpen', 'disputeClose', 'disputeAccepted', 'orderDeclined', 'refund', 'vendorFinalizedPayment'],
  buyerDisputeExpiry: ['disputeClose', 'disputeAccepted', 'vendorFinalizedPayment'],
  moderatorDisputeExpiry: ['disputeClose', 'disputeAccepted'],
};

/** Whether something came later about the same subject after which nobody needs to be reminded; only what the server stands by counts. */
export function isEnded(alert: Alert, others: readonly Alert[]): boolean {
  const ends = ENDS[alert.kind] ?? [];
  const isAbout = ({ identity, subject }: Alert) => identity === alert.identity && subject?.id === alert.subject?.id;
  return others.some(
    (one) => ends.includes(one.kind) && isAbout(one) && one.confirmation === 'confirmed' && one.occurredAt >= alert.occurredAt
  );
}
