import { fetchConsumption } from './fetch.ts';
import { isFinal } from './final.ts';
import { isNoSuchCall, isUnauthorized, Refusal } from './refusals.ts';
import type { Rest } from './rest.ts';

/**
 * Stream with the ids of what the last completed pass saw pending. Its next filter finds what became of them, but for one end: no server
 * filters by the time of a cancellation.
 */
export const PENDING = 'pending';

/** More are not kept, nor asked for one by one. */
const MAX_KEPT = 100;

export function readPending(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(',').slice(0, MAX_KEPT);
}

/** The newest come last, and stay. */
export function writePending(ids: readonly string[]): string {
  return ids
    .filter((id) => !id.includes(','))
    .slice(-MAX_KEPT)
    .join(',');
}

/**
 * What was pending and is not listed any more, as it is now; what the server has no longer is left out. `unknown`: about these it could not
 * say anything this time. Rejects as Rest does.
 */
export async function fetchGone(
  rest: Pick<Rest, 'consumption' | 'consumptions'>,
  before: readonly string[],
  listed: ReadonlySet<string>
): Promise<{ rows: unknown[]; unknown: string[] }> {
  const rows: unknown[] = [];
  const unknown: string[] = [];
  for (const id of before) {
    if (listed.has(id)) continue;
    try {
      rows.push(await fetchConsumption(rest, id));
    } catch (error) {
      if (!(error instanceof Refusal) || isFinal(error)) throw error;
      // One that the server stumbles over may not keep all others waiting.
      if (!isUnauthorized(error) && !isNoSuchCall(error)) unknown.push(id);
    }
  }
  return { rows, unknown };
}
