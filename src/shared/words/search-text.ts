import type { Alert } from '../alert.ts';
import { CATALOGUES } from './catalogue.ts';
import { formatAmount } from './money.ts';
import { say } from './say.ts';

/**
 * All that people may look for an alert by: what it says in every language, whole names and ids, the amount as digits. Made once, when the alert
 * is indexed.
 */
export function searchText(alert: Alert): string {
  const said = Object.entries(CATALOGUES).flatMap(([locale, catalogue]) => {
    const { title, body } = say(alert, catalogue, { privacy: 'all', locale, now: alert.receivedAt });
    return [title, body, catalogue.window.categories[alert.category]];
  });
  const { actor, subject, item, text, amount, exchanged, reference, account, type, status, tables } = alert;
  const money = [amount, exchanged].flatMap((one) => (one === undefined ? [] : [formatAmount(one, 'en', CATALOGUES.en), one.unit]));
  const ids = [actor?.name, actor?.handle, actor?.id, subject?.id, reference, account];
  return [...said, ...ids, item, text, type, status, tables, ...money].filter((part) => part !== undefined).join(' ');
}
