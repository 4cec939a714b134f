import type { Amount } from '../../shared/amount.ts';
import { exponentOfFactor, readInteger } from '../../wire/integer.ts';
import { plainLine, plainText } from '../../wire/text.ts';
import type { Consumption, TokenFields } from './frames.ts';

const MAX_UNIT = 64;
const MAX_REASON = 2000;
/** Nothing so short is the id of a token: replacing it would tear words. */
const SHORTEST_ID = 4;

interface Token {
  id: string | undefined;
  symbol: string | undefined;
  /** Decimals of its unit; undefined where not known: then only subunits can be said. */
  divisibility: number | undefined;
}

/**
 * What a consumption is about, and the other side of it where that is another token (ewallet.md, "Consumption"). Without signs: which way
 * it goes depends on who looks.
 */
export function amountsOf(consumption: Consumption): { amount?: Amount; exchanged?: Amount } {
  const request = consumption.transaction_request;
  const token = tokenOf(consumption);
  const requestToken = request === undefined ? token : tokenOf(request);
  const own = consumption.finalized_consumption_amount ?? consumption.estimated_consumption_amount ?? consumption.amount;
  const asked = consumption.finalized_request_amount ?? consumption.estimated_request_amount ?? request?.amount;
  const hasOwn = own !== undefined && own !== null;
  const amount = hasOwn ? amountIn(own, token) : amountIn(request?.amount, isKnown(requestToken) ? requestToken : token);
  const exchanged = hasOwn && differ(token, requestToken) ? amountIn(asked, requestToken) : undefined;
  return { ...(amount === undefined ? {} : { amount }), ...(exchanged === undefined ? {} : { exchanged }) };
}

/** A reason in the server's words, which name tokens by their ids: with their symbols instead. */
export function reasonOf(description: string | undefined, consumption: Consumption): string | undefined {
  const reason = plainText(description, MAX_REASON);
  if (reason === undefined) return undefined;
  const { transaction, transaction_request: request } = consumption;
  const symbols = new Map([consumption, request, transaction?.from, transaction?.to].flatMap(namedTokens));
  // The longest first: one id may begin another.
  const ids = [...symbols.keys()].toSorted((a, b) => b.length - a.length);
  return plainText(ids.reduce((said, id) => said.replaceAll(id, () => symbols.get(id) ?? id), reason), MAX_REASON);
}

function tokenOf(fields: TokenFields): Token {
  const { token, minted_token: minted } = fields;
  return {
    id: token?.id ?? minted?.id ?? fields.token_id ?? fields.minted_token_id,
    symbol: plainLine(token?.symbol, MAX_UNIT) ?? plainLine(minted?.symbol, MAX_UNIT),
    divisibility: exponentOfFactor(token?.subunit_to_unit ?? minted?.subunit_to_unit),
  };
}

function amountIn(value: unknown, { id, symbol, divisibility }: Token): Amount | undefined {
  const digits = readInteger(value);
  // No server moves less than nothing.
  if (digits === undefined || digits.startsWith('-')) return undefined;
  const shortId = plainLine(id, MAX_UNIT);
  if (divisibility === undefined) return { value: digits, unit: shortId ?? symbol ?? '' };
  return { value: digits, unit: symbol ?? shortId ?? '', divisibility };
}

function isKnown({ id, symbol }: Token): boolean {
  return id !== undefined || symbol !== undefined;
}

function differ(left: Token, right: Token): boolean {
  if (left.id !== undefined && right.id !== undefined) return left.id !== right.id;
  return left.symbol !== undefined && right.symbol !== undefined && left.symbol !== right.symbol;
}

function namedTokens(fields: TokenFields | undefined): [string, string][] {
  if (fields === undefined) return [];
  const { id, symbol } = tokenOf(fields);
  return id === undefined || symbol === undefined || id.length < SHORTEST_ID ? [] : [[id, symbol]];
}
