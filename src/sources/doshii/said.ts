import type { Actor, Alert } from '../../shared/alert.ts';
import type { Amount } from '../../shared/amount.ts';
import { readInteger } from '../../wire/integer.ts';
import { time } from '../../wire/maybe.ts';
import { readable } from '../../wire/readable.ts';
import { isRecord } from '../../wire/record.ts';
import { cut, plainLine, plainText } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import type { Entity } from './decoded.ts';
import type { Data } from './frames.ts';
import { centsOf, orderTotal } from './money.ts';

const MAX_NAME = 200;
const MAX_ITEM = 500;
const MAX_TABLES = 300;
const MAX_REFERENCE = 200;
const MAX_TEXT = 2000;
const MAX_COVERS = 100_000;
/** Names that are looked at: no more would fit. */
const MAX_NAMES = 100;

/** Said by other fields of the alert, or to machines only. */
const SAID_ELSEWHERE = [
  ...['id', 'locationId', 'mappedLocationId', 'status', 'app', 'posRef', 'busyUntil', 'createdAt', 'updatedAt'],
  ...['uri', 'itemUri', 'version', 'posTerminalId'],
];

/** With these the text is why, and nothing else. */
const ENDED_BADLY = ['rejected', 'cancelled', 'venue_cancelled', 'cust_cancelled'];

/** What an event's data says to a person. `raw`: the same data as it came. */
export function saidBy(data: Data, raw: unknown, entity: Entity, context: DecodeContext): Partial<Alert> {
  const actor = actorOf(data);
  const subject = subjectOf(data, entity);
  const item = entity === 'menu' ? plainLine(data.name, MAX_ITEM) : namesIn(data.items, MAX_ITEM);
  const amount = amountOf(data, entity);
  const reference = referenceOf(data, entity);
  const account = venueOf(data, entity, context);
  const text = textOf(data, raw, entity);
  const { status, dueAt } = entity === 'location' ? storeOf(data) : { dueAt: entity === 'booking' ? data.date : data.requiredAt };
  const tables = entity === 'table' ? plainLine(data.name, MAX_TABLES) : namesIn(data.tableNames ?? data.checkin?.tableNames, MAX_TABLES);
  const covers = coversOf(data.covers ?? data.checkin?.covers);
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(subject === undefined ? {} : { subject }),
    ...(item === undefined ? {} : { item }),
    ...(amount === undefined ? {} : { amount }),
    ...(reference === undefined ? {} : { reference }),
    ...(account === undefined ? {} : { account }),
    ...(text === undefined ? {} : { text }),
    ...(status === undefined ? {} : { status }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(tables === undefined ? {} : { tables }),
    ...(covers === undefined ? {} : { covers }),
  };
}

/** The guest; where none is named, the app by which they came. Guests have no id. */
function actorOf({ consumer, checkin, app }: Data): Actor | undefined {
  const guest = plainLine(consumer?.name, MAX_NAME) ?? plainLine(checkin?.consumer?.name, MAX_NAME);
  if (guest !== undefined) return { id: guest, name: guest };
  const name = plainLine(app?.name, MAX_NAME);
  const id = app?.id ?? name;
  return id === undefined ? undefined : { id, ...(name === undefined ? {} : { name }) };
}

function subjectOf(data: Data, entity: Entity): Alert['subject'] {
  const { id, orderId, locationId } = data;
  switch (entity) {
    case 'order':
    case 'booking':
      return id === undefined ? undefined : { type: entity, id };
    case 'transaction':
      if (orderId !== undefined) return { type: 'order', id: orderId };
      return id === undefined ? undefined : { type: 'transaction', id };
    case 'checkin':
    case 'loyaltyCheckin':
      return id === undefined ? undefined : { type: 'checkin', id };
    case 'tillRequest':
      return id === undefined ? undefined : { type: 'request', id };
    case 'location':
    case 'menu':
    case 'table': {
      const location = locationId ?? (entity === 'location' ? id : undefined);
      return location === undefined ? undefined : { type: 'location', id: location };
    }
    case 'other':
      return undefined;
  }
}

function amountOf(data: Data, entity: Entity): Amount | undefined {
  if (entity === 'order') return orderTotal(data);
  if (entity === 'transaction') return centsOf(data.amount);
  return entity === 'tillRequest' ? centsOf(data.requestData?.amount) : undefined;
}

function referenceOf({ ref, reference, externalOrderRef, posRef, memberRef }: Data, entity: Entity): string | undefined {
  const own = entity === 'booking' ? ref : entity === 'transaction' ? reference : externalOrderRef;
  return plainLine(own ?? posRef ?? memberRef, MAX_REFERENCE);
}

/** The venue by name; else by its id. */
function venueOf({ id, locationId, mappedLocationId }: Data, entity: Entity, { locationName }: DecodeContext): string | undefined {
  const ids = [locationId, mappedLocationId, ...(entity === 'location' ? [id] : [])].filter((one) => one !== undefined);
  const name = ids.map((one) => plainLine(locationName(one), MAX_NAME)).find((one) => one !== undefined);
  return name ?? plainLine(ids[0], MAX_NAME);
}

/** Why it was rejected, else what was noted; of records without a form of their own, all that they say. */
function textOf({ status = '', rejectionReason, notes }: Data, raw: unknown, entity: Entity): string | undefined {
  const reason = plainText(rejectionReason, MAX_TEXT);
  const written = reason ?? (ENDED_BADLY.includes(status) ? undefined : plainText(notes, MAX_TEXT));
  if (written !== undefined || !['location', 'menu', 'table', 'other'].includes(entity)) return written;
  const said = entity === 'other' ? SAID_ELSEWHERE : [...SAID_ELSEWHERE, 'name'];
  return readable(isRecord(raw) ? raw : { '': raw }, said) || undefined;
}

/** Whether a venue takes orders. Doshii has no word for it. */
function storeOf({ busyUntil }: Data): { status?: string; dueAt?: number } {
  const dueAt = time.parse(busyUntil);
  if (dueAt !== undefined) return { status: 'busy', dueAt };
  return busyUntil === null || busyUntil === 'null' ? { status: 'available' } : {};
}

/** Names in a list, or of the things in it: `Flat white, Banana bread`. */
function namesIn(list: unknown, limit: number): string | undefined {
  if (!Array.isArray(list)) return undefined;
  const names = list.slice(0, MAX_NAMES).map((one: unknown) => plainLine(nameOf(one), limit));
  return cut(names.filter((name) => name !== undefined).join(', '), limit) || undefined;
}

function nameOf(one: unknown): unknown {
  const name = isRecord(one) ? one['name'] : one;
  return readInteger(name) ?? name;
}

/** A number, or digits (doshii.md, "Events"). */
function coversOf(value: unknown): number | undefined {
  const covers = Number(readInteger(value));
  return covers >= 0 && covers <= MAX_COVERS ? covers : undefined;
}
