import type { ConnectionDraft, TestResult, TopicState } from '../../shared/connection.ts';
import { troubleOf } from '../../transport/errors.ts';
import { NetworkError } from '../../transport/network.ts';
import type { SourceDeps } from '../source.ts';
import { type Place, routeTo } from './address.ts';
import { turnOf } from './channel.ts';
import { missedSince } from './filter.ts';
import { SOCKET_TOPIC } from './outgoing.ts';
import { openProbeSocket, type ProbeSocket, SocketEnded } from './probe-socket.ts';
import { isInvalidParameter, isNoSuchCall, Refusal } from './refusals.ts';
import { createRest, type Rest } from './rest.ts';
import { checkWho, refusalOf } from './who.ts';

const PROBE_MS = 10_000;
/** Whether there is a list is only told to be friendly, and may not make the answer late. */
const FRIENDLY_MS = 3_000;

/**
 * Asks what was typed in for a wallet: by HTTP, which names the reason where credentials are refused, then by a socket, then topic by topic
 * while there is time. Within ten seconds.
 */
export async function probe(
  draft: ConnectionDraft,
  secret: string | undefined,
  { network, clock }: Pick<SourceDeps, 'network' | 'clock'>
): Promise<TestResult> {
  const place = routeTo(draft, draft.secret ?? secret);
  if ('trouble' in place) return { ok: false, trouble: place.trouble };
  const began = clock.elapsed();
  const left = (): number => Math.max(0, PROBE_MS - (clock.elapsed() - began));
  const timeUp = new AbortController();
  const rest = createRest(network, place, timeUp.signal);
  const late = new NetworkError({ code: 'timeout', detail: `no answer within ${PROBE_MS} ms` });
  const stopTimer = clock.after(PROBE_MS, () => timeUp.abort(late));
  try {
    const who = await checkWho(draft, rest, left()).catch(withoutCall);
    const friendly = Math.min(left(), FRIENDLY_MS);
    const listed = place.api === 'admin' ? isListed(rest, clock.now(), friendly, timeUp.signal) : Promise.resolve(false);
    const socket = await openProbeSocket(network, place, left(), timeUp.signal);
    await socket.ask(SOCKET_TOPIC, 'heartbeat');
    // Where the socket is, there is no such call: not a wallet that we know.
    if (who instanceof NetworkError) throw who;
    const { identity, me } = who;
    const topics = await join(socket, place, draft.topics ?? []);
    return {
      ok: true,
      identity,
      listed: await listed,
      ...(me?.name === undefined ? {} : { name: me.name }),
      ...(topics.length === 0 ? {} : { topics }),
    };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    const why = error instanceof SocketEnded ? refusalOf(error.trouble, error.how) : troubleOf(error);
    // By HTTP the same credentials were fine.
    return { ok: false, trouble: why === 'ask' ? { code: 'socket-refused' } : why };
  } finally {
    stopTimer();
    timeUp.abort();
  }
}

/** No call there may well mean that the path is wrong: the socket will say. */
function withoutCall(error: unknown): NetworkError {
  if (error instanceof NetworkError && (isNoSuchCall(error) || error.trouble.code === 'wrong-path')) return error;
  throw error;
}

/** Whether this server, and these rights, can say what was missed. */
async function isListed(rest: Rest, now: number, timeoutMs: number, abandoned: AbortSignal): Promise<boolean> {
  try {
    await rest.consumptions(1, missedSince(now), timeoutMs);
    return true;
  } catch (error) {
    if (abandoned.aborted) return false;
    if (!(error instanceof NetworkError)) throw error;
    // A slow list is one, and so is one that is asked for otherwise.
    return error instanceof Refusal ? isInvalidParameter(error) : error.trouble.code === 'timeout';
  }
}

/** One by one, so that a topic that ends the socket is known by name; what there was no time for stays `waiting`. */
async function join(socket: ProbeSocket, place: Place, topics: readonly string[]): Promise<TopicState[]> {
  const states = topics.map((topic): TopicState => ({ topic, phase: 'waiting' }));
  for (const state of states) {
    if (isDangerous(state.topic, place)) continue;
    try {
      const { signal, ref } = await socket.ask(state.topic, 'phx_join');
      const turn = turnOf({ phase: 'joining', joinRef: ref }, signal);
      if (turn === 'joined' || turn === 'denied' || turn === 'invalid' || turn === 'errored') state.phase = turn;
    } catch (error) {
      if (!(error instanceof SocketEnded)) throw error;
      if (error.how.closeCode !== undefined) state.phase = 'quarantined';
      break;
    }
  }
  return states;
}

/** In every released server these end the whole socket (ewallet.md, "Topics"): not tried for a test. */
function isDangerous(topic: string, { api }: Place): boolean {
  return topic.startsWith('address:') || (api === 'client' && topic.startsWith('account:'));
}
