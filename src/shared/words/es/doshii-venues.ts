import type { Facts, Words } from '../facts.ts';
import { plain, stateOf, venue, words } from './doshii-phrases.ts';
import { sentence, the } from './phrases.ts';

/** A venue that begins or ends to let us hear of it. */
export const subscription = (facts: Facts): Words => {
  const state = stateOf(facts);
  switch (state) {
    case 'subscribed':
      return words(facts, `${venue(facts)} ya te envía sus eventos`, 'Sabrás de los pedidos, reservas y pagos de tu app allí.');
    case 'unsubscribed':
      return words(facts, `${venue(facts)} ya no te envía sus eventos`, 'Si no lo esperabas, mira en el panel de Doshii.');
    default: {
      const now = plain(state) === '' ? undefined : `Su estado es “${plain(state)}”.`;
      return words(facts, `${venue(facts)} cambió su suscripción`, now, 'El panel de Doshii muestra si te envía sus eventos.');
    }
  }
};

const COPY = 'Si tu app guarda una copia, vuelve a pedirla.';

/** `Corner Cafe está al tope hasta las 19:30`: then it takes no orders, and by itself takes them again. */
const storeStatus = (facts: Facts): Words => {
  const { due, hidden } = facts;
  const state = stateOf(facts);
  if (state === 'available') return words(facts, `${venue(facts)} vuelve a aceptar pedidos`, 'Ya no está al tope.');
  if (due !== undefined && !due.over) return words(facts, `${venue(facts)} está al tope hasta ${the(due.at)}`, 'No acepta pedidos hasta entonces.');
  if (due !== undefined) return words(facts, `${venue(facts)} estuvo al tope`, sentence(`Hasta ${the(due.at)}`));
  if (state === 'busy') return words(facts, `${venue(facts)} está al tope`, 'Por ahora no acepta pedidos.');
  // Doshii says that a store is no longer busy by naming no time.
  if (state === '' && !hidden) return words(facts, `${venue(facts)} vuelve a aceptar pedidos`, 'Ya no está al tope.');
  const now = plain(state) === '' ? undefined : `Su estado es “${plain(state)}”.`;
  return words(facts, `${venue(facts)} cambió si acepta pedidos`, now);
};

/** What is told of a venue itself, by the event's name with spaces: what it did, and whether the item or table says more. */
const OF_VENUE: ReadonlyMap<string, { did: string; names?: 'item' | 'tables' }> = new Map([
  ['menu updated', { did: 'cambió su menú' }],
  ['app menu updated', { did: 'cambió el menú de tu app' }],
  ['app menu item updated', { did: 'cambió un artículo del menú de tu app', names: 'item' }],
  ['location hours updated', { did: 'cambió su horario' }],
  ['table created', { did: 'tiene una mesa nueva', names: 'tables' }],
  ['table updated', { did: 'cambió una mesa', names: 'tables' }],
  ['table removed', { did: 'quitó una mesa', names: 'tables' }],
  ['table deleted', { did: 'quitó una mesa', names: 'tables' }],
  ['table bulk updated', { did: 'cambió sus mesas' }],
] as const);

/** What a venue did; undefined where it is about something else. */
export const ofVenue = (facts: Facts): Words | undefined => {
  if (facts.type === 'app store status updated') return storeStatus(facts);
  const known = OF_VENUE.get(facts.type ?? '');
  if (known === undefined) return undefined;
  const name = known.names === 'item' ? facts.shortItem : known.names === 'tables' ? facts.tables : undefined;
  const said = facts.text === undefined ? undefined : sentence(facts.text);
  return words(facts, `${venue(facts)} ${known.did}${name === undefined ? '' : `: ${name}`}`, said, COPY);
};
