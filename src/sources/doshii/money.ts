import { z } from 'zod';
import type { Amount } from '../../shared/amount.ts';
import { readInteger } from '../../wire/integer.ts';
import { anything, text } from '../../wire/maybe.ts';

/** More lines than this are no order of a venue: what they come to is not told. */
const MAX_LINES = 1_000;

const Item = z.object({ totalAfterSurcounts: anything, taxes: anything });
/** A surcharge, a discount or a tax; `amount` may be a percentage, `value` is what it comes to. */
const Charge = z.object({ amount: anything, value: anything, type: text, taxType: text });

/** Cents, as a number or digits; no currency is told (doshii.md, "REST"). Undefined where it is no integer. */
export function centsOf(value: unknown): Amount | undefined {
  const cents = readInteger(value);
  return cents === undefined ? undefined : { value: cents, unit: '', divisibility: 2 };
}

/**
 * What an order comes to: its items after their own surcounts, surcounts of the whole order, and taxes that are not in the prices.
 * Undefined where any of it cannot be read: half of a total is worse than none.
 */
export function orderTotal(order: { items?: unknown; surcounts?: unknown; taxes?: unknown }): Amount | undefined {
  const items = linesOf(order.items)?.map(itemTotal);
  const surcounts = linesOf(order.surcounts ?? [])?.map(chargeOf);
  const taxes = linesOf(order.taxes ?? [])?.map(addedTax);
  if (items === undefined || items.length === 0 || surcounts === undefined || taxes === undefined) return undefined;
  let sum = 0n;
  for (const part of [...items, ...surcounts, ...taxes]) {
    if (part === undefined) return undefined;
    sum += BigInt(part);
  }
  return centsOf(sum);
}

/** Nobody says whether a tax of one item that comes on top is in its total already. */
function itemTotal(item: unknown): string | undefined {
  const read = Item.safeParse(item);
  if (!read.success) return undefined;
  const taxes = linesOf(read.data.taxes ?? [])?.map(addedTax);
  return taxes?.every((tax) => tax === '0') === true ? readInteger(read.data.totalAfterSurcounts) : undefined;
}

function addedTax(tax: unknown): string | undefined {
  const read = Charge.safeParse(tax);
  if (!read.success) return undefined;
  return read.data.taxType === 'exclusive' ? chargeOf(tax) : '0';
}

function chargeOf(charge: unknown): string | undefined {
  const read = Charge.safeParse(charge);
  if (!read.success) return undefined;
  const { value, amount, type } = read.data;
  return readInteger(value) ?? (type === 'percentage' ? undefined : readInteger(amount));
}

function linesOf(value: unknown): unknown[] | undefined {
  return Array.isArray(value) && value.length <= MAX_LINES ? value : undefined;
}
