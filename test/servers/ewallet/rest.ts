import type { IncomingHttpHeaders } from 'node:http';
import { listConsumptions } from './catch-up.ts';
import type { Consumptions, Verb } from './consumptions.ts';
import { type Credentials, type Identity, isFailure } from './credentials.ts';
import { FAILURES, type Failure, errorObject, failure } from './errors.ts';
import { type Api, type Generation, canCancel } from './generation.ts';
import { type WireRecord, textOf } from './json.ts';
import { type Form, consumptionRecord, userRecord } from './serializer.ts';
import { type UsedCodes, adminLogin, secondFactor, userLogin } from './sign-in.ts';
import type { Store } from './store.ts';
import { acts, maySee } from './topics.ts';

/** One call. */
export interface Call {
  readonly api: Api;
  readonly name: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: WireRecord;
}

/** What calls are answered from. */
export interface RestSetting {
  readonly form: Form;
  /** Whether end users can sign in with a password. */
  readonly standalone: boolean;
  readonly store: Store;
  readonly credentials: Credentials;
  readonly consumptions: Consumptions;
  readonly usedCodes: UsedCodes;
}

type Handler = (call: Call, identity: Identity, setting: RestSetting) => WireRecord | Failure;

const ADMIN: Readonly<Record<string, Handler>> = {
  'me.get': me,
  'me.logout': logout,
  'transaction_consumption.all': (call, identity, { store, form }) => {
    const seen = [...store.consumptions.values()].filter((it) => it.committed && maySee(it, identity));
    return listConsumptions(seen, call.body, form);
  },
  'transaction_consumption.get': (call, identity, { store, form }) => {
    const id = textOf(call.body, 'id');
    if (id === undefined) return missingId();
    const consumption = store.consumptions.get(id);
    if (consumption === undefined || !consumption.committed || !maySee(consumption, identity)) return FAILURES.unauthorized;
    return consumptionRecord(consumption, form);
  },
  'transaction_consumption.approve': act('approve'),
  'transaction_consumption.reject': act('reject'),
  'transaction_consumption.cancel': act('cancel'),
};

const CLIENT: Readonly<Record<string, Handler>> = {
  'me.get': me,
  'me.logout': logout,
  'me.approve_transaction_consumption': act('approve'),
  'me.reject_transaction_consumption': act('reject'),
  'me.cancel_transaction_consumption': act('cancel'),
};

const OLD: Readonly<Record<string, Handler>> = {
  get_settings: (_call, identity) => (identity.kind === 'provider' ? { object: 'setting', minted_tokens: [] } : FAILURES.invalidScheme),
};

/** The whole answer: `{version, success, data}`. Whatever goes wrong in a call is told here, with HTTP status 200. */
export function answer(call: Call, setting: RestSetting): WireRecord {
  const data = dispatch(call, setting);
  return isFailure(data) ? failed(data) : { version: '1', success: true, data };
}

/** The answer to a call that failed. */
export function failed(why: Failure): WireRecord {
  return { version: '1', success: false, data: errorObject(why) };
}

function dispatch(call: Call, setting: RestSetting): WireRecord | Failure {
  const { api, name, headers, body } = call;
  const { store, credentials, form } = setting;
  if (api === 'admin' && name === 'admin.login') return adminLogin(body, store, credentials);
  if (api === 'admin' && name === 'admin.login_2fa' && form.generation === '1.2') {
    return secondFactor(body, headers, credentials, setting.usedCodes);
  }
  if (api === 'client' && name === 'user.login' && setting.standalone) return userLogin(body, headers, store, credentials);
  const handler = handlerOf(api, name, form.generation);
  if (handler === undefined) return FAILURES.endpointNotFound;
  const identity = credentials.identify(headers, api);
  return isFailure(identity) ? identity : handler(call, identity, setting);
}

function handlerOf(api: Api, name: string, generation: Generation): Handler | undefined {
  if (name.includes('cancel') && !canCancel(generation)) return undefined;
  const table = api === 'admin' ? ADMIN : api === 'client' ? CLIENT : { ...ADMIN, ...CLIENT, ...OLD };
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function me({ api }: Call, identity: Identity): WireRecord | Failure {
  if (identity.kind !== 'provider') return userRecord(identity.user);
  // Before June 2018 each call took one scheme only (v1/router.ex).
  return api === 'old' ? FAILURES.invalidScheme : FAILURES.unauthorized;
}

function logout(_call: Call, identity: Identity, { credentials }: RestSetting): WireRecord | Failure {
  if (identity.kind === 'provider') return FAILURES.unauthorized;
  credentials.expire(identity.token);
  return {};
}

/** Owners approve and reject, consumers cancel; that the consumption is pending is nobody's condition but cancel's. */
function act(verb: Verb): Handler {
  return (call, identity, { store, consumptions, form }) => {
    const id = textOf(call.body, 'id');
    if (id === undefined) return missingId();
    const consumption = store.consumptions.get(id);
    if (consumption === undefined || !consumption.committed) return FAILURES.unauthorized;
    const party = verb === 'cancel' ? consumption.consumer : consumption.request.owner;
    if (!acts(party, identity)) return FAILURES.unauthorized;
    const refused = consumptions[verb](id);
    return refused ?? consumptionRecord(consumption, form);
  };
}

function missingId(): Failure {
  return failure(FAILURES.invalidParameter, 'Invalid parameter provided. `id` is required.');
}
