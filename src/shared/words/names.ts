import type { Actor } from '../alert.ts';
import type { Catalogue } from './catalogue.ts';

/** Ids are long; their beginning tells two of them apart for a person. */
export const SHORT_ID = 8;

/** What a peer is called: its profile's name, with its handle where it has one; else its handle; else the beginning of its id. */
export function nameOf(actor: Actor, catalogue: Catalogue): string {
  const { id, name, handle } = actor;
  if (name !== undefined && name !== '') return handle === undefined || handle === '' ? name : catalogue.alerts.named(name, handle);
  return handle === undefined || handle === '' ? id.slice(0, SHORT_ID) : `@${handle}`;
}
