import type { Connection, ConnectionDraft } from '../shared/connection.ts';
import { hasParts, keepsParts, lacksParts, needsParts } from './secret-parts.ts';
import { serverOf } from './server-of.ts';

type Where = Pick<Connection, 'system' | 'url' | 'auth' | 'username' | 'path' | 'cloud' | 'doshii'>;

/** Whether a draft leads to another server than the connection as it is saved. */
export function isElsewhere(draft: Where, before: Where): boolean {
  return draft.system !== before.system || JSON.stringify(serversOf(draft)) !== JSON.stringify(serversOf(before));
}

/** Its own, and beside that NATS, or the REST of a web socket. */
function serversOf({ url, cloud, doshii }: Where): readonly (string | undefined)[] {
  return [url, cloud?.nats?.url, doshii?.rest].map((each) => (each === undefined ? undefined : serverOf(each)));
}

/** A kept secret goes to the server that it was given for, as the half that it was given for, whatever the page asks. */
export function keepsSecret(draft: Where, before: Where): boolean {
  return !isElsewhere(draft, before) && draft.auth === before.auth && draft.username === before.username && keepsParts(draft, before);
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
  return draft.secret === undefined && draft.ticket === undefined && sameAddress && samePin && !isSomebodyElse(draft, before);
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
  };
}
