import type { DecodeContext } from './context.ts';
import { type Decoded, ignored } from './decoded.ts';
import { envelope } from './envelope.ts';

const MINUTE_MS = 60_000;

/** `status`: what the node says of its publishing. Only a failure is worth an alert; each minute's is one of its own. */
export function decodeStatus(value: unknown, frame: string, context: DecodeContext): Decoded {
  if (value === 'publishing') return { type: 'state', what: 'publishing' };
  if (value === 'publish complete') return { type: 'state', what: 'published' };
  if (typeof value !== 'string') return ignored('a status that is no text');
  if (value !== 'error publishing') return { type: 'state', what: 'status' };
  const alert = { ...envelope('publishFailed', frame, context), key: `publishFailed:${Math.floor(context.now / MINUTE_MS)}` };
  return { type: 'alert', alert: context.self === undefined ? alert : { ...alert, subject: { type: 'node', id: context.self } } };
}
