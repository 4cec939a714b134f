import { z } from 'zod';
import { readInteger } from '../../wire/integer.ts';
import { anything, maybe, text, time } from '../../wire/maybe.ts';

/** No id has controls, halves of surrogate pairs or blanks at its ends; with these two it would be another address of REST. */
const ID = /^(?!\.{1,2}$)(?! )[^\p{C}]{1,256}(?<! )$/u;
const MAX_URI = 2048;

/** A text, or an integer with every digit: Doshii writes ids either way (doshii.md, "Events"). */
const id = z.unknown().transform(readId).optional();

/**
 * A frame in any of its three forms: `{emit: [name, data]}`, `{event: name, data}`, `{type: name, data}` (doshii.md, "Business frames"), or
 * a heartbeat, which the document shows nested under `data` too.
 */
export const Frame = z.object({ emit: anything, event: anything, type: anything, data: anything, doshii: anything });
export type Frame = z.infer<typeof Frame>;

const Named = z.object({ id, name: text });
const Consumer = z.object({ name: text });

/** What is said of an order; one that is only looked at has it nested under `order`. */
const ofOrder = { type: text, externalOrderRef: id, notes: text, requiredAt: time, items: anything, surcounts: anything, taxes: anything };

/** What is read of an event's data, whatever it is about; rows and details of REST have the same fields (doshii.md, "Events", "REST"). */
export const Data = z.object({
  id,
  locationId: id,
  mappedLocationId: id,
  orderId: id,
  /** Opaque text: another with each change. */
  version: id,
  status: text,
  uri: maybe(z.string().min(1).max(MAX_URI)),
  app: maybe(Named),
  consumer: maybe(Consumer),
  checkin: maybe(z.object({ consumer: maybe(Consumer), tableNames: anything, covers: anything })),
  ...ofOrder,
  order: maybe(z.object(ofOrder)),
  name: text,
  posRef: id,
  ref: id,
  reference: id,
  memberRef: id,
  rejectionReason: text,
  tableNames: anything,
  covers: anything,
  date: time,
  /** Until when a venue takes no orders; "null" as text, where it takes them (doshii.md, "Events"). */
  busyUntil: anything,
  amount: anything,
  /** Of a card. */
  requestData: maybe(z.object({ amount: anything })),
  transactions: anything,
  createdAt: time,
  updatedAt: time,
});
export type Data = z.infer<typeof Data>;

const NOTHING = Data.parse({});

/** What is read of an event's data; of data that is no object, nothing. */
export function readData(data: unknown): Data {
  const read = Data.safeParse(data).data ?? NOTHING;
  return read.order === undefined ? read : { ...read, ...defined(read.order), ...defined(read) };
}

function defined<T extends object>(fields: T): Partial<T> {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(known) as Partial<T>;
}

function readId(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length <= 256 && ID.test(value) ? value : undefined;
  return readInteger(value);
}
