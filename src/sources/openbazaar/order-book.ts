import type { Alert, Role } from '../../shared/alert.ts';
import { NetworkError } from '../../transport/network.ts';
import type { Rest } from './rest.ts';
import { ORDER_LISTS, type OrderList, type OrderSummary } from './rows.ts';

/** What the node said of its orders, while we are connected. */
export interface OrderBook {
  /** Reads the newest of all three lists. Lists that the node fails to give are returned as errors, and the others kept. */
  load(): Promise<NetworkError[]>;
  all(): readonly OrderSummary[];
  known(orderId: string): OrderSummary | undefined;
  /** Asks by search where the order is not known or may have moved on; undefined where no list has it. Never marks it as read. */
  find(orderId: string, role: Alert['role']): Promise<OrderSummary | undefined>;
}

const LIMIT = 1_000;
const MAX_KNOWN = 5_000;

const LIST_OF: Readonly<Partial<Record<Role, OrderList>>> = { seller: 'sales', buyer: 'purchases', moderator: 'cases' };

export function createOrderBook(rest: Rest): OrderBook {
  const orders = new Map<string, OrderSummary>();

  const learn = (found: readonly OrderSummary[]): void => {
    for (const order of found) {
      orders.delete(order.orderId);
      orders.set(order.orderId, order);
    }
    for (const oldest of orders.keys()) {
      if (orders.size <= MAX_KNOWN) break;
      orders.delete(oldest);
    }
  };

  return {
    async load() {
      const answers = await Promise.allSettled(ORDER_LISTS.map((list) => rest.orders(list, { limit: LIMIT })));
      return answers.flatMap((answer) => {
        if (answer.status === 'fulfilled') learn(answer.value.toReversed());
        else if (!(answer.reason instanceof NetworkError)) throw answer.reason;
        return answer.status === 'rejected' ? [answer.reason as NetworkError] : [];
      });
    },
    all: () => [...orders.values()],
    known: (orderId) => orders.get(orderId),
    async find(orderId, role) {
      const own = role === undefined ? undefined : LIST_OF[role];
      const likely = own === undefined ? ORDER_LISTS : [own, ...ORDER_LISTS.filter((list) => list !== own)];
      for (const list of likely) {
        const found = (await rest.orders(list, { search: orderId, limit: 5 })).filter((order) => order.orderId === orderId);
        learn(found);
        if (found[0] !== undefined) return found[0];
      }
      return undefined;
    },
  };
}
