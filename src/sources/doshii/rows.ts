import { writeJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { frameText } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import type { News } from './decoded.ts';
import { type RowEntity, rowEvent } from './events.ts';
import { newsOf } from './news.ts';
import { withoutSecrets } from './withheld.ts';

/**
 * A row of a REST list, or details, parsed by parseJson: first what it tells itself, then the payments of an order that were made or
 * refused. Empty for what is no row, or says of nothing with an id. Never throws.
 */
export function decodeRow(entity: RowEntity, row: unknown, context: DecodeContext): News[] {
  if (!isRecord(row)) return [];
  try {
    const data = withoutSecrets(row);
    const news = newsOf({ entity, event: rowEvent(entity), data, frame: frameText(writeJson(data)) }, context);
    return news[0]?.id === undefined ? [] : news;
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
