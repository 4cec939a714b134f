import type { ConnectionDraft, TopicState, Trouble } from '../../shared/connection.ts';
import { troubleOf } from '../../transport/errors.ts';
import { type Nats, NetworkError } from '../../transport/network.ts';
import type { SourceDeps } from '../source.ts';
import type { Place } from './address.ts';
import { subjectOf } from './nats-consumer.ts';
import { natsRouteOf, troubleForPeople } from './nats-route.ts';

/** acapy-cloud.md, "NATS". */
const STREAM = 'cloudapi_aries_events';

/**
 * Connects to NATS and asks for the stream and a consumer, which is given back. `listed`: what is missed
 * can be had. Undefined where NATS is not among the roads.
 */
export async function tryNats(
  { network, clock }: Pick<SourceDeps, 'network' | 'clock'>,
  draft: Pick<ConnectionDraft, 'url' | 'pin' | 'ca' | 'proxy'>,
  { options, secret }: Place,
  timeoutMs: number
): Promise<{ trouble: Trouble } | { listed: boolean; topics: TopicState[] } | undefined> {
  if (options.nats === undefined) return undefined;
  const timeUp = new AbortController();
  const late = new NetworkError({ code: 'timeout', detail: `no answer within ${timeoutMs} ms` });
  const stopTimer = clock.after(timeoutMs, () => timeUp.abort(late));
  const inTime = new Promise<never>((_, reject) => timeUp.signal.addEventListener('abort', () => reject(late)));
  let nats: Nats | undefined;
  try {
    nats = await network.nats(natsRouteOf(options.nats, secret.nats, draft), timeUp.signal);
    const subject = subjectOf(options);
    const listed = await Promise.race([canCatchUp(nats, subject), inTime]);
    return { listed, topics: [{ topic: `nats:${subject}`, phase: 'joined' }] };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { trouble: troubleForPeople(troubleOf(error), draft) };
  } finally {
    stopTimer();
    await nats?.close();
  }
}

async function canCatchUp(nats: Nats, filter: string): Promise<boolean> {
  try {
    await nats.stream(STREAM);
  } catch (error) {
    // Such an account may still be let have a consumer.
    if (!isNotPermitted(error)) throw error;
  }
  try {
    const messages = await nats.ordered({ stream: STREAM, filter, start: 'new' });
    messages.stop();
    return true;
  } catch (error) {
    if (!isNotPermitted(error)) throw error;
    const messages = await nats.subscribe(filter);
    messages.stop();
    return false;
  }
}

function isNotPermitted(error: unknown): boolean {
  return error instanceof NetworkError && error.trouble.code === 'not-permitted';
}
