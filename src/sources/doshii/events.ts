import type { Category, DOSHII_KINDS } from '../../shared/alert.ts';
import type { Entity } from './decoded.ts';

type DoshiiKind = (typeof DOSHII_KINDS)[number] | 'unknown';

/** All that a socket tells of (doshii.md, "Events"), and what each is about. */
const EVENTS: ReadonlyMap<string, Entity> = new Map<string, Entity>([
  ['order_created', 'order'],
  ['order_updated', 'order'],
  ['order_preprocess', 'order'],
  ['transaction_created', 'transaction'],
  ['transaction_updated', 'transaction'],
  ['booking_created', 'booking'],
  ['booking_updated', 'booking'],
  ['checkin_created', 'checkin'],
  ['checkin_updated', 'checkin'],
  ['checkin_deleted', 'checkin'],
  ['loyalty_checkin_created', 'loyaltyCheckin'],
  ['loyalty_checkin_updated', 'loyaltyCheckin'],
  ['loyalty_checkin_deleted', 'loyaltyCheckin'],
  ['points_redemption', 'tillRequest'],
  ['reward_redemption', 'tillRequest'],
  ['card_activate', 'tillRequest'],
  ['card_enquiry', 'tillRequest'],
  ['location_subscription', 'location'],
  ['location_hours_updated', 'location'],
  ['app_store_status_updated', 'location'],
  ['app_menu_updated', 'menu'],
  ['app_menu_item_updated', 'menu'],
  ['menu_updated', 'menu'],
  ['table_created', 'table'],
  ['table_updated', 'table'],
  ['table_removed', 'table'],
  ['table_bulk_updated', 'table'],
]);

/** Entities that REST lists, and transactions, which stand in the rows of orders. */
export type RowEntity = 'order' | 'booking' | 'transaction';

/** Whose every status a person may want to know of once. */
const WITH_A_LIFE: readonly Entity[] = ['order', 'transaction', 'booking', 'checkin', 'loyaltyCheckin', 'tillRequest'];

const ORDER_NEWS = ['pending', 'rejected', 'cancelled', 'venue_cancelled', 'complete'];
const PAYMENT_NEWS = ['rejected', 'complete'];
const ENDS = ['complete', 'activated', 'rejected', 'cancelled'];

/** The SDK misspells `checkin`; of tables that go, two names are known. */
export function mendedEvent(name: string): string {
  const mended = name.replace('ckeckin', 'checkin');
  return mended === 'table_deleted' ? 'table_removed' : mended;
}

/** As written in the SDK; what is accepted there is `acknowledged` everywhere else. */
export function mendedStatus(status: string): string {
  return status === 'acknowkegded' ? 'acknowledged' : status;
}

/** What an event is about; `other` where its name is not known. */
export function entityOf(event: string): Entity {
  return EVENTS.get(event) ?? 'other';
}

/** What stands for an event's name in a row of REST. */
export function rowEvent(entity: RowEntity): string {
  return `${entity}_row`;
}

export function isRow(event: string): boolean {
  return event.endsWith('_row');
}

/** The document's name for what happened: of a row, that it changed. */
export function typeOf(entity: Entity, event: string): string {
  return isRow(event) && entity !== 'other' ? event.replace(/_row$/, '_updated') : event;
}

/** Names that no event has: what changed within one status. Of a booking that is as good as new. */
const EDITS: ReadonlyMap<Entity, string> = new Map<Entity, string>([
  ['order', 'order_edited'],
  ['transaction', 'transaction_edited'],
  ['booking', 'booking_updated'],
  ['checkin', 'checkin_edited'],
  ['loyaltyCheckin', 'loyalty_checkin_edited'],
]);

/** What it is called where it only changed within one status. */
export function typeOfEdit(entity: Entity, event: string): string {
  return (isDeletion(event) ? undefined : EDITS.get(entity)) ?? event;
}

/**
 * Whether it is about something that goes from status to status. That an order is looked at before it reaches the venue's till is no status
 * of it: its creation is still to be told.
 */
export function hasLife(entity: Entity, event: string): boolean {
  return WITH_A_LIFE.includes(entity) && event !== 'order_preprocess';
}

export function isCreation(event: string): boolean {
  return event.endsWith('_created');
}

/** What is gone has its last status still. */
export function isDeletion(event: string): boolean {
  return event.endsWith('_deleted');
}

/** What a person wants to know of (doshii.md, "Worth a notification"); all else is `venueRecord`. */
export function kindOf(entity: Entity, event: string, status: string | undefined): DoshiiKind {
  switch (entity) {
    case 'order':
      return isOrderNews(event, status) ? 'venueOrder' : 'venueRecord';
    case 'transaction':
      return isOneOf(status, PAYMENT_NEWS) ? 'venuePayment' : 'venueRecord';
    case 'booking':
      return 'booking';
    case 'checkin':
    case 'loyaltyCheckin':
      return status === 'pending' && !isDeletion(event) ? 'checkin' : 'venueRecord';
    case 'tillRequest':
      return isOneOf(status, ENDS) ? 'venueRecord' : 'tillRequest';
    case 'location':
      return event === 'location_subscription' ? 'subscription' : 'venueRecord';
    case 'menu':
    case 'table':
      return 'venueRecord';
    case 'other':
      return 'unknown';
  }
}

export function categoryOf(entity: Entity): Category {
  switch (entity) {
    case 'order':
    case 'booking':
    case 'checkin':
    case 'loyaltyCheckin':
      return 'order';
    case 'transaction':
    case 'tillRequest':
      return 'payment';
    case 'location':
    case 'menu':
    case 'table':
    case 'other':
      return 'system';
  }
}

/** An order that was created rings, however it stands: some are accepted by then, and not every frame says it. */
function isOrderNews(event: string, status: string | undefined): boolean {
  return event === 'order_created' || (event !== 'order_preprocess' && isOneOf(status, ORDER_NEWS));
}

function isOneOf(status: string | undefined, statuses: readonly string[]): boolean {
  return status !== undefined && statuses.includes(status);
}
