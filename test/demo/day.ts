import { buyer, CAMERA_CASE, NOTEBOOK_ORDER, TEAPOT_ORDER, type SampleNodes } from './nodes.ts';
import type { Sent } from '../servers/openbazaar/events.ts';
import { orderOf, PEOPLE, WARES, type Person, type Ware } from './cast.ts';

/** One thing that happens, and what it is to look like. */
export interface Act {
  /** What happens, told to whoever watches. */
  readonly say: string;
  /** Lets it happen on a node. */
  readonly play: () => void;
  /** How the alert's title must end, once names and titles are known. */
  readonly title: string;
  /** How it ends at the end of the day, where it says something else by then. */
  readonly later?: string;
  /** It is urgent: such have a limit of their own. */
  readonly urgent?: true;
  /** `rings`: a notification of its own; `silent`: in the inbox only. Left out: that depends on what rang before. */
  readonly as?: 'rings' | 'silent';
  /** A picture belongs to it. */
  readonly picture?: true;
}

const { ines, tomasz, aiko, lars, priya, olu, paper } = PEOPLE;
const DAY_SECONDS = 86_400;

/** A morning: what happens, one by one, and a way to send its first frame once more, as nodes and networks do. */
export interface Morning {
  readonly acts: readonly Act[];
  readonly again: () => void;
}

/** The morning rings at once, alert by alert. */
export function morning({ shop, own }: SampleNodes): Morning {
  const bowl = shop.node.trade.order('sale', { ...orderOf(WARES.bowl, shop.node), ...buyer(ines) });
  const sent: Sent[] = [];
  const acts: Act[] = [
    {
      say: `A sale: ${ines.name} orders the bowl that she asked about`,
      play: () => void sent.push(shop.node.trade.sale({ orderId: bowl.orderId })),
      title: 'New order: Walnut salad bowl',
      as: 'rings',
      picture: true,
    },
    {
      say: 'A message in the chat of that order',
      play: () =>
        void shop.node.trade.chat({
          peer: ines.peerId,
          subject: bowl.orderId,
          text: 'It is a present for my sister, could you oil it twice, and leave the price off the parcel? Thank you!',
        }),
      title: 'Ines Duarte (@ines) wrote about “Walnut salad bowl”',
      as: 'rings',
      picture: true,
    },
    {
      say: 'A payment of our own, for coffee: that is no news to us, and stays silent',
      play: () => {
        const coffee = own.node.trade.order('purchase', { ...orderOf(WARES.coffee, own.node), vendor: olu.peerId });
        own.node.trade.payment({ orderId: coffee.orderId });
      },
      title: 'Payment sent: 0.052 BCH',
      as: 'silent',
    },
    {
      say: `A dispute: ${lars.name} is not content with a teapot sold weeks ago`,
      play: () => void shop.node.trade.disputeOpen({ orderId: TEAPOT_ORDER, disputer: lars.peerId }),
      title: 'Dispute opened: Stoneware teapot',
      as: 'rings',
      urgent: true,
      picture: true,
    },
    {
      say: 'A deadline: as moderator of another dispute we have one day left to decide',
      play: () => void own.node.trade.moderatorDisputeExpiry({ orderId: CAMERA_CASE, expiresIn: DAY_SECONDS }),
      title: 'left to decide: Vintage film camera',
      as: 'rings',
      urgent: true,
      picture: true,
    },
  ];
  return { acts, again: () => sent.forEach((sale) => void shop.node.trade.again(sale)) };
}

/** What happens at the shop while its node cannot be reached: the node keeps it, and tells nobody. */
export function missed({ shop }: SampleNodes): readonly string[] {
  const { trade } = shop.node;
  const quiet = { live: false };
  trade.sale({ ...quiet, ...orderOf(WARES.cups, shop.node), ...buyer(tomasz) });
  trade.sale({ ...quiet, ...orderOf(WARES.scarf, shop.node), ...buyer(olu) });
  trade.follow({ ...quiet, peer: priya.peerId });
  trade.chat({ ...quiet, peer: aiko.peerId, text: 'The cups arrived today. They are even nicer than in the pictures!' });
  trade.chat({ ...quiet, peer: olu.peerId, text: 'Can I pick the scarf up on Saturday?' });
  return [
    'New order: Espresso cups, pair',
    'New order: Lambswool scarf',
    'New follower: Priya Raman (@priya)',
    'Aiko Mori (@aiko) wrote',
    'Olu Adeyemi wrote',
  ];
}

/** How the day ends on the nodes; the follower comes when three have just rung, or not, as time goes. */
export function evening({ shop, own }: SampleNodes): readonly Act[] {
  return [
    {
      say: `A refund: ${paper.name} cannot send the notebooks`,
      play: () => void own.node.trade.refund({ orderId: NOTEBOOK_ORDER }),
      title: 'Order refunded: Field notebooks, set of three',
      as: 'rings',
      picture: true,
    },
    {
      say: `A follower: ${tomasz.name}`,
      play: () => void shop.node.trade.follow({ peer: tomasz.peerId }),
      title: 'New follower: Tomasz Wolski (@tomw)',
      picture: true,
    },
  ];
}

/** One more thing that may happen any day, another one each round. */
export function anyTime({ shop, own }: SampleNodes, round: number): Act {
  const who = turn<Person>([ines, tomasz, aiko, lars, priya, olu], round);
  const ware = turn<Ware>([WARES.bowl, WARES.cups, WARES.scarf, WARES.lamp, WARES.teapot], round);
  return turn<Act>(
    [
      {
        say: `A sale to ${who.name}`,
        play: () => void shop.node.trade.sale({ ...orderOf(ware, shop.node), ...buyer(who) }),
        title: `New order: ${ware.title}`,
      },
      {
        say: `A message from ${who.name}`,
        play: () => void shop.node.trade.chat({ peer: who.peerId, text: `Is the ${ware.title.toLowerCase()} still available?` }),
        title: `${calledBy(who)} wrote`,
      },
      {
        say: `A parcel is on its way from ${paper.name}`,
        play() {
          const vendor = { vendor: paper.peerId, vendorHandle: paper.handle };
          own.node.trade.fulfillment({ ...orderOf(WARES.notebook, own.node), ...vendor });
        },
        title: `Order fulfilled: ${WARES.notebook.title}`,
      },
      {
        say: 'Money arrives in the shop’s wallet',
        play: () => void shop.node.trade.walletTx({ amount: ware.amount, coin: ware.coin }),
        title: `Received ${ware.amount / 100_000_000} ${ware.coin}`,
      },
    ],
    round
  );
}

/** As Tradebell names people. */
function calledBy({ name, handle }: Person): string {
  return handle === '' ? name : `${name} (@${handle})`;
}

function turn<T>(things: readonly [T, ...T[]], round: number): T {
  return things[round % things.length] ?? things[0];
}
