/** 10^36: no currency is divided further. */
const MAX_EXPONENT = 36;
const INTEGER = /^-?\d{1,80}$/;

/**
 * An integer of parsed JSON (json.ts), with every digit: a number, a bigint, or digits as text. In decimal, at most 80 digits; undefined
 * where it is none, or a number that has lost digits.
 */
export function readInteger(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value).toString() : undefined;
  if (typeof value === 'bigint') return withinBounds(value.toString());
  if (typeof value === 'string' && INTEGER.test(value)) return BigInt(value).toString();
  return undefined;
}

/** How many decimals a unit has, where the wire says it as such: 0 to 36. */
export function readExponent(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_EXPONENT ? value : undefined;
}

/** How many decimals a unit has, where the wire says into how many parts it is divided: 10^8 is 8. Else undefined. */
export function exponentOfFactor(value: unknown): number | undefined {
  const digits = readInteger(value);
  return digits !== undefined && /^10*$/.test(digits) ? readExponent(digits.length - 1) : undefined;
}

function withinBounds(digits: string): string | undefined {
  return INTEGER.test(digits) ? digits : undefined;
}
