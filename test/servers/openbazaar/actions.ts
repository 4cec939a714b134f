import { type Answer, fail, fieldOf, ok, textField } from './answers.ts';
import type { Order, OrderRole, OrderState, Store } from './store.ts';
import type { Trade } from './trade.ts';

/** A call that moves an order: which orders, in which states, and what becomes of them (api/jsonapi_orders.go). */
interface Verb {
  readonly roles: readonly OrderRole[];
  readonly states: readonly OrderState[];
  readonly refusal: string;
  readonly notFound: string;
  readonly next: (body: unknown, order: Order) => OrderState;
  readonly check?: (order: Order) => Answer | undefined;
  readonly after?: (order: Order, trade: Trade) => void;
}

const UNSHIPPED: readonly OrderState[] = ['AWAITING_FULFILLMENT', 'PARTIALLY_FULFILLED'];

const VERBS = {
  'ob/orderconfirmation': {
    roles: ['sale'],
    states: ['PENDING'],
    refusal: 'order has already been confirmed',
    notFound: 'sql: no rows in result set',
    next: (body) => (fieldOf(body, 'reject') === true ? 'DECLINED' : 'AWAITING_FULFILLMENT'),
  },
  'ob/ordercancel': {
    roles: ['purchase'],
    states: ['PENDING', 'PROCESSING_ERROR'],
    refusal: 'order must be PENDING or PROCESSING_ERROR and only a direct payment to cancel',
    notFound: 'order not found',
    next: () => 'CANCELED',
    check: (order) =>
      order.moderated ? fail(400, 'order must be PENDING or PROCESSING_ERROR and only a direct payment to cancel') : undefined,
  },
  'ob/refund': {
    roles: ['sale'],
    states: UNSHIPPED,
    refusal: 'order must be AWAITING_FULFILLMENT, or PARTIALLY_FULFILLED',
    notFound: 'order not found',
    next: () => 'REFUNDED',
  },
  'ob/orderfulfillment': {
    roles: ['sale'],
    states: UNSHIPPED,
    refusal: 'order must be in state AWAITING_FULFILLMENT or PARTIALLY_FULFILLED to fulfill',
    notFound: 'order not found',
    next: () => 'FULFILLED',
  },
  'ob/ordercompletion': {
    roles: ['purchase'],
    states: ['FULFILLED', 'RESOLVED', 'PAYMENT_FINALIZED'],
    refusal: 'must be one of the following states to leave a rating and complete the order: FULFILLED, RESOLVED, PAYMENT_FINALIZED',
    notFound: 'order not found',
    next: () => 'COMPLETED',
  },
  'ob/opendispute': {
    roles: ['purchase', 'sale'],
    states: ['AWAITING_FULFILLMENT', 'PENDING', 'PARTIALLY_FULFILLED', 'FULFILLED', 'PROCESSING_ERROR'],
    refusal: 'Order must be either AWAITING_FULFILLMENT, PARTIALLY_FULFILLED, PENDING, PROCESSING_ERROR or FULFILLED to start a dispute',
    notFound: 'Order not found',
    next: () => 'DISPUTED',
    check: (order) => {
      if (!order.moderated) return fail(400, 'Only moderated orders can be disputed');
      const tooEarly = order.role === 'sale' && order.state !== 'FULFILLED' && order.state !== 'PARTIALLY_FULFILLED';
      return tooEarly ? fail(400, 'Order must be either PARTIALLY_FULFILLED or FULFILLED to start a dispute') : undefined;
    },
  },
  'ob/closedispute': {
    roles: ['case'],
    states: ['DISPUTED'],
    refusal: 'dispute is not open',
    notFound: 'case not found',
    next: () => 'RESOLVED',
  },
  'ob/releasefunds': {
    roles: ['purchase', 'sale'],
    states: ['DECIDED'],
    refusal: 'releasefunds can only be called for decided disputes',
    notFound: 'Order not found',
    next: () => 'RESOLVED',
    // The payout is seen on both sides, the releaser's too.
    after: (order, trade) => void trade.disputeAccepted({ orderId: order.orderId }),
  },
  'ob/releaseescrow': {
    roles: ['sale'],
    states: ['PENDING', 'FULFILLED', 'DISPUTED'],
    refusal: 'Release escrow can only be called when sale is pending, fulfilled, or disputed',
    notFound: 'Order not found',
    next: () => 'PAYMENT_FINALIZED',
    check: (order) => (order.escrowTimedOut ? undefined : fail(401, 'unable to release escrow because the timeout has not expired')),
  },
} as const satisfies Record<string, Verb>;

/** Answers a POST that moves an order, or undefined where the path is none of them. */
export function answerVerb(path: string, body: unknown, store: Store, trade: Trade): Answer | undefined {
  const verb: Verb | undefined = Object.hasOwn(VERBS, path) ? VERBS[path as keyof typeof VERBS] : undefined;
  if (verb === undefined) return undefined;
  if (body === undefined) return fail(400, 'invalid character in the request body');
  const order = store.orders.get(textField(body, 'orderId'));
  if (order === undefined || !verb.roles.includes(order.role)) return fail(404, verb.notFound);
  const refused = verb.check?.(order);
  if (refused !== undefined) return refused;
  if (!verb.states.includes(order.state)) return fail(400, verb.refusal);
  order.state = verb.next(body, order);
  return { ...ok({}), after: () => verb.after?.(order, trade) };
}
