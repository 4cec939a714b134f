/** Which server writes: names and money changed between them. */
export type Generation = '0.13' | '0.14';

/** Base units (satoshi and the like). */
export type Amount = bigint | number | string;

const NAMES: Readonly<Record<string, string>> = {
  BTC: 'Bitcoin',
  BCH: 'Bitcoin Cash',
  LTC: 'Litecoin',
  ZEC: 'Zcash',
  TBTC: 'Testnet Bitcoin',
  TBCH: 'Testnet Bitcoin Cash',
  TLTC: 'Testnet Litecoin',
  TZEC: 'Testnet Zcash',
};

/** How 0.14 describes a coin; `divisibility` is the exponent. */
export interface Currency {
  readonly code: string;
  readonly currencyType: 'crypto';
  readonly divisibility: number;
  readonly name: string;
}

/** The currency object of 0.14 for a coin's code. */
export function currencyOf(code: string): Currency {
  return { code, currencyType: 'crypto', divisibility: 8, name: NAMES[code] ?? code };
}

/** A bare integer of 0.13: a number where it is exact, else a bigint, which `toWire` writes digit by digit. */
export function bareInteger(amount: Amount): number | bigint {
  const value = BigInt(amount);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** An amount as that generation writes it: `{amount, currency}` with a string, or a bare integer. */
export function money(generation: Generation, amount: Amount, coin: string): unknown {
  if (generation === '0.13') return bareInteger(amount);
  return { amount: BigInt(amount).toString(), currency: currencyOf(coin) };
}
