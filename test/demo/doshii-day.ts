import { formatsFor } from '../../src/shared/words/formats.ts';
import { item } from '../servers/doshii/rows.ts';
import type { Order } from '../servers/doshii/things.ts';
import type { Act } from './day.ts';
import { guest, GUESTS, type SampleDoshii } from './doshii.ts';

const BREAKFAST = 'Flat white, Banana bread';
/** What the event alone says of it. */
export const BARE = 'New order';
/** What is looked up a moment later. */
export const BREAKFAST_SAID = ['Tony Marino', 'Corner Cafe', '17.50', 'CC-3104'] as const;

/** An hour at the venues. */
export interface VenueHour {
  readonly order: Act;
  /** What comes of it, and what else is on. */
  readonly rest: readonly Act[];
}

/** `locale`: in which the app writes times. */
export function venueHour({ doshii, cafe, bistro }: SampleDoshii, locale: string): VenueHour {
  const placed: Order[] = [];
  const each = (next: (order: Order) => void) => () => placed.forEach(next);
  const evening = tomorrowEvening();
  const table = { covers: 4, tableNames: ['Table 7'], ref: 'B-131', notes: 'A high chair, please', date: new Date(evening).toISOString() };
  return {
    order: {
      say: `A new order: ${GUESTS[0]} wants breakfast from the Corner Cafe`,
      play() {
        const requiredAt = new Date(Date.now() + 25 * 60_000).toISOString();
        const items = [item('Flat white', 450, 2), item('Banana bread', 850)];
        const order = { ...guest('Tony Marino'), items, externalOrderRef: 'CC-3104', requiredAt };
        placed.push(doshii.order({ locationId: cafe.locationId, fields: order }));
      },
      title: `${BARE}: ${BREAKFAST}`,
      as: 'rings',
    },
    rest: [
      {
        say: 'The cafe accepts it: nobody has to do anything, so it stays silent',
        play: each((order) => order.update({ status: 'accepted' })),
        title: `Order accepted: ${BREAKFAST}`,
        as: 'silent',
      },
      {
        say: 'A payment: his card is refused',
        play: each((order) => {
          const refused = { status: 'rejected', rejectionReason: 'Card declined', amount: '1750', reference: 'CC-3104-1' };
          order.pay({ fields: refused });
        }),
        title: 'Payment of 17.50 refused',
      },
      {
        say: 'A till: so he shows a gift card, and the till asks what is left on it',
        play: () => void doshii.enquiry({ locationId: cafe.locationId }),
        title: 'A till asks for a gift card’s balance',
      },
      {
        say: 'The order is complete',
        play: each((order) => order.update({ status: 'complete' })),
        title: `Order complete: ${BREAKFAST}`,
      },
      {
        say: `A booking: ${GUESTS[1]} books a table for four at Bistro Lumen`,
        play: () => void doshii.booking({ locationId: bistro.locationId, fields: { ...guest('Nadia Haddad'), ...table } }),
        title: `New booking: 4 people, ${formatsFor(locale).meeting(evening, Date.now())}`,
      },
    ],
  };
}

/** While nobody listens: the bistro cannot cook the dinner. Doshii keeps it, and tells nobody. */
export function missedAtVenues({ dinner }: SampleDoshii): Pick<Act, 'title'> {
  dinner.update({ status: 'venue_cancelled', rejectionReason: 'The kitchen had to close early' }, { live: false });
  return { title: 'Order cancelled by the venue: Mushroom risotto' };
}

/** Doshii is not sure that it was heard, and tells of it once more. */
export function tellsAgain({ dinner }: SampleDoshii): void {
  dinner.say('order_updated', { data: { version: dinner.row['version'] } });
}

/** One more thing that may happen at the venues any day, another one each round. */
export function anyTimeAtVenues({ doshii, cafe, bistro }: SampleDoshii, round: number): Act {
  const who = GUESTS[round % GUESTS.length] ?? GUESTS[0];
  if (round % 2 === 0) {
    const order = { ...guest(who), items: [item('Toasted sandwich', 1_250)], externalOrderRef: `CC-${3_110 + round}` };
    return {
      say: `${who} orders at the Corner Cafe`,
      play: () => void doshii.order({ locationId: cafe.locationId, fields: order }),
      title: `${BARE}: Toasted sandwich`,
    };
  }
  const covers = 2 + (round % 5);
  const table = { ...guest(who), covers, ref: `B-${140 + round}`, date: new Date(tomorrowEvening()).toISOString() };
  return {
    say: `${who} books a table at Bistro Lumen`,
    play: () => void doshii.booking({ locationId: bistro.locationId, fields: table }),
    title: `New booking: ${covers} people`,
  };
}

/** Half past seven (UTC ms), where this runs. */
function tomorrowEvening(): number {
  const at = new Date();
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1, 19, 30).getTime();
}
