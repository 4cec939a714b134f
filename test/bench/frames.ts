import { builders, type Frame } from '../servers/openbazaar/builders.ts';
import { idOf, orderIdOf, peerIdOf, txidOf } from '../servers/openbazaar/ids.ts';
import { toWire } from '../servers/openbazaar/wire.ts';

const build = builders('0.14');
const THINGS = ['walnut bowl', 'linen shirt', 'blue mug', 'brass lamp', 'field notes', 'olive soap', 'wool scarf', 'oak stool'];
const SAYINGS = ['Is it still there?', 'Thank you, it came today!', 'Could you send it to Graz instead of Vienna?', 'The handle is broken, what now?'];

/**
 * A busy shop's frames, one after another and never the same twice: in ten, four sales, two chats, a payment, a shipment, a follow, a wallet
 * transaction; every fiftieth is a dispute instead. Another `series` has other ids.
 */
export function shopFrame(series: string, n: number): Frame {
  const notificationId = idOf('notification', series, String(n));
  const orderId = orderIdOf(`${series} ${n}`);
  const peer = peerIdOf(`buyer ${n % 97}`);
  const kind = n % 50 === 49 ? 'dispute' : KINDS[n % KINDS.length];
  switch (kind) {
    case 'dispute':
      return build.disputeOpen({ notificationId, orderId, buyer: peer, disputerId: peer, disputeeId: SELF });
    case 'chat':
      return build.message({ messageId: idOf('message', series, String(n)), peerId: peer, message: `${SAYINGS[n % SAYINGS.length] ?? ''} (${n})` });
    case 'payment':
      return build.payment({ notificationId, orderId, amount: 100_000 + n });
    case 'shipment':
      return build.fulfillment({ notificationId, orderId, vendorId: peer });
    case 'follow':
      return build.follow({ notificationId, peerId: peer });
    case 'wallet':
      return build.wallet({ txid: txidOf(`${series} ${n}`), amount: 100_000 + n, timestamp: new Date().toISOString() });
    default:
      return build.order({ notificationId, orderId, buyerId: peer, title: `${THINGS[n % THINGS.length] ?? ''} no. ${n}`, amount: 100_000 + n });
  }
}

const KINDS = ['sale', 'chat', 'sale', 'payment', 'sale', 'shipment', 'chat', 'sale', 'follow', 'wallet'] as const;

/** The node itself, in all that is measured. */
export const SELF = peerIdOf('vendor');

/** As they come off the wire. */
export function shopTexts(series: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => toWire(shopFrame(series, n)));
}
