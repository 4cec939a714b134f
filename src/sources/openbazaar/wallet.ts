import type { Alert } from '../../shared/alert.ts';
import { plainLine } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import { type Decoded, ignored } from './decoded.ts';
import { envelope } from './envelope.ts';
import { Transaction } from './frames.ts';
import { coinCode, readMoney } from './money.ts';

/** openbazaar.md, "Keys": a transaction that is older when it is received comes from a rescan. */
const HISTORY_MS = 3_600_000;

/**
 * A `wallet` frame: a transaction and how far it is. Each of its frames has the same key, so that a later status, order or memo amends.
 * `memo` is the listing's title where the transaction pays for an order.
 */
export function decodeTransaction(value: unknown, frame: string, context: DecodeContext): Decoded {
  const read = Transaction.safeParse(value);
  if (!read.success) return ignored('a wallet transaction without txid');
  const { txid, orderId, timestamp } = read.data;
  const amount = readMoney(read.data.value, coinCode(read.data.wallet));
  const coin = coinCode(read.data.wallet) ?? amount?.unit ?? '';
  const memo = plainLine(read.data.memo, 500);
  const status = plainLine(read.data.status, 64)?.toUpperCase();
  const before = timestamp !== undefined && timestamp < context.addedAt;
  const history = before || (timestamp !== undefined && context.now - timestamp > HISTORY_MS);
  const outgoing = amount?.value.startsWith('-') === true;
  const base = envelope('wallet', frame, context);
  const alert: Alert = {
    ...base,
    key: transactionKey(coin, txid),
    series: transactionKey(coin, txid),
    subject: orderId === undefined ? { type: 'transaction', id: txid } : { type: 'order', id: orderId },
    ...(memo === undefined ? {} : orderId === undefined ? { text: memo } : { item: memo }),
    ...(amount === undefined ? {} : { amount }),
    ...(read.data.thumbnail === undefined ? {} : { picture: read.data.thumbnail }),
    ...(status === undefined ? {} : { status }),
    ...(outgoing ? { own: true, urgency: 'low' } : {}),
    ...(history ? { history: true } : {}),
    read: before || outgoing,
    occurredAt: Math.min(timestamp ?? context.now, context.now),
  };
  return { type: 'alert', alert };
}

/** The journal's key of a transaction in a coin's wallet. */
export function transactionKey(coin: string, txid: string): string {
  return `wallet:${coin.replace(/[^\w.-]/g, '_')}:${txid}`;
}
