import {
  type Account,
  type Amount,
  type Consumption,
  type ConsumptionInput,
  type Party,
  type RequestInput,
  type Step,
  type Token,
  type TransactionRequest,
  type User,
  makeConsumption,
  makeRequest,
} from './domain.ts';
import { FAILURES, type Failure, insufficientFunds } from './errors.ts';
import type { EventKind, EventShape } from './events.ts';
import { type Generation, canCancel } from './generation.ts';
import { idOf } from './ids.ts';
import type { After } from './sockets.ts';
import type { Store } from './store.ts';

/** How a step happens, and who hears of it. */
export interface How extends EventShape {
  /** false: nobody is told, as while nobody is connected. */
  readonly live?: boolean;
  /** UTC milliseconds; else now. */
  readonly at?: number;
}

export interface RequestOptions extends Omit<RequestInput, 'owner'> {
  /** Who made the request; else the shop. */
  readonly owner?: User | Account;
}

export interface ConsumeOptions extends Omit<ConsumptionInput, 'request' | 'consumer' | 'committed' | 'status'>, How {
  readonly request: TransactionRequest;
  /** Who consumes it; else alice. */
  readonly by?: User | Account;
  /** The event comes before the commit: for so many milliseconds (needs the option `after`), or until `commit(id)`. */
  readonly commitDelay?: number | 'until told';
}

/** Money that really moved. */
export interface Movement {
  readonly consumptionId: string;
  readonly amount: bigint;
  readonly tokenId: string;
  /** Wallet addresses. */
  readonly from: string;
  readonly to: string;
}

/** What was asked of a consumption, over HTTP or by a test, whatever came of it. */
export type Verb = 'approve' | 'reject' | 'cancel';

/** The consumptions of the wallet and what becomes of them. */
export interface Consumptions {
  readonly moved: readonly Movement[];
  request(options?: RequestOptions): TransactionRequest;
  consume(options: ConsumeOptions): Consumption;
  commit(id: string): void;
  /** The owner says yes. Nobody checks that it is pending; only what has expired, or finds no money, fails. */
  approve(id: string, how?: How): Failure | undefined;
  /** The owner says no, even to what is confirmed already. */
  reject(id: string, how?: How): void;
  /** The consumer takes it back; only what is pending. */
  cancel(id: string, how?: How): Failure | undefined;
  expire(id: string, how?: How): void;
  /** The ledger refuses; `error` is why, else too little money. */
  fail(id: string, how?: How): void;
  /** Says "finalized" of what is not. */
  announceUnfinalized(id: string, how?: How): void;
  /** The job that runs every minute: expires what is past its date. Returns how many. */
  expireNow(): number;
  /** Sends the latest event once more. */
  repeatLast(): void;
  /** How often a verb was carried out on a consumption over HTTP or by a test. */
  count(id: string, verb: Verb): number;
  /** A balance makes a payer run out of money; without one everybody has enough. */
  setBalance(of: User | Account, token: Token, amount: Amount): void;
}

interface Setting {
  readonly store: Store;
  readonly generation: Generation;
  readonly now: () => number;
  readonly after: After | undefined;
  readonly shop: Account;
  readonly alice: User;
  readonly publish: (kind: EventKind, consumption: Consumption, shape: EventShape) => void;
  readonly republish: () => void;
}

/** A wallet's consumptions; `publish` tells whoever has joined. */
export function createConsumptions(setting: Setting): Consumptions {
  const { store, now, after, publish } = setting;
  const moved: Movement[] = [];
  const counts = new Map<string, number>();
  const balances = new Map<string, bigint>();

  function known(id: string): Consumption {
    const consumption = store.consumptions.get(id);
    if (consumption === undefined) throw new Error(`This wallet has no consumption ${id}.`);
    return consumption;
  }

  function note(id: string, verb: Verb): void {
    counts.set(`${verb} ${id}`, (counts.get(`${verb} ${id}`) ?? 0) + 1);
  }

  function tell(kind: EventKind, consumption: Consumption, how: How): void {
    if (how.live !== false) publish(kind, consumption, how);
  }

  function step(consumption: Consumption, status: Step, how: How, failure: Failure | null = null): void {
    consumption.status = status;
    consumption.failure = failure;
    consumption.times[status] = how.at ?? now();
  }

  /** Moves the money, once: the ledger knows the consumption's idempotency token. */
  function settle(consumption: Consumption, how: How): Failure | undefined {
    const { request } = consumption;
    const received = request.type === 'receive';
    const [from, to] = received ? [consumption.address, request.address] : [request.address, consumption.address];
    const token = received ? consumption.token : request.token;
    const amount = received ? consumption.estimatedConsumptionAmount : consumption.estimatedRequestAmount;
    const again = moved.some((movement) => movement.consumptionId === consumption.id);
    const balance = balances.get(`${from} ${token.id}`);
    consumption.times.approved = how.at ?? now();
    consumption.transactionId = idOf('txn', consumption.id);
    if (!again && balance !== undefined && balance < amount) {
      const failure = insufficientFunds(from, units(balance, token), units(amount, token), token.id);
      step(consumption, 'failed', how, failure);
      tell('finalized', consumption, how);
      return failure;
    }
    if (!again) {
      moved.push({ consumptionId: consumption.id, amount, tokenId: token.id, from, to });
      if (balance !== undefined) balances.set(`${from} ${token.id}`, balance - amount);
    }
    step(consumption, 'confirmed', how);
    tell('finalized', consumption, how);
    return undefined;
  }

  function expire(consumption: Consumption, how: How): void {
    step(consumption, 'expired', how);
    tell('finalized', consumption, how);
  }

  const isDue = (consumption: Consumption): boolean =>
    consumption.status === 'pending' && consumption.expirationDate !== null && consumption.expirationDate <= now();

  function expireNow(): number {
    const due = [...store.consumptions.values()].filter(isDue);
    for (const consumption of due) expire(consumption, {});
    return due.length;
  }

  return {
    moved,
    request(options = {}) {
      const { owner, token = firstToken(store), ...rest } = options;
      const made = makeRequest(store.nextSeed(), now(), { ...rest, token, owner: partyOf(owner ?? setting.shop, store) });
      store.requests.set(made.id, made);
      return made;
    },
    consume(options) {
      const { by, commitDelay, live, at = now(), data, error, messages, ...rest } = options;
      const how: How = { ...(live === undefined ? {} : { live }), at, ...shapeOf({ data, error, messages }) };
      const consumer = partyOf(by ?? setting.alice, store);
      const made = makeConsumption(store.nextSeed(), at, { ...rest, consumer, committed: commitDelay === undefined });
      store.consumptions.set(made.id, made);
      if (typeof commitDelay === 'number') {
        if (after === undefined) throw new Error('A commitDelay in milliseconds needs the option `after` of startWallet.');
        after(commitDelay, () => void (made.committed = true));
      }
      if (!options.request.requireConfirmation) settle(made, how);
      else tell('request', made, how);
      if (made.status === 'pending' && made.expirationDate !== null) {
        // The job runs once a minute: it comes by in the minute after the date.
        after?.((Math.floor(made.expirationDate / 60_000) + 1) * 60_000 - now(), expireNow);
      }
      return made;
    },
    commit(id) {
      known(id).committed = true;
    },
    approve(id, how = {}) {
      const consumption = known(id);
      note(id, 'approve');
      if (isDue(consumption)) expire(consumption, how);
      return consumption.status === 'expired' ? FAILURES.expired : settle(consumption, how);
    },
    reject(id, how = {}) {
      note(id, 'reject');
      step(known(id), 'rejected', how);
      tell('finalized', known(id), how);
    },
    cancel(id, how = {}) {
      if (!canCancel(setting.generation)) throw new Error('Nothing is cancelled on servers before 1.2.');
      const consumption = known(id);
      if (consumption.status !== 'pending') return FAILURES.unauthorized;
      note(id, 'cancel');
      step(consumption, 'cancelled', how);
      tell('finalized', consumption, how);
      return undefined;
    },
    expire: (id, how = {}) => expire(known(id), how),
    fail(id, how = {}) {
      const consumption = known(id);
      const { token, estimatedConsumptionAmount: amount } = consumption;
      const why = insufficientFunds(consumption.address, '0', units(amount, token), token.id);
      consumption.times.approved = how.at ?? now();
      consumption.transactionId = idOf('txn', id);
      step(consumption, 'failed', how, how.error ?? why);
      tell('finalized', consumption, how);
    },
    announceUnfinalized: (id, how = {}) => tell('finalized', known(id), how),
    expireNow,
    repeatLast: () => setting.republish(),
    count: (id, verb) => counts.get(`${verb} ${id}`) ?? 0,
    setBalance(of, token, amount) {
      balances.set(`${of.address} ${token.id}`, BigInt(amount));
    },
  };
}

/** Subunits as the ledger words them: units with the fraction's digits, for a divisor that is a power of ten; else a ratio. */
export function units(amount: bigint, token: Token): string {
  const divisor = token.subunitToUnit;
  const digits = divisor.toString().length - 1;
  if (divisor !== 10n ** BigInt(digits)) return `${amount}/${divisor}`;
  const fraction = (amount % divisor).toString().padStart(digits, '0').slice(0, digits).replace(/0+$/, '');
  return `${amount / divisor}${fraction === '' ? '' : `.${fraction}`}`;
}

function shapeOf(shape: { readonly [K in keyof EventShape]: EventShape[K] | undefined }): EventShape {
  return {
    ...(shape.data === undefined ? {} : { data: shape.data }),
    ...(shape.error === undefined ? {} : { error: shape.error }),
    ...(shape.messages === undefined ? {} : { messages: shape.messages }),
  };
}

function firstToken(store: Store): Token {
  const [token] = store.tokens.values();
  if (token === undefined) throw new Error('This wallet has no token: add one first.');
  return token;
}

function partyOf(of: User | Account, store: Store): Party {
  const account = store.accounts.get(of.id);
  if (account !== undefined) return { account };
  const user = store.users.get(of.id);
  if (user !== undefined) return { user };
  throw new Error(`This wallet knows neither a user nor an account ${of.id}.`);
}
