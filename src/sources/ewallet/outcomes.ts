import type { Alert, FinalVerb } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import type { ConsumptionAlert } from './consumption.ts';
import { FINAL_STATUSES, finalizedKey } from './keys.ts';

/** After these nothing is asked any more; early servers say `approved` instead of how it ended. */
const ENDS = [...FINAL_STATUSES, 'approved'];
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
  const acted = new Map<string, FinalVerb>();

  const hasEnded = (identity: string, id: string): boolean =>
    ended.has(id) || ENDS.some((status) => held(identity, finalizedKey(id, status)) !== undefined);

  const settling = (alert: Alert, request: string): Item[] => [
    { type: 'amend', key: request, amendment: { status: alert.status, actions: [], openNow: false } },
    { type: 'read', key: request },
  ];

  const marked = (alert: Alert, id: string): Alert => {
    const verb = acted.get(id);
    return verb !== undefined && OWN[verb] === alert.status ? { ...alert, own: true } : alert;
  };

  return {
    itemsOf({ alert, settles }) {
      const id = alert.subject?.type === 'consumption' ? alert.subject.id : undefined;
      if (id === undefined) return [{ type: 'alert', alert }];
      if (alert.kind === 'consumptionRequest') return hasEnded(alert.identity, id) ? [] : [{ type: 'alert', alert }];
      if (settles === undefined) return [{ type: 'alert', alert }];
      remember(ended, id);
      return [{ type: 'alert', alert: marked(alert, id) }, ...settling(alert, settles)];
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
