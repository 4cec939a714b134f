import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { System } from '../../src/shared/system.ts';
import type { WordsOf } from '../words.ts';
import type { Made } from './fields.ts';
import * as cloud from './systems/cloud-draft.ts';
import type { CloudFields } from './systems/cloud-draft.ts';
import * as doshii from './systems/doshii-draft.ts';
import type { DoshiiFields } from './systems/doshii-draft.ts';
import * as ewallet from './systems/ewallet-draft.ts';
import type { EWalletFields } from './systems/ewallet-draft.ts';
import * as openbazaar from './systems/openbazaar-draft.ts';
import type { OpenBazaarFields } from './systems/openbazaar-draft.ts';

/** What stands in the form, whatever the system. */
export type Fields = OpenBazaarFields | EWalletFields | CloudFields | DoshiiFields;

/** What of each system's form the shared form needs. */
export function fieldsOf(system: System, connection: ConnectionView | undefined, words: WordsOf<'form'>['form']): Fields {
  switch (system) {
    case 'openbazaar':
      return openbazaar.fieldsOf(connection, words.openbazaar.nameSuggestion);
    case 'ewallet':
      return ewallet.fieldsOf(connection, words.ewallet.nameSuggestion);
    case 'acapy-cloud':
      return cloud.fieldsOf(connection, words.cloud.nameSuggestion);
    case 'doshii':
      return doshii.fieldsOf(connection, words.doshii.nameSuggestion);
  }
}

export function keepsSecret(fields: Fields, connection: ConnectionView | undefined): boolean {
  if (connection !== undefined && connection.system !== fields.system) return false;
  switch (fields.system) {
    case 'openbazaar':
      return openbazaar.keepsSecret(fields, connection);
    case 'ewallet':
      return ewallet.keepsSecret(fields, connection);
    case 'acapy-cloud':
      return cloud.keepsSecret(fields);
    case 'doshii':
      return doshii.keepsClientId(fields);
  }
}

export function draftOf(fields: Fields, kept: boolean, words: WordsOf<'form'>['form']): Made {
  switch (fields.system) {
    case 'openbazaar':
      return openbazaar.draftOf(fields, kept);
    case 'ewallet':
      return ewallet.draftOf(fields, kept, words.ewallet.schemes);
    case 'acapy-cloud':
      return cloud.draftOf(fields);
    case 'doshii':
      return doshii.draftOf(fields);
  }
}

/** Whether others on the way could read what is sent to sign in. */
export function isReadable(fields: Fields): boolean {
  switch (fields.system) {
    case 'openbazaar':
      return openbazaar.isReadable(fields);
    case 'ewallet':
      return ewallet.isReadable(fields);
    case 'acapy-cloud':
      return cloud.isReadable(fields);
    case 'doshii':
      // What is not encrypted goes nowhere but to this computer: the form takes no other address.
      return false;
  }
}
