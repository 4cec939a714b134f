import { cut, plainLine } from './text.ts';

const MAX_FIELDS = 20;
const MAX_DEPTH = 3;

/**
 * The fields of an object of unknown form, for a person: `order id: Qm…; price: amount 5, currency code BTC`. "" where none says
 * anything.
 */
export function readable(value: unknown, without: readonly string[]): string {
  return cut(fields(value, without, MAX_DEPTH, ': ', '; '), 2000);
}

/** `disputeCaseId` as `dispute case id`. */
export function words(name: string): string {
  const plain = plainLine(name, 60) ?? '';
  return plain
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/_+/g, ' ')
    .toLowerCase()
    .trim();
}

function fields(value: unknown, without: readonly string[], depth: number, is: string, and: string): string {
  if (typeof value !== 'object' || value === null || depth === 0) return '';
  const said = Object.entries(value)
    .filter(([name]) => !without.includes(name))
    .slice(0, MAX_FIELDS)
    .map(([name, field]): [string, string] => [words(name), plainValue(field, depth)])
    .filter(([, field]) => field !== '');
  return said.map(([name, field]) => (name === '' ? field : `${name}${is}${field}`)).join(and);
}

function plainValue(value: unknown, depth: number): string {
  if (typeof value === 'string') return plainLine(value, 200) ?? '';
  if (typeof value === 'number' || typeof value === 'bigint') return cut(String(value), 60);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    return value
      .slice(0, MAX_FIELDS)
      .map((item) => (depth > 1 ? plainValue(item, depth - 1) : ''))
      .filter((item) => item !== '')
      .join(', ');
  }
  return fields(value, [], depth - 1, ' ', ', ');
}
