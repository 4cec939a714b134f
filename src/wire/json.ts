import { parse, stringify } from 'lossless-json';

/** Sixteen digits in a row may be a number that a double cannot hold; whatever else looks so only costs a little time. */
const LONG_NUMBER = /\d{16}/;
/** Longer integers are no amounts, and building them would take long. */
const MAX_DIGITS = 80;

/**
 * Reads JSON without losing digits: integers that a number cannot hold exactly come as bigint. A key that stands twice has its last
 * value, as in JSON.parse. Throws a SyntaxError (or RangeError, where it is nested too deeply).
 */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return parse(text, null, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue });
}

/** Writes what parseJson has read, digit by digit. */
export function writeJson(value: unknown): string {
  return stringify(value) ?? 'null';
}

function exactNumber(text: string): number | bigint {
  const number = Number(text);
  if (Number.isSafeInteger(number) || !/^-?\d+$/.test(text) || text.length > MAX_DIGITS) return number;
  return BigInt(text);
}
