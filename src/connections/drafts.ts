import type { Connection, ConnectionDraft } from '../shared/connection.ts';
import { hasParts, keepsParts, lacksParts, needsParts } from './secret-parts.ts';
import { serverOf } from './server-of.ts';

type Where = Pick<Connection, 'system' | 'url' | 'auth' | 'username' | 'path' | 'cloud' | 'doshii' | 'ca' | 'proxy'>;

/** Whether a draft leads to another server than the connection as it is saved. */
export function isElsewhere(draft: Where, before: Where): boolean {
  return draft.system !== before.system || JSON.stringify(serversOf(draft)) !== JSON.stringify(serversOf(before));
}

/** Its own, and beside that NATS, or the REST of a web socket. */
function serversOf({ url, cloud, doshii }: Where): readonly (string | undefined)[] {
  return [url, cloud?.nats?.url, doshii?.rest].map((each) => (each === undefined ? undefined : serverOf(each)));
}

/**
 * Whether somebody else could read on the way what was meant for the server: authorities that were not there before vouch for anyone, and a
 * proxy that was not there before reads what is not encrypted.
 */
function isLedAnotherWay(draft: Where, before: Where): boolean {
  const way = savedWay(withWay(draft, before));
  const urls = [draft.url, draft.cloud?.nats?.url, draft.doshii?.rest];
  const isReadable = urls.some((url) => url !== undefined && /^(?:http|ws|nats):/i.test(url));
  const isNewProxy = way.proxy !== undefined && way.proxy !== 'none' && way.proxy !== before.proxy;
  return (way.ca !== undefined && way.ca !== before.ca) || (isReadable && isNewProxy);
}

/** A kept secret goes to the server that it was given for, as the half that it was given for, whatever the page asks. */
export function keepsSecret(draft: Where, before: Where): boolean {
  const isSameHalf = draft.auth === before.auth && draft.username === before.username;
  return !isElsewhere(draft, before) && !isLedAnotherWay(draft, before) && isSameHalf && keepsParts(draft, before);
}

/** Whether a connection signs in with anything. */
export function needsSecret(where: Where): boolean {
  return hasParts(where) ? needsParts(where) : where.auth !== 'none';
}

/** Whether it cannot sign in with what the draft itself brings. */
export function lacksSecret(draft: ConnectionDraft): boolean {
  return hasParts(draft) ? lacksParts(draft, draft.secret) : draft.auth !== 'none' && draft.secret === undefined;
}

/** A draft that names no certificate stays with the one that was agreed to there: a kept secret is shown to no other. */
export function withPin(draft: ConnectionDraft, before: Connection): ConnectionDraft {
  return draft.pin !== undefined || before.pin === undefined || isElsewhere(draft, before) ? draft : { ...draft, pin: before.pin };
}

/** A draft that says nothing of proxy and authorities goes on with those of before: who uses Tor is not led around it by what was left out. */
export function withWay<D extends Pick<Connection, 'ca' | 'proxy'>>(draft: D, before: Pick<Connection, 'ca' | 'proxy'>): D {
  const ca = draft.ca ?? before.ca;
  const proxy = draft.proxy ?? before.proxy;
  return { ...draft, ...(ca === undefined ? {} : { ca }), ...(proxy === undefined ? {} : { proxy }) };
}

/** Whether the server may know us as somebody else now, the secret apart. */
export function isSomebodyElse(draft: Where, before: Where): boolean {
  const who = ({ path, cloud }: Where): string => JSON.stringify([path, cloud?.walletId, cloud?.groupId]);
  return !keepsSecret(draft, before) || who(draft) !== who(before);
}

/** Whether only the name and the topics differ, so that a source can go on as it is. */
export function isSameRoute(draft: ConnectionDraft, before: Connection): boolean {
  const samePin = draft.pin === undefined || draft.pin === before.pin;
  const options = ({ cloud, doshii }: Where): string => JSON.stringify([cloud, doshii]);
  const sameAddress = draft.url === before.url && options(draft) === options(before);
  const sameWay = JSON.stringify(savedWay(withWay(draft, before))) === JSON.stringify(savedWay(before));
  return sameWay && draft.secret === undefined && draft.ticket === undefined && sameAddress && samePin && !isSomebodyElse(draft, before);
}

export function sameTopics(draft: Pick<Connection, 'topics'>, before: Pick<Connection, 'topics'>): boolean {
  return JSON.stringify(draft.topics ?? []) === JSON.stringify(before.topics ?? []);
}

/** What of a draft is saved in settings. What it leaves out is to be cleared there. */
export function savedFields(draft: ConnectionDraft): Omit<Connection, 'id' | 'paused' | 'rules' | 'addedAt'> {
  const { system, name, url, auth, username, path, topics, cloud, doshii, pin } = draft;
  return {
    system,
    name,
    url,
    auth,
    ...(username === undefined ? {} : { username }),
    ...(path === undefined ? {} : { path }),
    ...(topics === undefined ? {} : { topics }),
    ...(cloud === undefined ? {} : { cloud }),
    ...(doshii === undefined ? {} : { doshii }),
    ...(pin === undefined ? {} : { pin }),
    ...savedWay(draft),
  };
}

function savedWay({ ca, proxy }: Pick<Connection, 'ca' | 'proxy'>): Pick<Connection, 'ca' | 'proxy'> {
  return {
    ...(ca === undefined || ca.trim() === '' ? {} : { ca }),
    ...(proxy === undefined || proxy === 'system' ? {} : { proxy }),
  };
}
