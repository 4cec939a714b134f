import { parseJson, writeJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { frameText, plainLine } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import type { Decoded, News } from './decoded.ts';
import { entityOf, hasLife, mendedEvent } from './events.ts';
import { Frame } from './frames.ts';
import { beatOf } from './beats.ts';
import { newsOf } from './news.ts';
import { withoutSecrets } from './withheld.ts';

/** A longer list is told as one. */
const MAX_LIST = 100;
const MAX_EVENT = 100;

/** One text frame of the socket (doshii.md, "Business frames"), in any of its forms. Never throws, whatever it is given. */
export function decodeFrame(text: string, context: DecodeContext): Decoded {
  try {
    const parsed = parseJson(text);
    const kept = withoutSecrets(parsed);
    const frame = Frame.safeParse(kept);
    return frame.success ? decode(frame.data, kept === parsed ? text : writeJson(kept), context) : ignored('JSON, but not an object');
  } catch (error) {
    if (error instanceof SyntaxError) return ignored('not JSON');
    if (error instanceof RangeError) return ignored('nested too deeply');
    throw error;
  }
}

function decode(frame: Frame, text: string, context: DecodeContext): Decoded {
  const beat = beatOf(frame);
  const named = namedIn(frame);
  // What an event is about may have something of that name too.
  if (beat !== undefined && (beat.type !== 'ignored' || named === undefined)) return beat;
  if (named === undefined) return ignored('no frame of Doshii: neither an event nor a heartbeat');
  const name = plainLine(named.name, MAX_EVENT);
  if (name === undefined) return ignored('an event without a name');
  return { type: 'news', news: newsIn(mendedEvent(name), named.data, frameText(text), context) };
}

/** Socket libraries write `type: "message"` around what they were sent: the name that stands closest to the data counts. */
function namedIn({ emit, event, type, data }: Frame): { name: unknown; data: unknown } | undefined {
  if (Array.isArray(emit)) return { name: emit[0], data: emit[1] };
  if (typeof event === 'string') return { name: event, data };
  return typeof type === 'string' ? { name: type, data } : undefined;
}

function newsIn(event: string, data: unknown, frame: string, context: DecodeContext): News[] {
  const entity = entityOf(event);
  if (!Array.isArray(data)) return newsOf({ entity, event, data, frame }, context);
  const apart = data.length === 1 || (hasLife(entity, event) && data.length <= MAX_LIST && data.length > 0 && data.every(isRecord));
  const list: unknown[] = apart ? data : [data];
  return list.flatMap((one) => newsOf({ entity, event, data: one, frame }, context));
}

function ignored(reason: string): Decoded {
  return { type: 'ignored', reason };
}
