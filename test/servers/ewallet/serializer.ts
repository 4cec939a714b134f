import {
  type Account,
  type Consumption,
  type Party,
  type Token,
  type TransactionRequest,
  type User,
  accountOf,
  addressOfParty,
  userOf,
} from './domain.ts';
import { type Generation, canCancel } from './generation.ts';
import type { WireRecord } from './json.ts';
import { stamp, stampOrNull } from './time.ts';

/** How objects are written out. */
export interface Form {
  readonly generation: Generation;
  /** Objects within objects; empty as the documents of 2018 print them, which is the default for that generation. */
  readonly nested?: 'full' | 'empty';
  /** The type listing of the documents says that amounts are text; servers write integers, which is the default. */
  readonly amounts?: 'integer' | 'text';
}

const NO_AVATAR: WireRecord = { thumb: null, small: null, original: null, large: null };

/** A token; `subunit_to_unit` is a bare integer. */
export function tokenRecord(token: Token): WireRecord {
  return {
    object: 'token',
    id: token.id,
    symbol: token.symbol,
    name: token.name,
    subunit_to_unit: token.subunitToUnit,
    enabled: true,
    blockchain_address: null,
    avatar: NO_AVATAR,
    ...describedFields(token),
  };
}

/** A user, administrator or not. */
export function userRecord(user: User): WireRecord {
  return {
    object: 'user',
    id: user.id,
    socket_topic: `user:${user.id}`,
    username: user.username,
    full_name: user.fullName,
    calling_name: user.callingName,
    provider_user_id: user.providerUserId,
    email: user.email,
    enabled: true,
    enabled_2fa_at: user.passcode === null ? null : stamp(user.createdAt),
    avatar: NO_AVATAR,
    ...describedFields(user),
  };
}

/** An account. */
export function accountRecord(account: Account): WireRecord {
  return {
    object: 'account',
    id: account.id,
    socket_topic: `account:${account.id}`,
    parent_id: null,
    name: account.name,
    description: account.description,
    master: false,
    category_ids: [],
    categories: { object: 'list', data: [] },
    avatar: NO_AVATAR,
    ...describedFields(account),
  };
}

/** A transaction request. */
export function requestRecord(request: TransactionRequest, form: Form): WireRecord {
  return {
    object: 'transaction_request',
    id: request.id,
    formatted_id: request.id,
    socket_topic: `transaction_request:${request.id}`,
    type: request.type,
    status: 'valid',
    amount: amountField(request.amount, form),
    ...tokenFields(request.token, form),
    ...partyFields(request.owner, form),
    address: request.address,
    require_confirmation: request.requireConfirmation,
    correlation_id: request.correlationId,
    allow_amount_override: true,
    consumption_lifetime: request.consumptionLifetime === null ? null : BigInt(request.consumptionLifetime),
    consumption_interval_duration: null,
    max_consumptions: null,
    max_consumptions_per_user: null,
    max_consumptions_per_interval: null,
    max_consumptions_per_interval_per_user: null,
    current_consumptions_count: 0n,
    ...exchangeFields(null, form),
    expiration_date: stampOrNull(request.expirationDate),
    expiration_reason: null,
    expired_at: null,
    ...describedFields(request),
  };
}

/** A consumption with all that hangs on it, as the `data` of events and answers. */
export function consumptionRecord(consumption: Consumption, form: Form): WireRecord {
  const { request, times } = consumption;
  const { updated_at: updatedAt, ...described } = describedFields(consumption);
  const time = (at: number | undefined): string | null => stampOrNull(at ?? null);
  return {
    object: 'transaction_consumption',
    id: consumption.id,
    socket_topic: `transaction_consumption:${consumption.id}`,
    status: consumption.status,
    ...amountFields(consumption, form),
    ...tokenFields(consumption.token, form),
    correlation_id: consumption.correlationId,
    idempotency_token: consumption.idempotencyToken,
    transaction_id: consumption.transactionId,
    transaction: inner(consumption.transactionId, form, (id) => transactionRecord(id, consumption, form)),
    ...partyFields(consumption.consumer, form),
    transaction_request_id: request.id,
    transaction_request: inner(request, form, (it) => requestRecord(it, form)),
    address: consumption.address,
    ...(form.generation === '2018' ? {} : exchangeFields(consumption.exchangeAccount, form)),
    ...described,
    // Listed by the documents, never sent by later servers.
    ...(form.generation === '2018' ? { updated_at: updatedAt } : {}),
    expiration_date: stampOrNull(consumption.expirationDate),
    approved_at: time(times.approved),
    rejected_at: time(times.rejected),
    confirmed_at: time(times.confirmed),
    failed_at: time(times.failed),
    expired_at: time(times.expired),
    ...(canCancel(form.generation) ? { cancelled_at: time(times.cancelled) } : {}),
  };
}

/** The documents of 2018 print one amount, always set; later servers set `amount` only where it was overridden, and say all others. */
function amountFields(consumption: Consumption, form: Form): WireRecord {
  const { status, transactionId, amount, estimatedRequestAmount, estimatedConsumptionAmount } = consumption;
  if (form.generation === '2018') return { amount: amountField(estimatedConsumptionAmount, form) };
  const tried = status === 'confirmed' || transactionId !== null;
  return {
    amount: amountField(amount, form),
    estimated_request_amount: amountField(estimatedRequestAmount, form),
    estimated_consumption_amount: amountField(estimatedConsumptionAmount, form),
    finalized_request_amount: amountField(tried ? estimatedRequestAmount : null, form),
    finalized_consumption_amount: amountField(tried ? estimatedConsumptionAmount : null, form),
  };
}

function transactionRecord(id: string, consumption: Consumption, form: Form): WireRecord {
  const { request, consumer, failure } = consumption;
  const owner = sourceRecord(request.owner, request.address, request.token, consumption.estimatedRequestAmount, form);
  const other = sourceRecord(consumer, consumption.address, consumption.token, consumption.estimatedConsumptionAmount, form);
  const exchange = consumption.exchangeAccount;
  return {
    object: 'transaction',
    id,
    idempotency_token: consumption.idempotencyToken,
    from: request.type === 'receive' ? other : owner,
    to: request.type === 'receive' ? owner : other,
    exchange: {
      object: 'exchange',
      rate: Number(consumption.estimatedRequestAmount) / Number(consumption.estimatedConsumptionAmount),
      calculated_at: exchange === null ? null : stamp(consumption.createdAt),
      exchange_pair_id: null,
      exchange_pair: null,
      ...exchangeFields(exchange, form),
    },
    status: failure === null ? 'confirmed' : 'failed',
    error_code: failure?.code ?? null,
    error_description: failure?.description ?? null,
    ...describedFields(consumption),
  };
}

function sourceRecord(party: Party, address: string, token: Token, amount: bigint, form: Form): WireRecord {
  return {
    object: 'transaction_source',
    address,
    amount: amountField(amount, form),
    ...tokenFields(token, form),
    ...partyFields(party, form),
  };
}

function describedFields(of: Token | User | Account | TransactionRequest | Consumption): WireRecord {
  const { metadata, encryptedMetadata, createdAt } = of;
  return { metadata, encrypted_metadata: encryptedMetadata, created_at: stamp(createdAt), updated_at: stamp(createdAt) };
}

function tokenFields(token: Token, form: Form): WireRecord {
  const name = form.generation === '2018' ? 'minted_token' : 'token';
  return { [`${name}_id`]: token.id, [name]: inner(token, form, tokenRecord) };
}

function partyFields(party: Party, form: Form): WireRecord {
  const user = userOf(party);
  const account = accountOf(party);
  return {
    user_id: user?.id ?? null,
    user: inner(user, form, userRecord),
    account_id: account?.id ?? null,
    account: inner(account, form, accountRecord),
  };
}

function exchangeFields(account: Account | null, form: Form): WireRecord {
  return {
    exchange_account_id: account?.id ?? null,
    exchange_account: account === null ? null : inner(account, form, accountRecord),
    exchange_wallet_address: account === null ? null : addressOfParty({ account }),
    exchange_wallet: null,
  };
}

function inner<T>(value: T | null, form: Form, write: (value: T) => WireRecord): WireRecord | null {
  if ((form.nested ?? (form.generation === '2018' ? 'empty' : 'full')) === 'empty') return {};
  return value === null ? null : write(value);
}

function amountField(amount: bigint | null, form: Form): bigint | string | null {
  return amount !== null && form.amounts === 'text' ? amount.toString() : amount;
}
