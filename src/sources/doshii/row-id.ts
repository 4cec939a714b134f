import { isRecord } from '../../wire/record.ts';

/** How REST names a row; "" where it does not. */
export function idOf(row: unknown): string {
  const id = isRecord(row) ? row['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' || typeof id === 'bigint' ? String(id) : '';
}
