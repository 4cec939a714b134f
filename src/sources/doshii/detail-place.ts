import { type RestPlace, routeTo } from './address.ts';
import type { Entity, News } from './decoded.ts';
import { isDeletion } from './events.ts';
import { type DetailPlace, isHeaderSafe } from './rest.ts';

const MAX_URI = 2_048;
const DOSHII = /^(?:[a-z0-9-]+\.)+doshii\.co$/;

/** Where an App reads one of them, below the base of REST. What somebody at a till waits for is told apart by its event. */
const PATHS: Readonly<Partial<Record<Entity, string>>> = {
  order: 'orders',
  transaction: 'transactions',
  booking: 'bookings',
  checkin: 'checkins',
  loyaltyCheckin: 'loyalty/checkins',
  location: 'locations',
};
const TILL_PATHS: Readonly<Record<string, string>> = { card_enquiry: 'loyalty/cards/enquiry', card_activate: 'loyalty/cards/activation' };

/**
 * Where the details of live news are read; undefined where there are none for us, or not at a place that our token may go to: over TLS to a
 * host of Doshii's, or to where REST was said to be (doshii.md, "Use the full uri"). An address for tills is read where Apps read it.
 */
export function detailPlaceOf(news: News, rest: RestPlace): DetailPlace | undefined {
  const path = pathOf(news);
  const url = path === undefined || isDeletion(news.event) ? undefined : allowedUrl(news.uri, rest);
  if (path === undefined || url === undefined) return undefined;
  const location = news.locationId !== undefined && isHeaderSafe(news.locationId) ? { locationId: news.locationId } : {};
  if (/^\/pos\//i.test(url.pathname)) {
    return news.id === undefined ? undefined : { route: rest.route, path: `${rest.root}/${path}/${encodeURIComponent(news.id)}`, ...location };
  }
  return { route: routeTo(url.origin, rest.socket), path: `${url.pathname}${url.search}`, ...location };
}

function pathOf({ entity, event }: News): string | undefined {
  return entity === 'tillRequest' ? TILL_PATHS[event] : PATHS[entity];
}

function allowedUrl(uri: string | undefined, { route }: RestPlace): URL | undefined {
  if (uri === undefined || uri.length > MAX_URI || !URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.origin === route.url) return url;
  return url.protocol === 'https:' && url.port === '' && DOSHII.test(url.hostname) ? url : undefined;
}
