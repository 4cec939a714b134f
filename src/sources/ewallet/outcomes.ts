import type { Alert, FinalVerb } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import type { ConsumptionAlert } from './consumption.ts';
import { FINAL_STATUSES, type FinalStatus, finalizedKey } from './keys.ts';

/** After these nothing is asked any more; early servers say `approved` instead of how it ended, or only that it did. */
const ENDS = [...FINAL_STATUSES, 'approved', 'finalized'];
/** Ends of which is said that no money moved. Servers let a confirmed one be rejected all the same, and a rejected one be approved. */
const WITHOUT_MONEY: readonly FinalStatus[] = ['rejected', 'cancelled', 'expired'];
/** What our own verb makes of a consumption. A payment that we approved still rings: it tells that the money moved, or did not. */
const OWN = { reject: 'rejected', cancel: 'cancelled', approve: undefined } as const satisfies Record<FinalVerb, string | undefined>;
/** The journal writes within moments; until then this many are remembered. */
const REMEMBERED = 2_000;

/** What became of consumptions: the request's end reaches the request, and a request that comes after its end says nothing new. */
export interface Outcomes {
  /** What a decoded alert means for the journal: with an end the request that it settles leaves the screen, in the same batch. */
  itemsOf(of: ConsumptionAlert): Item[];
  /** What the journal still has to be told of an end that it knows. */
  itemsOfKnown(of: ConsumptionAlert): Item[];
  /** About to be done from here; the function takes that back where it was not done. */
  acting(consumptionId: string, verb: FinalVerb): () => void;
}

/** `held`: the alert of that key, as the journal has it. */
export function createOutcomes(held: (identity: string, key: string) => Alert | undefined): Outcomes {
  const ended = new Set<string>();
  const paid = new Set<string>();
  const unpaid = new Set<string>();
  const acted = new Map<string, FinalVerb>();

  const hasEnded = (identity: string, id: string): boolean =>
    ended.has(id) || ENDS.some((status) => held(identity, finalizedKey(id, status)) !== undefined);

  const wasPaid = (alert: Alert): boolean => {
    const { identity, subject, moved = false } = alert;
    return subject !== undefined && (moved || paid.has(subject.id) || held(identity, finalizedKey(subject.id, 'confirmed')) !== undefined);
  };

  /** Once the money moved, the request stays one that was paid. */
  const settling = (alert: Alert, request: string): Item[] => {
    const status = wasPaid(alert) ? 'confirmed' : alert.status;
    return [
      { type: 'amend', key: request, amendment: { status, actions: [], openNow: false } },
      { type: 'read', key: request },
    ];
  };

  /** What was said to have ended without money has ended otherwise after all. */
  const corrections = ({ identity, status }: Alert, id: string): Item[] => {
    if (status !== 'confirmed') return [];
    const keys = WITHOUT_MONEY.map((end) => finalizedKey(id, end));
    const told = keys.filter((key) => unpaid.has(key) || held(identity, key) !== undefined);
    return told.map((key) => ({ type: 'amend', key, amendment: { moved: true } }));
  };

  const marked = (alert: Alert, id: string): Alert => {
    const verb = acted.get(id);
    const own = verb !== undefined && OWN[verb] === alert.status;
    const moved = alert.status !== 'confirmed' && wasPaid(alert);
    // Whoever did it knows.
    return { ...alert, ...(own ? { own, read: true } : {}), ...(moved ? { moved } : {}) };
  };

  return {
    itemsOf({ alert, settles }) {
      const id = alert.subject?.type === 'consumption' ? alert.subject.id : undefined;
      if (id === undefined) return [{ type: 'alert', alert }];
      if (alert.kind === 'consumptionRequest') return hasEnded(alert.identity, id) ? [] : [{ type: 'alert', alert }];
      if (settles === undefined) return [{ type: 'alert', alert }];
      const corrected = corrections(alert, id);
      remember(ended, id);
      if (alert.status === 'confirmed') remember(paid, id);
      else remember(unpaid, alert.key);
      return [{ type: 'alert', alert: marked(alert, id) }, ...corrected, ...settling(alert, settles)];
    },
    itemsOfKnown({ alert, settles }) {
      const request = settles === undefined ? undefined : held(alert.identity, settles);
      return settles !== undefined && request !== undefined && request.actions.length > 0 ? settling(alert, settles) : [];
    },
    acting(id, verb) {
      acted.delete(id);
      acted.set(id, verb);
      forgetOldest(acted);
      return () => void acted.delete(id);
    },
  };
}

function remember(set: Set<string>, id: string): void {
  set.delete(id);
  set.add(id);
  forgetOldest(set);
}

function forgetOldest(of: Set<string> | Map<string, unknown>): void {
  for (const oldest of of.keys()) {
    if (of.size <= REMEMBERED) break;
    of.delete(oldest);
  }
}
