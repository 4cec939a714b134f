import type { Failure } from './errors.ts';
import { addressOf, idOf, uuidOf } from './ids.ts';
import type { WireRecord } from './json.ts';

/** Stands in every `encrypted_metadata` unless a test says otherwise: the server sends it decrypted, and nobody may keep it. */
export const DECRYPTED = 'decrypted-and-not-to-be-kept';

/** Subunits. */
export type Amount = bigint | number | string;

/** What most objects carry. */
interface Described {
  readonly metadata: WireRecord;
  readonly encryptedMetadata: WireRecord;
  /** UTC milliseconds. */
  readonly createdAt: number;
}

/** A currency of this wallet. */
export interface Token extends Described {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  /** How many subunits make one unit: mostly a power of ten, up to 10^18. */
  readonly subunitToUnit: bigint;
}

/** A person: an end user with a wallet, or an administrator. */
export interface User extends Described {
  readonly id: string;
  readonly username: string | null;
  readonly fullName: string | null;
  readonly callingName: string | null;
  readonly email: string | null;
  readonly providerUserId: string | null;
  readonly address: string;
  readonly password: string;
  /** Turns on two-factor sign-in: the one passcode that is right. */
  readonly passcode: string | null;
  readonly backupCodes: readonly string[];
  /** Accounts that an administrator sees; `all` for the highest rank, none for an end user. */
  readonly accounts: 'all' | readonly string[];
}

/** A shop or company within the wallet. */
export interface Account extends Described {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly address: string;
}

/** Who owns a request or consumes one. */
export type Party = { readonly user: User } | { readonly account: Account };

export type RequestType = 'send' | 'receive';

/** An offer that others consume. */
export interface TransactionRequest extends Described {
  readonly id: string;
  /** receive: the consumer pays the owner; send: the owner pays the consumer. */
  readonly type: RequestType;
  readonly amount: bigint | null;
  readonly token: Token;
  readonly owner: Party;
  readonly address: string;
  readonly requireConfirmation: boolean;
  readonly correlationId: string | null;
  /** Milliseconds that a consumption may stay pending. */
  readonly consumptionLifetime: number | null;
  readonly expirationDate: number | null;
}

export const STATUSES = ['pending', 'approved', 'rejected', 'confirmed', 'failed', 'expired', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

/** A step of a consumption whose time is kept. */
export type Step = Exclude<Status, 'pending'>;

/** One use of a request. Mutable, as its row in the server's database. */
export interface Consumption extends Described {
  readonly id: string;
  readonly request: TransactionRequest;
  readonly consumer: Party;
  readonly address: string;
  /** The consumer's token; another one than the request's in an exchange. */
  readonly token: Token;
  /** null unless the consumer overrode the request's. */
  readonly amount: bigint | null;
  readonly estimatedRequestAmount: bigint;
  readonly estimatedConsumptionAmount: bigint;
  readonly exchangeAccount: Account | null;
  readonly correlationId: string | null;
  readonly idempotencyToken: string;
  readonly expirationDate: number | null;
  status: Status;
  /** UTC milliseconds of each step that was taken. */
  readonly times: Partial<Record<Step, number>>;
  /** The transaction that moved, or failed to move, the money. */
  transactionId: string | null;
  failure: Failure | null;
  /** Whether the transaction of the database that wrote it has ended. */
  committed: boolean;
}

/** What of a thing a test cares about; ids must differ, so `seed` says which of its kind it is. */
type Input<T> = Partial<T>;

export type TokenInput = Partial<Omit<Token, 'subunitToUnit'>> & { readonly subunitToUnit?: Amount };
export type UserInput = Input<User>;
export type AccountInput = Input<Account>;
export type RequestInput = Partial<Omit<TransactionRequest, 'amount'>> & { readonly amount?: Amount | null };
export type ConsumptionInput = Partial<Omit<Consumption, 'amount' | 'estimatedRequestAmount' | 'estimatedConsumptionAmount'>> & {
  readonly amount?: Amount | null;
  /** In subunits of the request's token; else the consumption's amount. */
  readonly requestAmount?: Amount;
};

/** A token of eighteen digits, unless told otherwise. */
export function makeToken(seed: string, at: number, input: TokenInput = {}): Token {
  const { subunitToUnit = 10n ** 18n, symbol = 'OMG', ...rest } = input;
  const id = idOf(`tok_${symbol}`, seed);
  return { id, name: symbol === 'OMG' ? 'OmiseGO' : symbol, ...described(at), ...rest, symbol, subunitToUnit: BigInt(subunitToUnit) };
}

/** An end user called by the seed. */
export function makeUser(seed: string, at: number, input: UserInput = {}): User {
  return {
    id: idOf('usr', seed),
    username: seed,
    fullName: null,
    callingName: null,
    email: `${seed}@example.com`,
    providerUserId: `provider_${seed}`,
    address: addressOf('user', seed),
    password: `password of ${seed}`,
    passcode: null,
    backupCodes: [],
    accounts: [],
    ...described(at),
    ...input,
  };
}

/** An account called by the seed. */
export function makeAccount(seed: string, at: number, input: AccountInput = {}): Account {
  const known = { id: idOf('acc', seed), name: seed, description: '', address: addressOf('account', seed) };
  return { ...known, ...described(at), ...input };
}

/** A request of one unit of the token that needs confirmation. */
export function makeRequest(
  seed: string,
  at: number,
  input: RequestInput & { readonly owner: Party; readonly token: Token }
): TransactionRequest {
  const { amount, ...rest } = input;
  return {
    id: idOf('txr', seed),
    type: 'receive',
    address: addressOfParty(input.owner),
    requireConfirmation: true,
    correlationId: null,
    consumptionLifetime: null,
    expirationDate: null,
    ...described(at),
    ...rest,
    amount: amount === null ? null : BigInt(amount ?? input.token.subunitToUnit),
  };
}

/**
 * A pending consumption of a request.
 *
 * @throws TypeError where neither the request nor the consumption has an amount
 */
export function makeConsumption(
  seed: string,
  at: number,
  input: ConsumptionInput & { readonly request: TransactionRequest; readonly consumer: Party }
): Consumption {
  const { amount: given, requestAmount, ...rest } = input;
  const amount = given === undefined || given === null ? null : BigInt(given);
  const estimated = amount ?? input.request.amount;
  if (estimated === null) throw new TypeError('This request has no amount: give the consumption one.');
  const lifetime = input.request.consumptionLifetime;
  return {
    id: idOf('txc', seed),
    address: addressOfParty(input.consumer),
    token: input.request.token,
    exchangeAccount: null,
    correlationId: null,
    idempotencyToken: uuidOf('idempotency', seed),
    expirationDate: lifetime === null ? null : at + lifetime,
    status: 'pending',
    times: {},
    transactionId: null,
    failure: null,
    committed: true,
    ...described(at),
    ...rest,
    amount,
    estimatedConsumptionAmount: estimated,
    estimatedRequestAmount: BigInt(requestAmount ?? estimated),
  };
}

/** The party's primary wallet. */
export function addressOfParty(party: Party): string {
  return 'user' in party ? party.user.address : party.account.address;
}

export function userOf(party: Party): User | null {
  return 'user' in party ? party.user : null;
}

export function accountOf(party: Party): Account | null {
  return 'account' in party ? party.account : null;
}

function described(at: number): Described {
  return { metadata: {}, encryptedMetadata: { note: DECRYPTED }, createdAt: at };
}
