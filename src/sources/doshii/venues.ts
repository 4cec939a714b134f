import type { Alert } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import { NetworkError } from '../../transport/network.ts';
import type { News } from './decoded.ts';
import type { Locations } from './locations.ts';
import type { Rest } from './rest.ts';

/** Names for the venues that news comes from. */
export interface Venues {
  /** What goes to the journal of live news: while names are asked for, without the venue, which is told once it is known. */
  named(news: News, items: Item[]): Item[];
  /** Asks for all venues. Resolves to the ids that REST can be asked about; rejects as Rest does. */
  ask(): Promise<string[]>;
}

export interface VenuesDeps {
  locations: Locations;
  rest: Pick<Rest, 'locations'>;
  deliver(items: Item[]): void;
  /** Work that the stay waits for at its end. */
  track(work: Promise<void>): void;
  log(message: string, details?: Record<string, unknown>): void;
}

/** What is told while names are under way, at most. */
const MAX_NAMELESS = 500;

export function createVenues({ locations, rest, deliver, track, log }: VenuesDeps): Venues {
  let asking = 0;
  let nameless: { alert: Alert; venue: string }[] = [];

  const ask = async (): Promise<string[]> => {
    asking += 1;
    locations.asked();
    try {
      return locations.learn(await rest.locations());
    } finally {
      asking -= 1;
      if (asking === 0) tell();
    }
  };

  /** Into what is held: a venue that is still unknown goes by its id. */
  const tell = (): void => {
    const items = nameless.map(({ alert, venue }): Item => {
      const account = locations.nameOf(venue) ?? alert.account;
      return { type: 'alert', alert: account === undefined ? alert : { ...alert, account } };
    });
    nameless = [];
    deliver(items);
  };

  const inBackground = async (): Promise<void> => {
    try {
      await ask();
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      log('doshii: the venues could not be read', { error: String(error) });
    }
  };

  return {
    named(news, items) {
      const venue = news.locationId ?? (news.entity === 'location' ? news.id : undefined);
      if (venue === undefined || locations.isKnown(venue)) return items;
      if (asking === 0 && locations.isDue()) track(inBackground());
      if (asking === 0 || nameless.length + items.length > MAX_NAMELESS) return items;
      return items.map((item) => {
        if (item.type !== 'alert') return item;
        nameless.push({ alert: item.alert, venue });
        const { account: _id, ...alert } = item.alert;
        return { type: 'alert', alert };
      });
    },
    ask,
  };
}
