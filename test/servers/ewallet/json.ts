import { isInteger, parse, stringify } from 'lossless-json';

/** A JSON object as it goes over the wire; amounts in it are bigints. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** JSON text in which every bigint is a bare integer, digit by digit. */
export function toJson(value: unknown): string {
  const text = stringify(value);
  if (text === undefined) throw new TypeError('Nothing to write: the value is undefined.');
  return text;
}

/**
 * JSON with every whole number as a bigint and every other as a number.
 *
 * @throws SyntaxError where the text is no JSON
 */
export function fromJson(text: string): unknown {
  return parse(text, undefined, (digits) => (isInteger(digits) ? BigInt(digits) : Number(digits)));
}

/** JSON, or undefined where the text is none. */
export function tryJson(text: string): unknown {
  try {
    return fromJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether a value is an object, not an array. */
export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text field; undefined where it is missing or no text. */
export function textOf(record: unknown, name: string): string | undefined {
  const value = isRecord(record) ? record[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
