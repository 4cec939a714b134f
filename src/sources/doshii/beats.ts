import { isRecord } from '../../wire/record.ts';
import type { Decoded } from './decoded.ts';
import type { Frame } from './frames.ts';

/**
 * `{doshii: {ping}}` and `{doshii: {pong}}`, as such or nested under `data`, outside or inside (doshii.md, "Heartbeat"). Undefined for what
 * is none.
 */
export function beatOf({ doshii, data }: Pick<Frame, 'doshii' | 'data'>): Decoded | undefined {
  const outer = isRecord(doshii) ? doshii : isRecord(data) ? data['doshii'] : undefined;
  if (!isRecord(outer)) return undefined;
  const beat = isRecord(outer['data']) ? outer['data'] : outer;
  if (beat['pong'] !== undefined) return { type: 'pong' };
  const ping = millisecondsOf(beat['ping']);
  return ping === undefined ? { type: 'ignored', reason: 'neither a ping with a number nor a pong' } : { type: 'ping', ping };
}

function millisecondsOf(value: unknown): number | undefined {
  if (typeof value !== 'number' && !(typeof value === 'string' && /^\d{1,16}$/.test(value))) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
