import type { Alert, Amendment, Role } from '../../shared/alert.ts';
import type { Clock } from '../../shared/clock.ts';
import { NetworkError } from '../../transport/network.ts';
import type { OrderBook } from './order-book.ts';
import { enrichment, type OrderList, type OrderSummary } from './rows.ts';

/** Looks up what live alerts do not say of their orders: title, picture, the other party. */
export interface OrderDetails {
  want(alerts: readonly Alert[]): void;
  stop(): void;
}

export interface OrderDetailsDeps {
  clock: Clock;
  orders: Pick<OrderBook, 'known' | 'find'>;
  amend(key: string, amendment: Amendment): void;
  /** Somebody was learned of, who has a name. */
  named(alerts: readonly Alert[]): void;
  track(work: Promise<void>): void;
}

const MAX_WAITING = 200;
const MAX_ALERTS = 50;

const ROLE_IN: Readonly<Record<OrderList, Role>> = { sales: 'seller', purchases: 'buyer', cases: 'moderator' };

/** One search at a time: titles may be late, and a burst of them must not keep the node from its trade. */
export function createOrderDetails({ clock, orders, amend, named, track }: OrderDetailsDeps): OrderDetails {
  const waiting = new Map<string, Alert[]>();
  let working = false;

  const work = async (): Promise<void> => {
    working = true;
    for (const [orderId, alerts] of waiting) {
      waiting.delete(orderId);
      const order = orders.known(orderId) ?? (await search(orderId, alerts[0]?.role));
      if (order !== undefined) for (const alert of alerts) tell(alert, order);
    }
    working = false;
  };

  const search = async (orderId: string, role: Role | undefined): Promise<OrderSummary | undefined> => {
    try {
      return await orders.find(orderId, role);
    } catch (error) {
      if (error instanceof NetworkError) return undefined;
      working = false;
      throw error;
    }
  };

  const tell = (alert: Alert, order: OrderSummary): void => {
    const role = alert.role === undefined ? { role: ROLE_IN[order.list] } : {};
    const amendment: Amendment = { ...enrichment({ ...alert, ...role }, order, clock.now()), ...role };
    if (Object.keys(amendment).length > 0) amend(alert.key, amendment);
    if (amendment.actor !== undefined) named([{ ...alert, actor: amendment.actor }]);
  };

  return {
    want(alerts) {
      for (const alert of alerts) {
        const { subject, item } = alert;
        if (item !== undefined || (subject?.type !== 'order' && subject?.type !== 'case')) continue;
        const others = waiting.get(subject.id);
        if (others === undefined && waiting.size < MAX_WAITING) waiting.set(subject.id, [alert]);
        else if (others !== undefined && others.length < MAX_ALERTS) others.push(alert);
      }
      if (!working && waiting.size > 0) track(work());
    },
    stop: () => waiting.clear(),
  };
}
