import { CATEGORIES } from '../shared/alert.ts';
import type { Place } from '../shared/bridge.ts';

export const LINK_SCHEME = 'tradebell';

const INBOX = { view: 'inbox' } as const satisfies Place;
/** Longer than any link of ours; what is longer is not even looked at. */
const MAX_LENGTH = 200;
/** Some browsers put a slash behind the last part. */
const LINK = /^tradebell:\/\/(?:(inbox)\/?(?:\?category=([a-z-]+))?|alert\/([1-9]\d{0,14})\/?|connection\/([0-9A-Za-z-]{1,64})\/?)$/;

/** Whether an argument was meant as a link of ours, well made or not. */
export function isDeepLink(text: string): boolean {
  return /^tradebell:/i.test(text);
}

/**
 * Where a link leads: `tradebell://inbox`, with `?category=order`; `tradebell://alert/7`; `tradebell://connection/<id>`. A link may come
 * from any web page, so it can only ever name a place to look at; whatever else it says, it leads to the inbox.
 */
export function placeOfLink(link: string): Place {
  if (link.length > MAX_LENGTH) return INBOX;
  const [, inbox, category, alert, connection] = LINK.exec(link) ?? [];
  if (inbox !== undefined) {
    const known = CATEGORIES.find((one) => one === category);
    return known === undefined ? INBOX : { ...INBOX, category: known };
  }
  if (alert !== undefined) return { view: 'alert', id: Number(alert) };
  if (connection !== undefined) return { view: 'connections', id: connection };
  return INBOX;
}
