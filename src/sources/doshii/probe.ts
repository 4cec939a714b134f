import type { ConnectionDraft, TestResult } from '../../shared/connection.ts';
import { NetworkError } from '../../transport/network.ts';
import type { SourceDeps } from '../source.ts';
import { placeOf, type RestPlace } from './address.ts';
import { createLocations } from './locations.ts';
import { knock } from './probe-socket.ts';
import { createRest } from './rest.ts';

const PROBE_MS = 10_000;
/** REST is asked when the socket has answered, so that both are within the limit. */
const SOCKET_MS = 7_000;

/** Asks what was typed in for a Doshii: by the socket, then, with a client secret, by REST. Within ten seconds. */
export async function probe(
  draft: ConnectionDraft,
  secret: string | undefined,
  deps: Pick<SourceDeps, 'network' | 'clock'>
): Promise<TestResult> {
  const place = placeOf(draft, draft.secret ?? secret);
  if ('trouble' in place) return { ok: false, trouble: place.trouble };
  const { identity, rest } = place;
  const began = deps.clock.elapsed();
  try {
    await knock(deps, place, SOCKET_MS);
    if (rest === undefined) return { ok: true, identity, listed: false };
    const left = Math.max(1, PROBE_MS - (deps.clock.elapsed() - began));
    return { ok: true, identity, listed: true, locations: await venuesOf(deps, rest, left) };
  } catch (error) {
    if (error instanceof NetworkError) return { ok: false, trouble: error.trouble };
    throw error;
  }
}

/** How many venues it hears of. */
async function venuesOf(deps: Pick<SourceDeps, 'network' | 'clock'>, rest: RestPlace, timeoutMs: number): Promise<number> {
  const rows = await createRest(deps, rest, new AbortController().signal).locations(timeoutMs);
  return createLocations(deps.clock).learn(rows).length;
}
