import { writeJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { frameText } from '../../wire/text.ts';
import { alertOf } from './alerts.ts';
import type { DecodeContext } from './context.ts';
import type { Decoded } from './decoded.ts';

/**
 * A row of a REST list, parsed by parseJson: what its event would have said, under the same key. `topic`: of its events (`proofs`,
 * `credentials`, `connections`). Never throws.
 */
export function decodeRecord(topic: string, record: unknown, walletId: string, context: DecodeContext): Decoded {
  if (!isRecord(record)) return { type: 'ignored', reason: 'a row that is no object' };
  try {
    return alertOf({ walletId, topic, payload: record }, true, frameText(writeJson(record)), context);
  } catch (error) {
    if (error instanceof RangeError) return { type: 'ignored', reason: 'nested too deeply' };
    throw error;
  }
}
