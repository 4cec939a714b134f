import type { Amount } from './amount.ts';

/** An amount as a plain decimal number, exact to the last digit: `-0.001`. Undefined where its divisibility is not known. */
export function exactDecimal({ value, divisibility }: Amount): string | undefined {
  if (divisibility === undefined) return undefined;
  const negative = value.startsWith('-');
  const digits = (negative ? value.slice(1) : value).padStart(divisibility + 1, '0');
  const whole = digits.slice(0, digits.length - divisibility).replace(/^0+(?=\d)/, '');
  const fraction = digits.slice(digits.length - divisibility);
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
