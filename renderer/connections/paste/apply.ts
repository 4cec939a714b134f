import type { Fields } from '../draft.ts';
import * as cloud from '../systems/cloud-draft.ts';
import type { CloudFields } from '../systems/cloud-draft.ts';
import { takeApart } from '../systems/doshii-address.ts';
import * as doshii from '../systems/doshii-draft.ts';
import type { DoshiiFields } from '../systems/doshii-draft.ts';
import * as ewallet from '../systems/ewallet-draft.ts';
import type { EWalletFields } from '../systems/ewallet-draft.ts';
import * as openbazaar from '../systems/openbazaar-draft.ts';
import type { OpenBazaarFields } from '../systems/openbazaar-draft.ts';
import type { WordsOf } from '../../words.ts';
import type { Piece, PieceOf } from './pieces.ts';

/** The form's fields with the recognised pieces in their places; those of other systems are left out. */
export function withPieces(fields: Fields, pieces: readonly Piece[], words: WordsOf<'form'>['form']): Fields {
  switch (fields.system) {
    case 'openbazaar':
      return mine(pieces, 'openbazaar').reduce((now, piece) => withNode(now, piece, words.openbazaar.nameSuggestion), fields);
    case 'ewallet':
      return inOrder(mine(pieces, 'ewallet'), ['keys', 'address']).reduce((now, piece) => withWallet(now, piece, words.ewallet.nameSuggestion), fields);
    case 'acapy-cloud':
      return withCloud(fields, mine(pieces, 'acapy-cloud'), words.cloud.nameSuggestion);
    case 'doshii':
      return mine(pieces, 'doshii').reduce((now, piece) => withApp(now, piece, words.doshii.nameSuggestion), fields);
  }
}

function mine<S extends Piece['of']>(pieces: readonly Piece[], system: S): Extract<Piece, { of: S }>[] {
  return pieces.filter((piece): piece is Extract<Piece, { of: S }> => piece.of === system);
}

/** An address says which keys it wants, and keys which path: what is surer goes last. */
function inOrder<P extends Piece>(pieces: readonly P[], order: readonly P['is'][]): P[] {
  return order.flatMap((is) => pieces.filter((piece) => piece.is === is));
}

function withNode(fields: OpenBazaarFields, { is, text }: PieceOf<'openbazaar'>, ownName: string): OpenBazaarFields {
  switch (is) {
    case 'address':
      return openbazaar.withAddress(fields, text, ownName);
    case 'cookie':
      return openbazaar.withSecret(fields, text);
    case 'login': {
      const colon = text.indexOf(':');
      return { ...fields, auth: 'basic', username: text.slice(0, colon), secret: text.slice(colon + 1), notes: [] };
    }
  }
}

function withWallet(fields: EWalletFields, { is, text }: PieceOf<'ewallet'>, ownName: string): EWalletFields {
  if (is === 'address') return ewallet.withAddress(fields, text, ownName);
  const blank: EWalletFields = { ...ewallet.withMeans(fields, 'keys'), username: '', secret: '' };
  return ewallet.withPair(ewallet.withHalf(blank, 'username', text));
}

/** What is there says what is listened over: a key is of no use for NATS, nor a .creds file for Waypoint. */
function withCloud(fields: CloudFields, pieces: readonly PieceOf<'acapy-cloud'>[], ownName: string): CloudFields {
  const has = (...kinds: readonly PieceOf<'acapy-cloud'>['is'][]): boolean => pieces.some(({ is }) => kinds.includes(is));
  const api = has('address', 'key') || fields.address !== '' || fields.apiKey !== '';
  const nats = has('nats', 'creds') || fields.nats !== '';
  const road = api && nats ? 'both' : api ? 'waypoint' : 'nats';
  return inOrder(pieces, ['address', 'nats', 'key', 'creds']).reduce<CloudFields>(
    (now, { is, text }) => {
      if (is === 'address') return cloud.withAddress(now, text, ownName);
      if (is === 'nats') return cloud.withNats(now, text, ownName);
      return is === 'key' ? cloud.withKey(now, text) : { ...cloud.withNatsAuth(now, 'creds'), natsSecret: text };
    },
    { ...fields, road }
  );
}

function withApp(fields: DoshiiFields, { is, text }: PieceOf<'doshii'>, ownName: string): DoshiiFields {
  if (is === 'clientId') return { ...fields, clientId: text, notes: [] };
  return takeApart(text) === undefined ? doshii.withAddress(fields, text, ownName, true) : doshii.withClientId(fields, text, ownName);
}
