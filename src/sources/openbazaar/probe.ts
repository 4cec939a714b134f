import type { ConnectionDraft, TestResult } from '../../shared/connection.ts';
import { NetworkError } from '../../transport/network.ts';
import type { SourceDeps } from '../source.ts';
import { routeTo } from './address.ts';
import { identityOf } from './context.ts';
import { createRest } from './rest.ts';

const PROBE_MS = 10_000;
/** Name and version are only told to be friendly, and may not make the answer late. */
const FRIENDLY_MS = 3_000;

/** Asks what was typed in for a node, and says what it is or the real reason why not, within ten seconds. */
export async function probe(
  draft: ConnectionDraft,
  secret: string | undefined,
  { network, clock }: Pick<SourceDeps, 'network' | 'clock'>
): Promise<TestResult> {
  const found = routeTo(draft, draft.secret ?? secret);
  if ('trouble' in found) return { ok: false, trouble: found.trouble };
  const abort = new AbortController();
  const rest = createRest(network, found.route, abort.signal);
  const began = clock.elapsed();
  try {
    const { peerID, testnet } = await rest.config(PROBE_MS);
    const left = Math.min(FRIENDLY_MS, PROBE_MS - (clock.elapsed() - began));
    const stopTimer = clock.after(Math.max(0, left), () => abort.abort(new Error('no time left')));
    const [version, profile] = await Promise.allSettled([rest.version(), rest.profile(peerID)]);
    stopTimer();
    return {
      ok: true,
      identity: identityOf(peerID),
      ...(version.status === 'fulfilled' && version.value !== undefined ? { version: version.value } : {}),
      ...(profile.status === 'fulfilled' && profile.value?.name !== undefined ? { name: profile.value.name } : {}),
      ...(testnet === undefined ? {} : { testnet }),
    };
  } catch (error) {
    if (error instanceof NetworkError) return { ok: false, trouble: error.trouble };
    throw error;
  }
}
