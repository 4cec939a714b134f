import { identityOf, type DecodeContext } from '../../src/sources/ewallet/context.ts';
import { eventFrame, type EventDetails } from '../servers/ewallet/builders.ts';
import { idOf } from '../servers/ewallet/ids.ts';
import type { Wallet } from '../servers/ewallet/wallet.ts';

/** Who is paid, in all that is measured: a user who is heard of by the one id and by the other. */
const PAYEE = { id: idOf('usr', 'payee'), providerUserId: 'provider_payee', fullName: 'Coffee Cart' };
const REQUEST = { id: idOf('txr', 'bench') };

/** What is joined: each event comes once over each. */
export const WALLET_TOPICS: readonly string[] = [`transaction_request:${REQUEST.id}`, `user:${PAYEE.id}`, `user:${PAYEE.providerUserId}`];

/** Three copies of an event, as it comes off the wire. */
export const COPIES = WALLET_TOPICS.length;

/** Makes the wallet know whom the topics are about, so that they can be joined; answers them. */
export function putPayee(wallet: Wallet): readonly string[] {
  wallet.request({ ...REQUEST, owner: wallet.store.addUser('payee', PAYEE) });
  return WALLET_TOPICS;
}

const [TOPIC = ''] = WALLET_TOPICS;
const ONE_OMG = 10n ** 18n;

/** Copies of one event, apart from each other in nothing but their topics. */
export function copiesOf(details: Omit<EventDetails, 'topic' | 'owner' | 'request'>): string[] {
  const text = eventFrame({ ...details, owner: PAYEE, request: { ...REQUEST, correlationId: 'till-1' }, topic: TOPIC });
  return WALLET_TOPICS.map((topic) => text.replace(`"topic":"${TOPIC}"`, () => `"topic":"${topic}"`));
}

/**
 * Copies of a busy wallet's events, one after another and never the same twice: every other one asks to be confirmed, and the one behind it
 * tells what became of that: of 25 confirmed are 19, rejected five, and one failed. Amounts have 19 digits. Another `series` has other ids.
 */
export function walletEvent(series: string, n: number): string[] {
  const consumption = Math.floor(n / 2);
  const consumer = consumption % 97;
  const status = n % 2 === 0 ? 'pending' : endOf(consumption);
  return copiesOf({
    id: idOf('txc', `${series} ${consumption}`),
    status,
    transactionId: status === 'pending' || status === 'rejected' ? null : idOf('txn', `${series} ${consumption}`),
    amount: ONE_OMG + BigInt(consumption),
    user: { id: idOf('usr', `payer ${consumer}`), fullName: `Alice Liddell the ${consumer}.`, callingName: 'Alice' },
    correlationId: `order-${series}-${consumption}`,
  });
}

function endOf(consumption: number): 'confirmed' | 'rejected' | 'failed' {
  if (consumption % 25 === 24) return 'failed';
  return consumption % 5 === 3 ? 'rejected' : 'confirmed';
}

/** The frames of so many events, copies and all. */
export function walletTexts(series: string, events: number): string[] {
  return Array.from({ length: events }, (_, n) => walletEvent(series, n)).flat();
}

/** As a source at work would decode them now, connected with an access key. */
export function walletContext(now = Date.now()): DecodeContext {
  return { identity: identityOf('bench'), connectionId: 'bench', now, road: 'live', api: 'admin', ours: new Set([PAYEE.id, PAYEE.providerUserId]) };
}
