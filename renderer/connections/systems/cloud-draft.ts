import type { ConnectionView } from '../../../src/shared/bridge.ts';
import type { CloudOptions, CloudSecret, NATS_AUTHS, Watch } from '../../../src/shared/connection.ts';
import { isExposed, suggestName } from '../address.ts';
import type { CommonFields, Made, Problem } from '../fields.ts';
import { recognise } from './cloud-address.ts';
import type { CloudRole } from './cloud-address.ts';
import { keyIn } from './cloud-key.ts';
import { recogniseNats } from './cloud-nats-address.ts';
import { FIRST_WATCHES, has, isSubjectPart, MOST_WATCHES } from './cloud-watch.ts';

export type NatsAuth = (typeof NATS_AUTHS)[number];

/** What is listened over; `both`: NATS, and Waypoint while NATS is down. */
export const ROADS = ['nats', 'waypoint', 'both'] as const;
export type CloudRoad = (typeof ROADS)[number];

/** In the order in which they are offered. */
export const NATS_WAYS = ['none', 'user', 'token', 'creds'] as const satisfies typeof NATS_AUTHS;

/** What was changed on the way, to be said. */
export type Note = 'call' | 'login' | 'key' | 'wallet' | 'natsLogin';

/** What stands in the form of an acapy-cloud wallet. `address` is the CloudAPI's, with the path under which it is deployed. */
export interface CloudFields extends CommonFields {
  system: 'acapy-cloud';
  road: CloudRoad;
  role: CloudRole;
  apiKey: string;
  walletId: string;
  /** Every wallet of the group, instead of one. */
  whole: boolean;
  groupId: string;
  nats: string;
  natsAuth: NatsAuth;
  natsUser: string;
  natsSecret: string;
  /** PEM of the authority that signs the NATS server's certificate, where it is an own one. */
  ca: string;
  watches: readonly Watch[];
  notes: readonly Note[];
  /** As it is saved, to know which secrets it keeps. */
  saved: ConnectionView | undefined;
}

const GOVERNANCE_WALLET = 'Governance';
const MAX_CREDS = 8_192;
const MAX_CA = 20_000;

/** The form for a new connection, or for one that there is. A secret is never known here: an empty field leaves it as it is. */
export function fieldsOf(saved: ConnectionView | undefined, ownName: string): CloudFields {
  const empty: CloudFields = {
    system: 'acapy-cloud',
    address: '',
    name: ownName,
    named: false,
    pin: undefined,
    road: 'nats',
    role: 'tenant',
    apiKey: '',
    walletId: '',
    whole: false,
    groupId: '',
    nats: '',
    natsAuth: 'none',
    natsUser: '',
    natsSecret: '',
    ca: '',
    watches: FIRST_WATCHES,
    notes: [],
    saved,
  };
  if (saved?.cloud === undefined) return empty;
  const { walletId, groupId = '', waypoint, nats } = saved.cloud;
  return {
    ...empty,
    address: waypoint === undefined ? '' : `${saved.url}${saved.path ?? ''}`,
    name: saved.name,
    named: true,
    pin: saved.pin === undefined ? undefined : { fingerprint: saved.pin, url: saved.url },
    road: waypoint === undefined ? 'nats' : nats === undefined ? 'waypoint' : 'both',
    role: waypoint?.role ?? 'tenant',
    walletId: walletId === '*' ? '' : walletId,
    whole: walletId === '*',
    groupId,
    nats: nats?.url ?? '',
    natsAuth: nats?.auth ?? 'none',
    natsUser: nats?.username ?? '',
    ca: nats?.ca ?? '',
    watches: waypoint?.watches ?? FIRST_WATCHES,
  };
}

export function hasApi({ road }: Pick<CloudFields, 'road'>): boolean {
  return road !== 'nats';
}

export function hasNats({ road }: Pick<CloudFields, 'road'>): boolean {
  return road !== 'waypoint';
}

/** Whether a whole group can be listened to: NATS asks nobody's role, Waypoint an administrator's. */
export function canHearGroup(fields: Pick<CloudFields, 'road' | 'role'>): boolean {
  return !hasApi(fields) || fields.role === 'tenant-admin';
}

export function hearsGroup(fields: CloudFields): boolean {
  return fields.whole && canHearGroup(fields);
}

/** The fields after something was typed or pasted as the CloudAPI's address. What is recognised in it goes where it belongs. */
export function withAddress(fields: CloudFields, text: string, ownName: string): CloudFields {
  const found = recognise(text);
  if (!found.ok) return { ...fields, address: text, notes: [] };
  const { url, path, said, notes } = found;
  const next = said.role === undefined ? fields : withRole(fields, said.role);
  return {
    ...next,
    ...(said.walletId === '*' ? { whole: true } : said.walletId === undefined ? {} : { whole: false, walletId: said.walletId }),
    ...(said.groupId === undefined ? {} : { groupId: said.groupId }),
    ...(said.watch === undefined || has(next.watches, said.watch) ? {} : { watches: [...next.watches, said.watch] }),
    address: notes.length > 0 || !text.includes('://') ? `${url}${path}` : text,
    name: fields.named ? fields.name : suggestName(url, ownName),
    notes,
  };
}

/** The fields after something was typed or pasted as the address of the NATS server. A login in it goes where it belongs. */
export function withNats(fields: CloudFields, text: string, ownName: string): CloudFields {
  const found = recogniseNats(text);
  if (!found.ok) return { ...fields, nats: text, notes: [] };
  const { url, auth, username = '', secret = '' } = found;
  const named = fields.named || hasApi(fields) ? fields.name : suggestName(url, ownName);
  const next = { ...fields, nats: url, name: named, notes: [] };
  return auth === undefined ? next : { ...next, natsAuth: auth, natsUser: username, natsSecret: secret, notes: ['natsLogin'] };
}

/** The fields after something was typed or pasted as API key: it says what role it is of, and mostly for which wallet. */
export function withKey(fields: CloudFields, text: string): CloudFields {
  const found = keyIn(text);
  if (found === undefined) return { ...fields, apiKey: text, notes: [] };
  const { key, role, walletId } = found;
  const next = { ...withRole(fields, role), apiKey: key };
  if (walletId === undefined) return { ...next, notes: role === fields.role ? [] : ['key'] };
  return { ...next, walletId, whole: false, notes: walletId === fields.walletId ? [] : ['wallet'] };
}

/** Another role: its key begins otherwise. */
export function withRole(fields: CloudFields, role: CloudRole): CloudFields {
  if (role === fields.role) return fields;
  const walletId = role === 'governance' && fields.walletId === '' ? GOVERNANCE_WALLET : fields.walletId;
  const left = fields.walletId === GOVERNANCE_WALLET && role !== 'governance' ? '' : walletId;
  return { ...fields, role, walletId: left, apiKey: '', notes: [] };
}

/** Another way to be let in by NATS: what was typed for the one before is of no use for it. */
export function withNatsAuth(fields: CloudFields, natsAuth: NatsAuth): CloudFields {
  return { ...fields, natsAuth, natsSecret: '', notes: [] };
}

/** Whether what is kept for a connection can still be read. */
function isReadableKept(saved: ConnectionView | undefined): saved is ConnectionView {
  if (saved?.hasSecret !== true) return false;
  return !(saved.state.phase === 'blocked' && saved.state.trouble.code === 'sign-in-again');
}

/** Whether the API key that is kept will do: it is for one server and one role, and goes nowhere else. */
export function keepsKey({ address, role, saved }: CloudFields): boolean {
  const found = recognise(address);
  return isReadableKept(saved) && found.ok && saved.cloud?.waypoint?.role === role && new URL(saved.url).origin === found.url;
}

/** The same of what NATS lets us in with. */
export function keepsNats({ nats, natsAuth, natsUser, saved }: CloudFields): boolean {
  const before = saved?.cloud?.nats;
  if (before === undefined || !isReadableKept(saved) || before.auth !== natsAuth) return false;
  const [now, then] = [recogniseNats(nats), recogniseNats(before.url)];
  return now.ok && then.ok && now.url === then.url && (natsAuth !== 'user' || before.username === natsUser.trim());
}

/** Whether nothing has to be typed to sign in. */
export function keepsSecret(fields: CloudFields): boolean {
  return (!hasApi(fields) || keepsKey(fields)) && (!hasNats(fields) || fields.natsAuth === 'none' || keepsNats(fields));
}

/** Whether others on the way could read the API key. */
export function isReadable(fields: CloudFields): boolean {
  const found = recognise(fields.address);
  return hasApi(fields) && found.ok && isExposed(found.url);
}

/** Whether a text is a .creds file: a token of NATS and the seed that proves it. */
export function isCreds(text: string): boolean {
  return text.length <= MAX_CREDS && /BEGIN NATS USER JWT-/.test(text) && /BEGIN USER NKEY SEED-/.test(text);
}

/** Whether a text is one certificate or several, and no private key. */
export function isCertificate(text: string): boolean {
  return text.length <= MAX_CA && text.includes('-----BEGIN CERTIFICATE-----') && text.includes('-----END CERTIFICATE-----') && !text.includes('PRIVATE KEY');
}

const NO_NATS_SECRET = { user: 'noSecret', token: 'noToken', creds: 'noCreds' } as const satisfies Record<Exclude<NatsAuth, 'none'>, Problem['is']>;

/** What is to be sent, or the first thing that is missing or that no server takes. */
export function draftOf(fields: CloudFields): Made {
  const { name, role, watches, pin } = fields;
  const api = hasApi(fields) ? recognise(fields.address) : undefined;
  const nats = hasNats(fields) ? recogniseNats(fields.nats) : undefined;
  const problem =
    (api?.ok === false ? at('address', api.problem) : undefined) ??
    (nats?.ok === false ? at('nats', nats.problem) : undefined) ??
    (name.trim() === '' ? at('name', 'noName') : undefined) ??
    (api === undefined ? undefined : keyProblem(fields)) ??
    whoProblem(fields) ??
    (nats === undefined ? undefined : natsProblem(fields)) ??
    (api === undefined ? undefined : watches.length === 0 ? at('watch', 'noWatches') : watches.length > MOST_WATCHES ? at('watch', 'tooManyWatches') : undefined);
  if (problem !== undefined) return { ok: false, problem };
  const apiUrl = api?.ok === true ? api.url : undefined;
  const natsUrl = nats?.ok === true ? nats.url : undefined;
  const url = apiUrl ?? natsUrl ?? '';
  const path = api?.ok === true ? api.path : '';
  const groupId = canHearGroup(fields) ? fields.groupId.trim() : '';
  const cloud: CloudOptions = {
    walletId: hearsGroup(fields) ? '*' : fields.walletId.trim(),
    ...(groupId === '' ? {} : { groupId }),
    ...(apiUrl === undefined ? {} : { waypoint: { role, watches: [...watches] } }),
    ...(natsUrl === undefined ? {} : { nats: natsOf(fields, natsUrl) }),
  };
  const secret = secretOf(fields);
  return {
    ok: true,
    draft: {
      system: 'acapy-cloud',
      name: name.trim(),
      url,
      auth: 'cloud',
      ...(path === '' ? {} : { path }),
      cloud,
      ...(secret === undefined ? {} : { secret }),
      ...(pin?.url === url && url.startsWith('https:') ? { pin: pin.fingerprint } : {}),
    },
  };
}

function at(field: Problem['field'], is: Problem['is']): Problem {
  return { field, is };
}

function keyProblem(fields: CloudFields): Problem | undefined {
  if (fields.apiKey.trim() === '') return keepsKey(fields) ? undefined : at('secret', 'noApiKey');
  return keyIn(fields.apiKey) === undefined ? at('secret', 'badApiKey') : undefined;
}

function whoProblem(fields: CloudFields): Problem | undefined {
  const [walletId, groupId] = [fields.walletId.trim(), fields.groupId.trim()];
  const whole = hearsGroup(fields);
  if (!whole && walletId === '') return at('wallet', 'noWallet');
  if (!whole && !isSubjectPart(walletId)) return at('wallet', 'badId');
  if (whole && groupId === '') return at('group', 'noGroup');
  return canHearGroup(fields) && groupId !== '' && !isSubjectPart(groupId) ? at('group', 'badId') : undefined;
}

function natsProblem(fields: CloudFields): Problem | undefined {
  const { natsAuth, natsUser, natsSecret, ca } = fields;
  if (natsAuth === 'user' && natsUser.trim() === '') return at('natsUser', 'noUsername');
  if (natsAuth !== 'none' && natsSecret === '' && !keepsNats(fields)) return at('natsSecret', NO_NATS_SECRET[natsAuth]);
  if (natsAuth === 'creds' && natsSecret !== '' && !isCreds(natsSecret)) return at('natsSecret', 'badCreds');
  return ca.trim() !== '' && !isCertificate(ca) ? at('natsCa', 'badCa') : undefined;
}

function natsOf({ natsAuth, natsUser, ca }: CloudFields, url: string): NonNullable<CloudOptions['nats']> {
  return {
    url,
    auth: natsAuth,
    ...(natsAuth === 'user' ? { username: natsUser.trim() } : {}),
    ...(ca.trim() === '' ? {} : { ca: ca.trim() }),
  };
}

/** What was typed of the secret; what was not, the main process keeps where it still goes where it went. */
function secretOf(fields: CloudFields): string | undefined {
  const key = hasApi(fields) ? keyIn(fields.apiKey)?.key : undefined;
  const nats = hasNats(fields) && fields.natsAuth !== 'none' && fields.natsSecret !== '' ? fields.natsSecret : undefined;
  const secret: CloudSecret = { ...(key === undefined ? {} : { apiKey: key }), ...(nats === undefined ? {} : { nats }) };
  return key === undefined && nats === undefined ? undefined : JSON.stringify(secret);
}
