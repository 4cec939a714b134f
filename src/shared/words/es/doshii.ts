import type { Facts, Words } from '../facts.ts';
import { booking } from './doshii-bookings.ts';
import { checkin } from './doshii-checkins.ts';
import { orderRecord, preCheck, venueOrder } from './doshii-orders.ts';
import { venuePayment } from './doshii-payments.ts';
import { whereFor, words } from './doshii-phrases.ts';
import { isOfTill, tillRecord, tillRequest } from './doshii-tills.ts';
import { ofVenue, subscription } from './doshii-venues.ts';
import { sentence } from './phrases.ts';

/** All that nobody has to act on, by the name of its event with spaces. */
const venueRecord = (facts: Facts): Words => {
  const type = facts.type ?? '';
  if (isOfTill(facts)) return tillRecord(facts);
  if (type === 'order preprocess') return preCheck(facts);
  const byVenue = ofVenue(facts);
  if (byVenue !== undefined) return byVenue;
  const [noun] = type.split(' ');
  if (noun === 'order') return orderRecord(facts);
  if (noun === 'transaction') return venuePayment(facts);
  if (noun === 'booking') return booking(facts);
  if (type.includes('checkin')) return checkin(facts);
  const said = facts.text === undefined ? undefined : sentence(facts.text);
  return words(facts, type === '' ? 'Novedades de Doshii' : `Novedades de Doshii: ${type}`, said, whereFor(facts));
};

/** What was missed while away, by whether Doshii could be asked at all. */
export const doshiiMissed = ({ status }: Facts): string =>
  status === 'partly'
    ? 'Los pedidos y reservas de ese tiempo se recuperaron; las solicitudes de cajas, los registros de llegada y los cambios de menú no se pueden pedir después.'
    : 'No se pudo preguntar a Doshii qué ocurrió en ese tiempo. Para eso hace falta el secreto de cliente: añádelo o revísalo para que Tradebell pueda preguntar.';

/** What each kind of Doshii's says. We are neither buyer nor seller there, but the app between a customer and a venue. */
export const doshii = { venueOrder, venuePayment, booking, checkin, tillRequest, subscription, venueRecord };
