import type { ConnectionDraft, TestResult } from '../../shared/connection.ts';
import { NetworkError } from '../../transport/network.ts';
import type { SourceDeps } from '../source.ts';
import { placeOf } from './address.ts';
import { tryNats } from './probe-nats.ts';
import { isListedAt, tryWatches } from './probe-waypoint.ts';

const PROBE_MS = 10_000;
/** Whether there is a list is only told to be friendly, and may not make the answer late. */
const FRIENDLY_MS = 3_000;

/** Asks what was typed in for the chosen roads, each as it would be used, both at once. Within ten seconds. */
export async function probe(
  draft: ConnectionDraft,
  secret: string | undefined,
  deps: Pick<SourceDeps, 'network' | 'clock'>
): Promise<TestResult> {
  const place = placeOf(draft, draft.secret ?? secret);
  if ('trouble' in place) return { ok: false, trouble: place.trouble };
  const { clock } = deps;
  const abandoned = new AbortController();
  const late = new NetworkError({ code: 'timeout', detail: 'no list in time' });
  const stopTimer = clock.after(FRIENDLY_MS, () => abandoned.abort(late));
  try {
    const [waypoint, nats, listed] = await Promise.all([
      place.waypoint && tryWatches(deps, place, place.waypoint, PROBE_MS),
      tryNats(deps, draft, place, PROBE_MS),
      isListedAt(deps, place, abandoned.signal),
    ]);
    if (nats !== undefined && 'trouble' in nats) return { ok: false, trouble: nats.trouble };
    if (waypoint !== undefined && 'trouble' in waypoint) return { ok: false, trouble: waypoint.trouble };
    const topics = [...(nats?.topics ?? []), ...(waypoint?.topics ?? [])];
    // A stream has all that was missed; Waypoint only a minute of it.
    return { ok: true, identity: place.identity, listed: nats?.listed ?? listed, ...(topics.length === 0 ? {} : { topics }) };
  } finally {
    stopTimer();
    abandoned.abort(late);
  }
}
