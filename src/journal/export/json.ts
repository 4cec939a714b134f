import type { Amount } from '../../shared/amount.ts';
import { exactDecimal } from '../../shared/decimal.ts';
import type { Entry, InboxFilter } from '../../shared/inbox.ts';
import type { Said } from './csv.ts';

/** One document, written as it comes: `alerts` holds an object each, a line each. */
export function jsonHead(version: string, at: number, filter: InboxFilter): string {
  const head = { format: 'tradebell-history', version: 1, tradebell: version, exportedAt: new Date(at).toISOString(), filter };
  return `${JSON.stringify(head).slice(0, -1)},"alerts":[`;
}

/** All that is known of one entry: the alert as it is kept, its times also readable, its amounts also as decimals; strings, so that no digit is lost. */
export function jsonRow({ alert, decision, delivered }: Entry, said: Said, isFirst: boolean): string {
  const { occurredAt, receivedAt, deadlineAt, amount, exchanged, ...rest } = alert;
  const row = {
    time: new Date(occurredAt).toISOString(),
    received: new Date(receivedAt).toISOString(),
    ...(deadlineAt === undefined ? {} : { deadline: new Date(deadlineAt).toISOString() }),
    ...said,
    ...(amount === undefined ? {} : { amount: withDecimal(amount) }),
    ...(exchanged === undefined ? {} : { exchanged: withDecimal(exchanged) }),
    ...rest,
    ...(decision === undefined ? {} : { decided: decision.deliver }),
    ...(delivered === undefined ? {} : { delivered }),
  };
  return `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
}

export const jsonTail = (): string => '\n]}\n';

function withDecimal(amount: Amount): Amount & { decimal?: string } {
  const decimal = exactDecimal(amount);
  return decimal === undefined ? amount : { ...amount, decimal };
}
