import {
  type Account,
  type AccountInput,
  type Consumption,
  type Party,
  type Token,
  type TokenInput,
  type TransactionRequest,
  type User,
  type UserInput,
  makeAccount,
  makeToken,
  makeUser,
} from './domain.ts';

/** What the wallet's database holds. */
export interface Store {
  readonly tokens: Map<string, Token>;
  readonly users: Map<string, User>;
  readonly accounts: Map<string, Account>;
  readonly requests: Map<string, TransactionRequest>;
  /** In the order they were made. */
  readonly consumptions: Map<string, Consumption>;
  addToken(symbol: string, input?: Omit<TokenInput, 'symbol'>): Token;
  addUser(name: string, input?: UserInput): User;
  addAccount(name: string, input?: AccountInput): Account;
  /** Everyone who has a wallet. */
  parties(): readonly Party[];
  /** A seed that no other thing of this store has. */
  nextSeed(): string;
}

/** An empty database. */
export function createStore(now: () => number): Store {
  const tokens = new Map<string, Token>();
  const users = new Map<string, User>();
  const accounts = new Map<string, Account>();
  let count = 0;

  function keep<T extends { readonly id: string }>(map: Map<string, T>, value: T): T {
    map.set(value.id, value);
    return value;
  }

  return {
    tokens,
    users,
    accounts,
    requests: new Map(),
    consumptions: new Map(),
    addToken: (symbol, input = {}) => keep(tokens, makeToken(symbol, now(), { ...input, symbol })),
    addUser: (name, input = {}) => keep(users, makeUser(name, now(), input)),
    addAccount: (name, input = {}) => keep(accounts, makeAccount(name, now(), input)),
    parties: () => [...[...users.values()].map((user) => ({ user })), ...[...accounts.values()].map((account) => ({ account }))],
    nextSeed: () => String((count += 1)),
  };
}
