import type { Actor } from '../alert.ts';
import type { System } from '../system.ts';
import type { Catalogue } from './catalogue.ts';

/** Ids are long; their beginning tells two of them apart for a person. */
export const SHORT_ID = 8;
/** A wallet's ids begin alike, with what they are ids of and when they were made: only a whole one tells. */
const ID_SHOWN = { openbazaar: SHORT_ID, ewallet: Infinity, 'acapy-cloud': SHORT_ID, doshii: SHORT_ID } as const satisfies Record<System, number>;

/** What a peer is called: its profile's name, with its handle where it has one; else its handle; else its id, or the beginning of it. */
export function nameOf(actor: Actor, system: System, catalogue: Catalogue): string {
  const { id, name, handle } = actor;
  if (name !== undefined && name !== '') return handle === undefined || handle === '' ? name : catalogue.alerts.named(name, handle);
  if (handle !== undefined && handle !== '') return `@${handle}`;
  return id.trim() === '' ? '' : catalogue.alerts.nameless[system](id.slice(0, ID_SHOWN[system]));
}

/** Whether there is more than an id to call a peer by. */
export function isNamed({ name, handle }: Actor): boolean {
  return (name ?? '') !== '' || (handle ?? '') !== '';
}
