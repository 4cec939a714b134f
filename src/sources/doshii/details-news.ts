import { writeJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { frameText } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import type { News } from './decoded.ts';
import { newsOf } from './news.ts';
import { decodeRow } from './rows.ts';
import { withoutSecrets } from './withheld.ts';

/**
 * What details tell that were read for live news: first of the thing itself, then of what stands in it. Empty where they are of another thing,
 * or of none.
 */
export function decodeDetails(live: News, row: unknown, context: DecodeContext): News[] {
  const news = decode(live, row, context);
  const [detail] = news;
  return detail?.id === undefined || (live.id !== undefined && detail.id !== live.id) ? [] : news;
}

function decode(live: News, row: unknown, context: DecodeContext): News[] {
  const { entity, event } = live;
  if (entity === 'order' || entity === 'booking' || entity === 'transaction') return decodeRow(entity, row, context);
  if (!isRecord(row)) return [];
  try {
    const data = withoutSecrets(row);
    return newsOf({ entity, event, data, frame: frameText(writeJson(data)) }, context);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
