import type { Account, TransactionRequest, User } from '../servers/ewallet/domain.ts';
import { startWallet, type Wallet } from '../servers/ewallet/wallet.ts';
import { PEOPLE, type Person } from './cast.ts';

/** People who have money in the sample wallet. */
const CUSTOMERS = ['ines', 'tomasz', 'aiko', 'lars', 'priya', 'olu'] as const satisfies readonly (keyof typeof PEOPLE)[];
export type Customer = (typeof CUSTOMERS)[number];

/** The wallet of a network of shops, in which the demo's shop has an account. */
export interface SampleWallet {
  /** What its connection is called. */
  readonly name: string;
  readonly wallet: Wallet;
  readonly account: Account;
  readonly customers: Readonly<Record<Customer, User>>;
  /** What customers pay by at the shop's counter: each payment waits for a yes. */
  readonly counter: TransactionRequest;
  /** How many alerts the first connect is to find. */
  readonly past: number;
  close(): Promise<void>;
}

/** 10^18 subunits make one. */
export const OMG = 10n ** 18n;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** So long a payment at the counter may wait for its yes. */
const PATIENCE = 12 * MINUTE;

/** Starts it on loopback; its own timers run as on a real server: it closes idle sockets, and expires what waited too long. */
export async function startSampleWallet(): Promise<SampleWallet> {
  const wallet = await startWallet({
    after(ms, task) {
      const timer = setTimeout(task, ms).unref();
      return () => clearTimeout(timer);
    },
  });
  const { store, omg } = wallet;
  const account = store.addAccount('Birch & Clay', { description: 'Bowls, cups and teapots' });
  const customers = Object.fromEntries(CUSTOMERS.map((who) => [who, addCustomer(wallet, PEOPLE[who])])) as Record<Customer, User>;
  const counter = wallet.request({ owner: account, token: omg, amount: null, correlationId: 'Counter 1', consumptionLifetime: PATIENCE });
  return {
    name: 'Shop wallet',
    wallet,
    account,
    customers,
    counter,
    past: pastOf(wallet, account, customers),
    close: () => wallet.close(),
  };
}

/** What a customer pays by without our yes. */
export function invoice(of: Pick<SampleWallet, 'wallet' | 'account'>, amount: bigint, reference: string): TransactionRequest {
  const { wallet, account } = of;
  return wallet.request({ owner: account, token: wallet.omg, amount, correlationId: reference, requireConfirmation: false });
}

function addCustomer({ store }: Wallet, { peerId, name }: Person): User {
  return store.addUser(peerId, { username: null, email: null, fullName: name, providerUserId: null });
}

/** What came in long ago. */
function pastOf(wallet: Wallet, account: Account, { ines, lars, priya }: Readonly<Record<Customer, User>>): number {
  const books = { wallet, account };
  const ago = (ms: number) => ({ live: false, at: Date.now() - ms });
  wallet.consume({ request: invoice(books, 18n * OMG, 'Invoice 412'), by: priya, ...ago(3 * DAY + 5 * HOUR) });
  wallet.consume({ request: invoice(books, (74n * OMG) / 10n, 'Invoice 415'), by: ines, ...ago(DAY + 2 * HOUR) });
  const offered = wallet.request({ owner: account, token: wallet.omg, amount: 9n * OMG, correlationId: 'Invoice 416' });
  const refused = wallet.consume({ request: offered, by: lars, ...ago(DAY + 30 * MINUTE) });
  wallet.reject(refused.id, ago(DAY + 20 * MINUTE));
  return wallet.store.consumptions.size;
}
