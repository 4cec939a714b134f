import type { Amount } from '../../shared/amount.ts';
import { exponentOfFactor, readExponent, readInteger } from '../../wire/integer.ts';
import { isRecord } from '../../wire/record.ts';
import { plainLine } from '../../wire/text.ts';

/** openbazaar.md, "Money": what the coins that its nodes have wallets for are divided into. */
const DIVISIBILITY: ReadonlyMap<string, number> = new Map(
  ['BTC', 'BCH', 'LTC', 'ZEC'].flatMap((coin) => [coin, `T${coin}`]).map((coin) => [coin, 8])
);

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
  if (isRecord(currency)) return amount(value['amount'], coinCode(currency['code']) ?? coin, readExponent(currency['divisibility']));
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
