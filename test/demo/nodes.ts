import { orderIdOf, peerIdOf } from '../servers/openbazaar/ids.ts';
import { startNode, type Node } from '../servers/openbazaar/node.ts';
import type { Picture } from '../servers/openbazaar/pictures.ts';
import { introduce, orderOf, PEOPLE, profileOf, WARES } from './cast.ts';
import type { PictureName } from './pictures.ts';

/** A sample node, and how its owner signs in to it. */
export interface SampleNode {
  readonly name: string;
  readonly node: Node;
  readonly username: string;
  readonly password: string;
}

/** The two nodes of the demo's owner, with what happened there in the last weeks. */
export interface SampleNodes {
  /** Her shop, on a server of today. */
  readonly shop: SampleNode;
  /** Where she buys and moderates, on an older server. */
  readonly own: SampleNode;
  /** How many alerts the first connect is to find. */
  readonly past: number;
  close(): Promise<void>;
}

const SHOP_LOGIN = { username: 'mara', password: 'walnut' } as const;
const OWN_LOGIN = { username: 'mara', password: 'linen' } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Starts both on loopback. */
export async function startNodes(pictures: Readonly<Record<PictureName, Picture>>): Promise<SampleNodes> {
  const [shop, own] = await Promise.all([
    startNode({ peerID: peerIdOf('demo shop'), access: { kind: 'basic', ...SHOP_LOGIN }, coin: 'BTC' }),
    startNode({ peerID: PEOPLE.mara.peerId, access: { kind: 'basic', ...OWN_LOGIN }, coin: 'BCH', generation: '0.13' }),
  ]);
  for (const node of [shop, own]) introduce(node, pictures);
  shop.setProfile(shop.peerID, profileOf({ name: 'Birch & Clay', handle: 'birchandclay', picture: 'cups' }, shop));
  pastOfShop(shop);
  pastOfOwn(own);
  return {
    shop: { name: 'Birch & Clay', node: shop, ...SHOP_LOGIN },
    own: { name: 'My own node', node: own, ...OWN_LOGIN },
    past: [shop, own].reduce((sum, { store }) => sum + store.notifications.length + store.messages.length, 0),
    async close() {
      await Promise.all([shop.close(), own.close()]);
    },
  };
}

/** What the shop's owner has seen long ago. */
function pastOfShop(node: Node): void {
  const { trade, store } = node;
  const { ines, tomasz, lars, priya, olu } = PEOPLE;
  const ago = (ms: number) => ({ live: false, at: Date.now() - ms });
  const teapot = { ...orderOf(WARES.teapot, node), ...buyer(lars), orderId: TEAPOT_ORDER, moderated: true } as const;
  trade.sale({ ...ago(19 * DAY), ...teapot, state: 'FULFILLED' });
  trade.chat({ ...ago(2 * DAY + 4 * HOUR), peer: priya.peerId, text: 'Do you ship to Lisbon, and how long does it take?', read: true });
  trade.follow({ ...ago(2 * DAY + 2 * HOUR), peer: olu.peerId });
  const lamp = trade.sale({ ...ago(DAY + 7 * HOUR), ...orderOf(WARES.lamp, node), ...buyer(tomasz) });
  trade.chat({ ...ago(DAY + 6 * HOUR), peer: ines.peerId, text: 'Do you also make the walnut bowl in a smaller size?', read: true });
  trade.orderComplete({ ...ago(DAY + HOUR), orderId: lamp.orderId });
  markAllRead(store);
}

/** The same for the node that buys and moderates. */
function pastOfOwn(node: Node): void {
  const { trade, store } = node;
  const { paper, priya, olu } = PEOPLE;
  const ago = (ms: number) => ({ live: false, at: Date.now() - ms });
  const camera = { ...orderOf(WARES.camera, node), ...buyer(priya), vendor: olu.peerId, orderId: CAMERA_CASE };
  trade.disputeOpen({ ...ago(44 * DAY), ...camera, as: 'case', disputer: priya.peerId });
  const vendor = { vendor: paper.peerId, vendorHandle: paper.handle };
  trade.orderConfirmation({ ...ago(DAY + 3 * HOUR), ...orderOf(WARES.notebook, node), ...vendor, orderId: NOTEBOOK_ORDER });
  markAllRead(store);
}

/** Orders that go on in the day that is acted out. */
export const TEAPOT_ORDER = orderIdOf('demo teapot');
export const CAMERA_CASE = orderIdOf('demo camera');
export const NOTEBOOK_ORDER = orderIdOf('demo notebook');

/** The buying side of an order. */
export function buyer({ peerId, handle }: { readonly peerId: string; readonly handle: string }): { buyer: string; buyerHandle: string } {
  return { buyer: peerId, buyerHandle: handle };
}

function markAllRead(store: Node['store']): void {
  for (const row of store.notifications) row.read = true;
  for (const order of store.orders.values()) order.read = true;
}
