import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { System } from '../../src/shared/system.ts';
import type { WindowWords } from '../words.ts';
import type { Made } from './fields.ts';
import * as ewallet from './systems/ewallet-draft.ts';
import type { EWalletFields } from './systems/ewallet-draft.ts';
import * as openbazaar from './systems/openbazaar-draft.ts';
import type { OpenBazaarFields } from './systems/openbazaar-draft.ts';

/** What stands in the form, whatever the system. */
export type Fields = OpenBazaarFields | EWalletFields;

/** What of each system's form the shared form needs. */
export function fieldsOf(system: System, connection: ConnectionView | undefined, words: WindowWords['form']): Fields {
  return system === 'openbazaar' ? openbazaar.fieldsOf(connection, words.openbazaar.nameSuggestion) : ewallet.fieldsOf(connection, words.ewallet.nameSuggestion);
}

export function keepsSecret(fields: Fields, connection: ConnectionView | undefined): boolean {
  if (connection !== undefined && connection.system !== fields.system) return false;
  return fields.system === 'openbazaar' ? openbazaar.keepsSecret(fields, connection) : ewallet.keepsSecret(fields, connection);
}

export function draftOf(fields: Fields, kept: boolean, words: WindowWords['form']): Made {
  return fields.system === 'openbazaar' ? openbazaar.draftOf(fields, kept) : ewallet.draftOf(fields, kept, words.ewallet.schemes);
}

/** Whether others on the way could read what is sent to sign in. */
export function isReadable(fields: Fields): boolean {
  return fields.system === 'openbazaar' ? openbazaar.isReadable(fields) : ewallet.isReadable(fields);
}
