import type { Amount } from '../../shared/amount.ts';
import { isRecord } from './record.ts';
import { plainLine } from './text.ts';

/** openbazaar.md, "Money": what the coins that its nodes have wallets for are divided into. */
const DIVISIBILITY: ReadonlyMap<string, number> = new Map(
  ['BTC', 'BCH', 'LTC', 'ZEC'].flatMap((coin) => [coin, `T${coin}`]).map((coin) => [coin, 8])
);
const MAX_DIVISIBILITY = 36;

/**
 * An amount in any form the servers have used:
 * - 0.14: `{amount: "100000", currency: {code, divisibility: 8}}`, divisibility an exponent;
 * - 0.13: `{amount: 23422, currencyCode, coinDivisibility: 100000000}`, divisibility a factor;
 * - 0.13: a bare integer in base units, its coin beside it (`coin`).
 *
 * Where the divisibility is not known it is left out, and only base units can be said. Undefined where there is no integer.
 */
export function readMoney(value: unknown, coin?: string): Amount | undefined {
  if (!isRecord(value)) return amount(value, coin, undefined);
  const currency = value['currency'];
  if (isRecord(currency)) return amount(value['amount'], coinCode(currency['code']) ?? coin, exponent(currency['divisibility']));
  const code = coinCode(value['currencyCode']) ?? coinCode(currency) ?? coin;
  const factor = value['coinDivisibility'];
  if (factor === undefined || factor === null || factor === 0) return amount(value['amount'], code, undefined);
  const read = amount(value['amount'], code, exponentOfFactor(factor));
  if (read !== undefined && exponentOfFactor(factor) === undefined) delete read.divisibility;
  return read;
}

/** A coin's code: `LTC`. Undefined where there is none. */
export function coinCode(value: unknown): string | undefined {
  return plainLine(value, 64)?.toUpperCase();
}

function amount(value: unknown, coin: string | undefined, divisibility: number | undefined): Amount | undefined {
  const integer = readInteger(value);
  if (integer === undefined) return undefined;
  const unit = coin ?? '';
  const exponentOfTen = divisibility ?? DIVISIBILITY.get(unit);
  return { value: integer, unit, ...(exponentOfTen === undefined ? {} : { divisibility: exponentOfTen }) };
}

function readInteger(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value).toString() : undefined;
  if (typeof value === 'bigint') return bounded(value.toString());
  if (typeof value === 'string' && /^-?\d{1,80}$/.test(value)) return BigInt(value).toString();
  return undefined;
}

function bounded(digits: string): string | undefined {
  return /^-?\d{1,80}$/.test(digits) ? digits : undefined;
}

function exponent(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_DIVISIBILITY ? value : undefined;
}

/** 10^8 as 8; undefined for what is no power of ten. */
function exponentOfFactor(value: unknown): number | undefined {
  const digits = readInteger(value);
  return digits !== undefined && /^10*$/.test(digits) ? exponent(digits.length - 1) : undefined;
}
