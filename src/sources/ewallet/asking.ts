import type { Alert, Road, Verb } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import { NetworkError } from '../../transport/network.ts';
import { type Sink, SourceError } from '../source.ts';
import { act, type ActDeps, patiently } from './actions.ts';
import { decodeConsumption, standingOf } from './consumption.ts';
import type { Api, DecodeContext } from './context.ts';
import { fetchConsumption } from './fetch.ts';
import type { Outcomes } from './outcomes.ts';
import type { Rest } from './rest.ts';

/** What a person may ask of a session, once it is known who we are. Both reject with SourceError. */
export interface Asking {
  act(alert: Alert, verb: Verb): Promise<void>;
  /** With nothing to be done about it where it is on its way to an end. Undefined where this API, or this server, gives no consumption. */
  reread(alert: Alert): Promise<Alert | undefined>;
}

export interface AskingDeps extends ActDeps {
  api: Api;
  rest: Pick<Rest, 'decide' | 'consumption' | 'consumptions'>;
  identity: string;
  sink: Pick<Sink, 'held'>;
  outcomes: Outcomes;
  context(road: Road): DecodeContext;
  deliver(items: Item[]): void;
}

export function createAsking(deps: AskingDeps): Asking {
  const { rest, api, identity, sink, outcomes, context, deliver } = deps;

  /** Delivered as any news is, where it is news. */
  const told = (row: unknown, road: Road): Alert | undefined => {
    const now = decodeConsumption(row, context(road));
    if (now === undefined) return undefined;
    const known = sink.held(identity, now.alert.key) !== undefined;
    deliver(known ? outcomes.itemsOfKnown(now) : outcomes.itemsOf(now));
    return now.alert;
  };

  return {
    async act(alert, verb) {
      told(await act(deps, alert, verb), 'live');
    },
    async reread(alert) {
      const { subject } = alert;
      if (api === 'client' || subject?.type !== 'consumption') return undefined;
      const row = await patiently(deps, alert, () => fetchConsumption(rest, subject.id)).catch(inPersonsTerms);
      if (row === undefined) return undefined;
      const now = told(row, 'catch-up') ?? standingOf(row, context('catch-up'));
      if (now === undefined) throw new SourceError({ code: 'not-a-node', detail: 'asked for a consumption, it answered otherwise' });
      return now;
    },
  };
}

function inPersonsTerms(error: unknown): never {
  throw error instanceof NetworkError ? new SourceError(error.trouble, { cause: error }) : error;
}
