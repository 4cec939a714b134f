import { parseJson } from '../../wire/json.ts';
import { frameText } from '../../wire/text.ts';
import { alertOf } from './alerts.ts';
import type { DecodeContext } from './context.ts';
import type { Decoded } from './decoded.ts';
import { CloudEvent } from './frames.ts';

/** UTF-16 units. No NATS server takes a longer one unless told to, and reading it would hold up all else. */
export const MAX_EVENT = 1_048_576;

/** One event as JSON, of NATS or of a `data:` of Waypoint (acapy-cloud.md, "Event"). Never throws, whatever it is given. */
export function decodeEvent(json: string, context: DecodeContext): Decoded {
  if (json.length > MAX_EVENT) return ignored('longer than 1 MiB: it is refused');
  try {
    const read = CloudEvent.safeParse(parseJson(json));
    if (!read.success) return ignored('JSON, but not an object');
    const { wallet_id: walletId, topic, payload } = read.data;
    if (walletId === undefined || walletId === '') return ignored('an event that does not say of which wallet');
    if (topic === undefined || topic === '') return ignored('an event without a topic');
    if (payload === undefined || payload === null) return ignored('an event without a payload');
    return alertOf({ walletId, topic, payload }, false, frameText(json), context);
  } catch (error) {
    if (error instanceof SyntaxError) return ignored('not JSON');
    if (error instanceof RangeError) return ignored('nested too deeply');
    throw error;
  }
}

function ignored(reason: string): Decoded {
  return { type: 'ignored', reason };
}
