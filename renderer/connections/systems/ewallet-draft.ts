import type { ConnectionView } from '../../../src/shared/bridge.ts';
import type { SignIn } from '../../../src/shared/connection.ts';
import { isExposed, suggestName } from '../address.ts';
import type { CommonFields, Made, Problem } from '../fields.ts';
import { wayOf } from '../network-draft.ts';
import { recognise } from './ewallet-address.ts';
import type { Note } from './ewallet-address.ts';
import { keysIn, pairIn } from './ewallet-keys.ts';
import type { Keys } from './ewallet-keys.ts';
import { AUTH_AT, isRefused, PATH_OF, PATHS, presetOf } from './ewallet-paths.ts';
import type { EWalletAuth } from './ewallet-paths.ts';
import { needsTopics } from './ewallet-topic.ts';

/** What stands in the form of a wallet. `username` and `secret` are the two halves of the keys, whatever their kind calls them. */
export interface EWalletFields extends CommonFields {
  system: 'ewallet';
  path: string;
  /** The path is typed, not one of those that servers have. */
  ownPath: boolean;
  means: 'keys' | 'login';
  auth: EWalletAuth;
  username: string;
  secret: string;
  /** What a sign-in at `url` brought: it stands for a token that only the main process has. `as`: the e-mail address. */
  signedIn: { ticket: string; as: string; url: string } | undefined;
  topics: readonly string[];
  notes: readonly Note[];
}

/** The form's own limit is wider, for a whole header to be pasted. */
const LONGEST_HALF = 200;

/** What the names of the halves are, to say which is missing. */
export type HalfNames = Record<EWalletAuth, { username: string; secret: string }>;

/** The form for a new connection, or for one that there is. A secret is never known here: an empty field leaves it as it is. */
export function fieldsOf(connection: ConnectionView | undefined, ownName: string): EWalletFields {
  const empty = { system: 'ewallet', username: '', secret: '', signedIn: undefined, topics: [], notes: [] } as const;
  const fresh = { path: PATHS.admin, ownPath: false, means: 'keys', auth: 'OMGProvider' } as const;
  if (connection === undefined) return { ...empty, ...fresh, address: '', name: ownName, named: false, pin: undefined };
  const { url, name, username = '', pin, topics = [], signedIn } = connection;
  const auth = connection.auth in PATH_OF ? (connection.auth as EWalletAuth) : fresh.auth;
  const path = connection.path ?? PATH_OF[auth];
  return {
    ...empty,
    address: url,
    name,
    named: true,
    pin: pin === undefined ? undefined : { fingerprint: pin, url },
    path,
    ownPath: presetOf(path) === undefined,
    means: signedIn === true ? 'login' : 'keys',
    auth,
    username,
    topics,
  };
}

/** The fields after something was typed or pasted as address. What is recognised in it goes where it belongs. */
export function withAddress(fields: EWalletFields, text: string, ownName: string): EWalletFields {
  const found = recognise(text);
  if (found.ok === 'keys') return { ...withKeys(fields, found.keys), notes: ['keys'] };
  if (!found.ok) return { ...fields, address: text, notes: [] };
  const { url, path, keys, notes } = found;
  const next = {
    ...(path === undefined ? fields : withPath(fields, path)),
    address: notes.length > 0 || !text.includes('://') ? url : text,
    name: fields.named ? fields.name : suggestName(url, ownName),
    notes,
  };
  return keys === undefined ? next : { ...next, ...keys, means: 'keys', signedIn: undefined };
}

/** The fields with the path of a pasted socket; keys that are not typed yet become of the kind that it wants. */
function withPath(fields: EWalletFields, path: string): EWalletFields {
  const preset = presetOf(path);
  const wanted = preset === undefined || fields.username !== '' || fields.secret !== '' || !isRefused(fields.auth, path) ? fields.auth : AUTH_AT[preset];
  return { ...(wanted === fields.auth ? fields : withAuth(fields, wanted)), path, ownPath: preset === undefined };
}

/** The fields after something was typed or pasted into one half of the keys: whole credentials are taken apart. */
export function withHalf(fields: EWalletFields, half: 'username' | 'secret', text: string): EWalletFields {
  const keys = fields.means === 'keys' ? keysIn(text) : undefined;
  if (keys !== undefined) return { ...withKeys(fields, keys), notes: ['keys'] };
  return { ...fields, [half]: text, signedIn: undefined, notes: [] };
}

/** The fields once the first half is typed: a pair pasted there is taken apart, so that its secret is neither seen nor kept as a name. */
export function withPair(fields: EWalletFields): EWalletFields {
  const pair = fields.means === 'keys' && fields.secret === '' ? pairIn(fields.username) : undefined;
  return pair === undefined ? fields : { ...fields, ...pair, notes: ['keys'] };
}

/** Another kind of keys, or another side to sign in to: proposes the path that they are for, unless it was typed. */
export function withAuth(fields: EWalletFields, auth: EWalletAuth): EWalletFields {
  const path = fields.ownPath ? fields.path : PATH_OF[auth];
  return { ...fields, auth, path, secret: '', signedIn: undefined, notes: [] };
}

/** Another way to sign in. Only administrators and clients have passwords. */
export function withMeans(fields: EWalletFields, means: EWalletFields['means']): EWalletFields {
  const next = { ...fields, means, secret: '', notes: [] };
  return means === 'login' && fields.auth !== 'OMGAdmin' && fields.auth !== 'OMGClient' ? { ...withAuth(next, 'OMGAdmin'), username: '' } : next;
}

function withKeys(fields: EWalletFields, { auth = fields.auth, username, secret }: Keys): EWalletFields {
  return { ...(auth === fields.auth ? fields : withAuth(fields, auth)), means: 'keys', auth, username, secret, signedIn: undefined };
}

/** Whether a sign-in in this form will do: its token is for one address. */
export function isSignedIn({ address, means, signedIn }: EWalletFields): boolean {
  return means === 'login' && signedIn !== undefined && signedIn.url === originOf(address);
}

function originOf(address: string): string | undefined {
  const found = recognise(address);
  return found.ok === true ? found.url : undefined;
}

/** Whether the secret that is kept will do: it is for one address, one kind of keys and its other half, and goes nowhere else. */
export function keepsSecret({ address, auth, means, username }: EWalletFields, connection: ConnectionView | undefined): boolean {
  if (connection?.hasSecret !== true || originOf(address) !== new URL(connection.url).origin) return false;
  const sameHalf = connection.auth === auth && connection.username === username.trim();
  return sameHalf && (connection.signedIn === true) === (means === 'login');
}

/** Whether others on the way could read the keys. */
export function isReadable({ address }: EWalletFields): boolean {
  const url = originOf(address);
  return url !== undefined && isExposed(url);
}

/** What a sign-in needs of the form, or what is missing. */
export function signInDraftOf(
  fields: EWalletFields,
  names: HalfNames
): { ok: true; draft: Extract<SignIn, { step: 'password' }>['draft'] } | { ok: false; problem: Problem } {
  const found = recognise(fields.address);
  if (found.ok !== true) return { ok: false, problem: { field: 'address', is: found.ok === 'keys' ? 'unreadable' : found.problem } };
  const { auth } = fields;
  const username = auth === 'OMGClient' ? fields.username.trim() : '';
  if (auth === 'OMGClient' && username === '') return { ok: false, problem: { field: 'username', is: { noHalf: names.OMGClient.username } } };
  const path = fields.path.trim();
  if (!isPath(path)) return { ok: false, problem: { field: 'path', is: 'path' } };
  const by = wayOf(fields.network);
  if (!by.ok) return by;
  return { ok: true, draft: { system: 'ewallet', url: found.url, auth, path, ...by.way, ...(username === '' ? {} : { username }), ...pinFor(fields, found.url) } };
}

/** What is to be sent, or what is missing. `kept`: there is a secret already that will do. */
export function draftOf(typed: EWalletFields, kept: boolean, names: HalfNames): Made {
  const fields = withPair(typed);
  const wrong = (field: Problem['field'], is: Problem['is']): Made => ({ ok: false, problem: { field, is } });
  const found = recognise(fields.address);
  if (found.ok === 'keys') return wrong('address', 'unreadable');
  if (!found.ok) return wrong('address', found.problem);
  const { auth, means, secret, signedIn, topics } = fields;
  const name = fields.name.trim();
  const path = fields.path.trim();
  const username = fields.username.trim();
  if (name === '') return wrong('name', 'noName');
  if (!isPath(path)) return wrong('path', 'path');
  if (means === 'login' && !isSignedIn(fields) && !kept) return wrong('email', 'notSignedIn');
  if (username === '') return wrong('username', { noHalf: names[auth].username });
  if (username.length > LONGEST_HALF) return wrong('username', 'tooLong');
  if (means === 'keys' && secret === '' && !kept) return wrong('secret', { noHalf: names[auth].secret });
  if (topics.length === 0 && needsTopics(auth)) return wrong('topic', 'noTopics');
  return {
    ok: true,
    draft: {
      system: 'ewallet',
      name,
      url: found.url,
      auth,
      username,
      path,
      topics: [...topics],
      ...(means === 'keys' && secret !== '' ? { secret: secret.trim() } : {}),
      ...(isSignedIn(fields) && signedIn !== undefined ? { ticket: signedIn.ticket } : {}),
      ...pinFor(fields, found.url),
    },
  };
}

function pinFor({ pin }: EWalletFields, url: string): { pin?: string } {
  return pin?.url === url && url.startsWith('https:') ? { pin: pin.fingerprint } : {};
}

function isPath(path: string): boolean {
  return path.length <= 200 && /^\/(?!\/)[\x21-\x7e]*$/.test(path) && !/[?#\\]/.test(path);
}
