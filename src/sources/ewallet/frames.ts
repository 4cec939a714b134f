import { z } from 'zod';
import { anything, flag, maybe, text } from '../../wire/maybe.ts';

/** Consumptions, requests, users, accounts, tokens, addresses: one word of visible ASCII. */
export const Id = z.string().regex(/^[\x21-\x7e]{1,256}$/);
const id = maybe(Id);

/** Elixir's times, with or without the zone; without it they are UTC too. */
const time = maybe(
  z
    .string()
    .max(64)
    .regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/)
    .transform((value) => Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`))
    .pipe(z.number().int().positive().max(8.64e15))
);

const Token = z.object({ id, symbol: text, subunit_to_unit: anything });

/** What servers before June 2018 call `minted_token`. */
const tokenFields = { token: maybe(Token), token_id: id, minted_token: maybe(Token), minted_token_id: id };

const TokenFields = z.object(tokenFields);
export type TokenFields = z.infer<typeof TokenFields>;

const User = z.object({ id, full_name: text, calling_name: text, username: text, email: text, provider_user_id: text });
const Account = z.object({ id, name: text });

const partyFields = { user_id: id, user: maybe(User), account_id: id, account: maybe(Account), address: id };

const PartyFields = z.object(partyFields);
export type PartyFields = z.infer<typeof PartyFields>;

const TransactionRequest = z.object({
  ...tokenFields,
  ...partyFields,
  id,
  /** `send` or `receive`, as its owner sees it. */
  type: text,
  amount: anything,
  require_confirmation: flag,
  correlation_id: text,
});

const TransactionSource = z.object(tokenFields);
const Transaction = z.object({ error_description: text, from: maybe(TransactionSource), to: maybe(TransactionSource) });

/** A `transaction_consumption` (ewallet.md, "Consumption"). Its metadata is only in the frame; its encrypted metadata nowhere. */
export const Consumption = z.object({
  ...tokenFields,
  ...partyFields,
  id: Id,
  status: text,
  amount: anything,
  estimated_request_amount: anything,
  estimated_consumption_amount: anything,
  finalized_request_amount: anything,
  finalized_consumption_amount: anything,
  correlation_id: text,
  transaction: maybe(Transaction),
  transaction_request_id: id,
  transaction_request: maybe(TransactionRequest),
  expiration_date: time,
  created_at: time,
  approved_at: time,
  rejected_at: time,
  confirmed_at: time,
  failed_at: time,
  expired_at: time,
  cancelled_at: time,
});
export type Consumption = z.infer<typeof Consumption>;

/** What is around every frame; each server of both generations leaves some of it out, or writes it otherwise. */
export const Envelope = z.object({ topic: text, event: text, ref: anything, success: flag, error: anything, data: anything });
export type Envelope = z.infer<typeof Envelope>;
