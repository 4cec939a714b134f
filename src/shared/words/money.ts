import type { Amount } from '../amount.ts';
import type { Catalogue } from './catalogue.ts';
import { formatsFor } from './formats.ts';

/** One word that begins with a letter or a currency's sign. */
const PLAIN_UNIT = /^[\p{L}\p{Sc}]\S*$/u;

/** How many digits most money is written with. */
const CENTS = 2;

/**
 * An amount for people, exact to the last digit: `0.001 TBTC`, `-1,234.5 LTC`. Trailing zeros go, but not of cents: `27.50`, and `27.00` where
 * no unit says that it is money. Where the divisibility is not known, the integer in base units, and says so. A unit that could be read as a
 * part of the number, as a token named `000 OMG`, stands in brackets.
 */
export function formatAmount(amount: Amount, locale: string, { alerts }: Pick<Catalogue, 'alerts'>): string {
  const { whole, decimal } = formatsFor(locale);
  const negative = amount.value.startsWith('-') && BigInt(amount.value) !== 0n;
  const digits = amount.value.replace(/^-/, '');
  const sign = negative ? '-' : '';
  if (amount.divisibility === undefined) return alerts.baseUnits(`${sign}${whole(BigInt(digits))}`, amount.unit);
  const padded = digits.padStart(amount.divisibility + 1, '0');
  const split = padded.length - amount.divisibility;
  const shown = padded.slice(split).replace(/0+$/, '');
  const inCents = amount.divisibility === CENTS && (shown !== '' || amount.unit === '');
  const fraction = inCents ? shown.padEnd(CENTS, '0') : shown;
  const number = `${sign}${whole(BigInt(padded.slice(0, split)))}${fraction === '' ? '' : decimal + fraction}`;
  return amount.unit === '' ? number : `${number} ${PLAIN_UNIT.test(amount.unit) ? amount.unit : `[${amount.unit}]`}`;
}

/** The amount without its sign. */
export function unsigned(amount: Amount): Amount {
  return { ...amount, value: amount.value.replace(/^-/, '') };
}
