import type { ConnectionView } from '../../../src/shared/bridge.ts';
import type { AUTHS_OF } from '../../../src/shared/connection.ts';
import { isExposed, suggestName } from '../address.ts';
import type { CommonFields, Made, Problem } from '../fields.ts';
import { cookieIn, DEFAULT_ADDRESS, recognise } from './openbazaar-address.ts';
import type { Note } from './openbazaar-address.ts';

export type OpenBazaarAuth = (typeof AUTHS_OF)['openbazaar'][number];

/** In the order in which they are offered. */
export const AUTHS = ['none', 'basic', 'cookie'] as const satisfies readonly OpenBazaarAuth[];

/** What stands in the form of an OpenBazaar node. */
export interface OpenBazaarFields extends CommonFields {
  system: 'openbazaar';
  auth: OpenBazaarAuth;
  username: string;
  secret: string;
  notes: readonly (Note | 'cookie')[];
}

/** The form for a new connection, or for one that there is. A secret is never known here: an empty field leaves it as it is. */
export function fieldsOf(connection: ConnectionView | undefined, ownName: string): OpenBazaarFields {
  const empty = { system: 'openbazaar', secret: '', notes: [] } as const;
  if (connection === undefined) return { ...empty, auth: 'none' as const, username: '', address: DEFAULT_ADDRESS, name: ownName, named: false, pin: undefined };
  const { url, name, auth, username = '', pin } = connection;
  const known = { address: url, name, named: true, pin: pin === undefined ? undefined : { fingerprint: pin, url } };
  return { ...empty, ...known, auth: AUTHS.find((one) => one === auth) ?? 'none', username };
}

/** The fields after something was typed or pasted as address. What is recognised in it goes where it belongs. */
export function withAddress(fields: OpenBazaarFields, text: string, ownName: string): OpenBazaarFields {
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
export function withSecret(fields: OpenBazaarFields, text: string): OpenBazaarFields {
  const cookie = cookieIn(text);
  return cookie === undefined ? { ...fields, secret: text } : { ...fields, auth: 'cookie', secret: cookie, notes: ['cookie'] };
}

/** Whether the secret that is kept will do: it is for one address, one way to sign in and one user, and goes nowhere else. */
export function keepsSecret({ address, auth, username }: OpenBazaarFields, connection: ConnectionView | undefined): boolean {
  const found = recognise(address);
  if (connection?.hasSecret !== true || found.ok !== true || found.url !== new URL(connection.url).origin) return false;
  return connection.auth === auth && (auth !== 'basic' || connection.username === username.trim());
}

/** Whether others on the way could read the password. */
export function isReadable({ address, auth }: OpenBazaarFields): boolean {
  const found = recognise(address);
  return auth !== 'none' && found.ok === true && isExposed(found.url);
}

/** What is to be sent, or what is missing. `kept`: there is a secret already that will do. */
export function draftOf(fields: OpenBazaarFields, kept: boolean): Made {
  const wrong = (field: Problem['field'], is: Problem['is']): Made => ({ ok: false, problem: { field, is } });
  const found = recognise(fields.address);
  if (found.ok === 'cookie') return wrong('address', 'unreadable');
  if (!found.ok) return wrong('address', found.problem);
  const name = fields.name.trim();
  const { auth, secret, pin } = fields;
  const username = fields.username.trim();
  if (name === '') return wrong('name', 'noName');
  if (auth === 'basic' && username === '') return wrong('username', 'noUsername');
  if (auth !== 'none' && secret === '' && !kept) return wrong('secret', auth === 'basic' ? 'noSecret' : 'noCookie');
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
