import { type Alert, isFinal, type Verb } from '../../shared/alert.ts';
import type { Clock } from '../../shared/clock.ts';
import { NetworkError } from '../../transport/network.ts';
import { parseJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { SourceError } from '../source.ts';
import { Consumption } from './frames.ts';
import type { Outcomes } from './outcomes.ts';
import { isHalfDone, isUnauthorized, Refusal } from './refusals.ts';
import type { Rest } from './rest.ts';
import { reasonOf } from './tokens.ts';

/** A request is told before it is committed: so long after it "not allowed" may mean "not there yet" (ewallet.md, "Events"). */
const COMMIT_RACE_MS = 30_000;
const RETRIES = 3;

/** What it takes to ask again a moment later. */
export interface PatienceDeps {
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
  /** Settles after so long, or at once where the stay ends. */
  pause(ms: number): Promise<void>;
  isOver(): boolean;
}

/** What the actions of an alert need. */
export interface ActDeps extends PatienceDeps {
  rest: Pick<Rest, 'decide'>;
  outcomes: Pick<Outcomes, 'acting'>;
}

/** Asks about an alert's subject, and again where the server may not have committed it yet. Rejects as `ask` does. */
export async function patiently<T>(deps: PatienceDeps, alert: Pick<Alert, 'receivedAt'>, ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const isEarly = isUnauthorized(error) && deps.clock.now() - alert.receivedAt < COMMIT_RACE_MS;
      if (!isEarly || attempt >= RETRIES) throw error;
      await deps.pause(500 + deps.random() * 500);
      if (deps.isOver()) throw error;
    }
  }
}

/**
 * Does what an alert offers, and answers the consumption as it is afterwards. Sent again only where the server said that it did not do it.
 * Rejects with SourceError; `outcome` says whether it may have been done all the same.
 */
export async function act(deps: ActDeps, alert: Alert, verb: Verb): Promise<unknown> {
  const { subject } = alert;
  if (!isFinal(verb) || !alert.actions.includes(verb) || subject?.type !== 'consumption') throw new SourceError({ code: 'not-offered' });
  const takeBack = deps.outcomes.acting(subject.id, verb);
  try {
    return await patiently(deps, alert, () => deps.rest.decide(verb, subject.id));
  } catch (error) {
    const failure = failureOf(error, alert);
    if (failure.outcome === 'not-done') takeBack();
    throw failure;
  }
}

/** What the failing of an act means: done or not. Unless the server or the wire says that it was not, it may have been. */
function failureOf(error: unknown, alert: Alert): SourceError {
  if (error instanceof Refusal && !isHalfDone(error)) {
    const { trouble } = error;
    return new SourceError(trouble.code === 'refused-by-server' ? { ...trouble, detail: worded(error, alert) } : trouble, { cause: error });
  }
  if (error instanceof NetworkError && error.reached === 'no') return new SourceError(error.trouble, { cause: error });
  const detail = error instanceof NetworkError ? (error.trouble.detail ?? error.trouble.code) : 'the connection ended before the answer';
  return new SourceError({ code: 'outcome-unknown', detail }, { cause: error, outcome: 'unknown' });
}

/** The server's reason, which names tokens by their ids: the alert knows their symbols. */
function worded({ error }: Refusal, { frame }: Alert): string {
  const consumption = Consumption.safeParse(dataOf(frame));
  const reason = consumption.success ? reasonOf(error.description, consumption.data) : undefined;
  return (reason ?? error.description).slice(0, 500);
}

/** An event's, or a row itself. A frame that was cut is none any more. */
function dataOf(frame: string): unknown {
  try {
    const parsed = parseJson(frame);
    return isRecord(parsed) && isRecord(parsed['data']) ? parsed['data'] : parsed;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
