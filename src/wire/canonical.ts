import { isRecord } from './record.ts';

/**
 * JSON without spaces, keys in order: two values of parsed JSON (json.ts) that say the same are the same text. Throws a RangeError for one
 * that is nested too deeply.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'bigint') return value.toString();
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}
