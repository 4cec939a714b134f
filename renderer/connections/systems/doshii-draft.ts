import type { ConnectionView } from '../../../src/shared/bridge.ts';
import type { DoshiiOptions, DoshiiSecret } from '../../../src/shared/connection.ts';
import { suggestName } from '../address.ts';
import type { CommonFields, Made, Problem } from '../fields.ts';
import { isClientId, presetOf, PRESETS, PRESET_NAMES, recognise, recogniseRest, SOCKET_PATHS, socketOf, takeApart } from './doshii-address.ts';
import type { Environment } from './doshii-address.ts';

/** What was changed on the way, to be said. */
export type Note = 'auth' | 'deviceId' | 'unreadableAuth' | 'sandbox' | 'live' | 'address' | 'rest' | 'login';

/** What stands in the form of a Doshii app. `address` and `rest` are of use in the environment `other`. */
export interface DoshiiFields extends CommonFields {
  system: 'doshii';
  environment: Environment;
  clientId: string;
  clientSecret: string;
  rest: string;
  deviceId: string;
  /** The client secret that is kept shall be kept no longer. */
  forgets: boolean;
  notes: readonly Note[];
  /** Where what the notes tell of was pasted. */
  notedAt: 'address' | 'clientId';
  /** As it is saved, to know which secrets it keeps. */
  saved: ConnectionView | undefined;
}

const LONGEST = 500;
const LONGEST_DEVICE = 100;

/** The form for a new connection, or for one that there is. A secret is never known here: an empty field leaves it as it is. */
export function fieldsOf(saved: ConnectionView | undefined, ownName: string): DoshiiFields {
  const empty: DoshiiFields = {
    system: 'doshii',
    address: '',
    name: ownName,
    named: false,
    pin: undefined,
    environment: 'sandbox',
    clientId: '',
    clientSecret: '',
    rest: '',
    deviceId: '',
    forgets: false,
    notes: [],
    notedAt: 'address',
    saved,
  };
  if (saved === undefined) return empty;
  const { url, path = SOCKET_PATHS[0], name, pin, doshii: { rest, deviceId = '' } = {} } = saved;
  const preset = presetOf(url);
  const usual = preset !== undefined && path === SOCKET_PATHS[0] && (rest === undefined || rest === PRESETS[preset].rest);
  return {
    ...empty,
    address: socketOf(url, path),
    name,
    named: true,
    pin: pin === undefined ? undefined : { fingerprint: pin, url },
    environment: usual ? preset : 'other',
    rest: rest ?? (preset === undefined ? '' : PRESETS[preset].rest),
    deviceId,
  };
}

/** Another environment. What was typed as an address of one's own stays, for a way back. */
export function withEnvironment(fields: DoshiiFields, environment: Environment, ownName: string): DoshiiFields {
  const found = environment === 'other' ? recognise(fields.address) : undefined;
  const name = found?.ok === true ? suggestName(found.url, ownName) : ownName;
  return { ...fields, environment, name: fields.named ? fields.name : name, notes: [] };
}

/**
 * The fields after something was typed or pasted as the address of the socket. What is recognised in it goes where it belongs. `pasted`: one of
 * Doshii's own chooses the environment.
 */
export function withAddress(fields: DoshiiFields, text: string, ownName: string, pasted: boolean): DoshiiFields {
  const parts = takeApart(text);
  const next = parts === undefined ? { ...fields, notes: [] } : withParts(fields, parts);
  return { ...withPlace(next, parts?.address ?? text, ownName, pasted), notedAt: 'address' };
}

/** The fields after something was typed or pasted as client id: a whole address of a socket is taken apart. */
export function withClientId(fields: DoshiiFields, text: string, ownName: string): DoshiiFields {
  const parts = takeApart(text);
  const address = parts === undefined && /^\s*(wss?|https?):\/\//i.test(text) ? text : parts?.address;
  if (address === undefined) return { ...fields, clientId: text, notes: [] };
  const held = parts === undefined ? { ...fields, clientId: '', notes: [] } : withParts({ ...fields, clientId: '' }, parts);
  const next = address === '' ? held : withPlace(held, address, ownName, true);
  const told = next.notes.some((note) => note === 'sandbox' || note === 'live' || note === 'rest');
  const notes: readonly Note[] = address === '' || told ? next.notes : ['address', ...next.notes];
  return { ...next, notes, notedAt: 'clientId' };
}

function withParts(fields: DoshiiFields, { clientId, deviceId, unreadable }: NonNullable<ReturnType<typeof takeApart>>): DoshiiFields {
  const notes: Note[] = [
    ...(clientId === undefined ? [] : (['auth'] as const)),
    ...(unreadable ? (['unreadableAuth'] as const) : []),
    ...(deviceId === undefined ? [] : (['deviceId'] as const)),
  ];
  return { ...fields, ...(clientId === undefined ? {} : { clientId }), ...(deviceId === undefined ? {} : { deviceId }), notes };
}

/** `choose`: an address of Doshii's own chooses the environment. */
function withPlace(fields: DoshiiFields, text: string, ownName: string, choose: boolean): DoshiiFields {
  const found = recognise(text);
  if (found.ok === false) return { ...fields, environment: 'other', address: text };
  if (found.ok === 'rest') {
    const preset = PRESET_NAMES.find((name) => PRESETS[name].rest === found.rest);
    if (preset !== undefined && choose) return { ...fields, environment: preset, notes: [preset, ...fields.notes] };
    return { ...fields, environment: 'other', address: '', rest: found.rest, notes: ['rest', ...fields.notes] };
  }
  const { url, path, login } = found;
  const preset = presetOf(url);
  const next: DoshiiFields = {
    ...fields,
    address: socketOf(url, path),
    rest: fields.rest === '' && preset !== undefined ? PRESETS[preset].rest : fields.rest,
    notes: login ? ['login', ...fields.notes] : fields.notes,
  };
  if (choose && preset !== undefined && path === SOCKET_PATHS[0]) return { ...next, environment: preset, notes: [preset, ...next.notes] };
  return { ...next, environment: 'other', name: fields.named ? fields.name : suggestName(url, ownName) };
}

/** Where the socket and REST are, or what is wrong with the address. */
function placeOf({ environment, address, rest }: DoshiiFields): { url: string; path: string; rest: string } | Problem {
  if (environment !== 'other') return { ...PRESETS[environment], path: SOCKET_PATHS[0] };
  const found = recognise(address);
  if (found.ok === false) return at('address', found.problem);
  return found.ok === 'rest' ? at('address', 'socketEmpty') : { url: found.url, path: found.path, rest };
}

/** Whether what is kept can be read, and the socket is where it was. */
function keepsSocket(fields: DoshiiFields): boolean {
  const { saved } = fields;
  if (saved?.hasSecret !== true || (saved.state.phase === 'blocked' && saved.state.trouble.code === 'sign-in-again')) return false;
  const place = placeOf(fields);
  return 'url' in place && new URL(saved.url).origin === place.url;
}

/** Whether REST was asked before, and is where it was. */
function keepsRest(fields: DoshiiFields): boolean {
  const before = fields.saved?.doshii?.rest;
  const place = placeOf(fields);
  const now = 'rest' in place ? recogniseRest(place.rest) : undefined;
  return before !== undefined && now?.ok === true && new URL(now.rest).origin === new URL(before).origin;
}

/** Whether the client id that is kept will do: it goes to one server's socket and REST, and nowhere else. */
export function keepsClientId(fields: DoshiiFields): boolean {
  return keepsSocket(fields) && (fields.clientSecret.trim() === '' || keepsRest(fields));
}

/** Whether there is a client secret among what is kept: then, and only then, the base of REST is saved too. */
export function hadClientSecret({ saved }: DoshiiFields): boolean {
  return saved?.hasSecret === true && saved.doshii?.rest !== undefined;
}

/** Whether the client secret that is kept will do: it is of one client id, for one server's REST. */
export function keepsClientSecret(fields: DoshiiFields): boolean {
  return hadClientSecret(fields) && !fields.forgets && fields.clientId.trim() === '' && keepsSocket(fields) && keepsRest(fields);
}

/** What is to be sent, or the first thing that is missing or that cannot be. */
export function draftOf(fields: DoshiiFields): Made {
  const { name, pin } = fields;
  const place = placeOf(fields);
  if (!('url' in place)) return { ok: false, problem: place };
  const hasSecret = fields.clientSecret.trim() !== '' || keepsClientSecret(fields);
  const rest = hasSecret ? recogniseRest(place.rest) : undefined;
  const problem =
    (name.trim() === '' ? at('name', 'noName') : undefined) ??
    clientProblem(fields) ??
    (rest?.ok === false ? at('rest', rest.problem) : undefined) ??
    (isDeviceId(fields.deviceId.trim()) ? undefined : at('deviceId', 'badDeviceId'));
  if (problem !== undefined) return { ok: false, problem };
  const deviceId = fields.deviceId.trim();
  const doshii: DoshiiOptions = { ...(rest?.ok === true ? { rest: rest.rest } : {}), ...(deviceId === '' ? {} : { deviceId }) };
  const secret = secretOf(fields);
  return {
    ok: true,
    draft: {
      system: 'doshii',
      name: name.trim(),
      url: place.url,
      auth: 'client',
      path: place.path,
      doshii,
      ...(secret === undefined ? {} : { secret }),
      ...(pin?.url === place.url && place.url.startsWith('https:') ? { pin: pin.fingerprint } : {}),
    },
  };
}

function at(field: Problem['field'], is: Problem['is']): Problem {
  return { field, is };
}

function clientProblem(fields: DoshiiFields): Problem | undefined {
  const [clientId, clientSecret] = [fields.clientId.trim(), fields.clientSecret.trim()];
  if (clientId === '' && !keepsClientId(fields)) return at('clientId', 'noClientId');
  if (clientId.length > LONGEST) return at('clientId', 'tooLong');
  if (clientId !== '' && !isClientId(clientId)) return at('clientId', 'badClientId');
  if (clientSecret === '') return hadClientSecret(fields) && !fields.forgets && !keepsClientSecret(fields) ? at('clientSecret', 'clientSecretAgain') : undefined;
  if (clientSecret.length > LONGEST) return at('clientSecret', 'tooLong');
  if (!isClientId(clientSecret)) return at('clientSecret', 'badClientSecret');
  return clientSecret === clientId ? at('clientSecret', 'sameAsClientId') : undefined;
}

function isDeviceId(text: string): boolean {
  return text.length <= LONGEST_DEVICE && !/\p{C}/u.test(text);
}

/** What was typed of the secret; what was not, the main process keeps where it still goes where it went. */
function secretOf({ clientId, clientSecret }: DoshiiFields): string | undefined {
  const secret: DoshiiSecret = {
    ...(clientId.trim() === '' ? {} : { clientId: clientId.trim() }),
    ...(clientSecret.trim() === '' ? {} : { clientSecret: clientSecret.trim() }),
  };
  return Object.keys(secret).length === 0 ? undefined : JSON.stringify(secret);
}
