import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { Auth, ConnectionDraft } from '../../src/shared/connection.ts';
import { cookieIn, DEFAULT_ADDRESS, recognise, suggestName } from './address.ts';
import type { Note } from './address.ts';

/** What stands in the form. `named`: the name was typed, so it is no longer suggested. */
export interface Fields {
  address: string;
  name: string;
  named: boolean;
  auth: Auth;
  username: string;
  secret: string;
  /** The certificate that was agreed to, and the one address that it counts for. */
  pin: { fingerprint: string; url: string } | undefined;
  notes: readonly (Note | 'cookie')[];
}

export type Problem = 'empty' | 'unreadable' | 'scheme' | 'noName' | 'noUsername' | 'noSecret' | 'noCookie';

/** The form for a new connection, or for one that there is. A secret is never known here: an empty field leaves it as it is. */
export function fieldsOf(connection: ConnectionView | undefined, ownName: string): Fields {
  if (connection === undefined) {
    return { address: DEFAULT_ADDRESS, name: ownName, named: false, auth: 'none', username: '', secret: '', pin: undefined, notes: [] };
  }
  const { url, name, auth, username = '', pin } = connection;
  return { address: url, name, named: true, auth, username, secret: '', pin: pin === undefined ? undefined : { fingerprint: pin, url }, notes: [] };
}

/** The fields after something was typed or pasted as address. What is recognised in it goes where it belongs. */
export function withAddress(fields: Fields, text: string, ownName: string): Fields {
  const found = recognise(text);
  if (found.ok === 'cookie') return { ...fields, auth: 'cookie', secret: found.secret, notes: ['cookie'] };
  if (!found.ok) return { ...fields, address: text, notes: [] };
  return {
    ...fields,
    address: found.notes.length > 0 ? found.url : text,
    name: fields.named ? fields.name : suggestName(found.url, ownName),
    auth: found.auth ?? fields.auth,
    username: found.username ?? fields.username,
    secret: found.secret ?? fields.secret,
    notes: found.notes,
  };
}

/** The fields after something was typed or pasted as secret. */
export function withSecret(fields: Fields, text: string): Fields {
  const cookie = cookieIn(text);
  return cookie === undefined ? { ...fields, secret: text } : { ...fields, auth: 'cookie', secret: cookie, notes: ['cookie'] };
}

/** Whether the secret that is kept will do: it is for one address and one way to sign in, and goes nowhere else. */
export function keepsSecret({ address, auth }: Pick<Fields, 'address' | 'auth'>, connection: ConnectionView | undefined): boolean {
  const found = recognise(address);
  return connection?.hasSecret === true && connection.auth === auth && found.ok === true && found.url === new URL(connection.url).origin;
}

/** What is to be sent, or what is missing. `kept`: there is a secret already that will do. */
export function draftOf(fields: Fields, kept: boolean): { ok: true; draft: ConnectionDraft } | { ok: false; problem: Problem } {
  const found = recognise(fields.address);
  if (found.ok === 'cookie') return { ok: false, problem: 'unreadable' };
  if (!found.ok) return { ok: false, problem: found.problem };
  const name = fields.name.trim();
  const { auth, secret, pin } = fields;
  const username = fields.username.trim();
  if (name === '') return { ok: false, problem: 'noName' };
  if (auth === 'basic' && username === '') return { ok: false, problem: 'noUsername' };
  if (auth !== 'none' && secret === '' && !kept) return { ok: false, problem: auth === 'basic' ? 'noSecret' : 'noCookie' };
  return {
    ok: true,
    draft: {
      system: 'openbazaar',
      name,
      url: found.url,
      auth,
      ...(auth === 'basic' ? { username } : {}),
      ...(auth !== 'none' && secret !== '' ? { secret } : {}),
      ...(pin?.url === found.url && found.url.startsWith('https:') ? { pin: pin.fingerprint } : {}),
    },
  };
}
