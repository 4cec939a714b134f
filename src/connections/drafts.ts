import type { Connection, ConnectionDraft } from '../shared/connection.ts';

type Where = Pick<Connection, 'system' | 'url' | 'auth' | 'username' | 'path'>;

/** Whether a draft leads to another server than the connection as it is saved. */
export function isElsewhere(draft: Where, before: Where): boolean {
  return draft.system !== before.system || new URL(draft.url).origin !== new URL(before.url).origin;
}

/** A kept secret goes to the server that it was given for, as the half that it was given for, whatever the page asks. */
export function keepsSecret(draft: Where, before: Where): boolean {
  return !isElsewhere(draft, before) && draft.auth === before.auth && draft.username === before.username;
}

/** A draft that names no certificate stays with the one that was agreed to there: a kept secret is shown to no other. */
export function withPin(draft: ConnectionDraft, before: Connection): ConnectionDraft {
  return draft.pin !== undefined || before.pin === undefined || isElsewhere(draft, before) ? draft : { ...draft, pin: before.pin };
}

/** Whether the server may know us as somebody else now, the secret apart. */
export function isSomebodyElse(draft: Where, before: Where): boolean {
  return !keepsSecret(draft, before) || draft.path !== before.path;
}

/** Whether only the name and the topics differ, so that a source can go on as it is. */
export function isSameRoute(draft: ConnectionDraft, before: Connection): boolean {
  const samePin = draft.pin === undefined || draft.pin === before.pin;
  return draft.secret === undefined && draft.ticket === undefined && draft.url === before.url && samePin && !isSomebodyElse(draft, before);
}

export function sameTopics(draft: Pick<Connection, 'topics'>, before: Pick<Connection, 'topics'>): boolean {
  return JSON.stringify(draft.topics ?? []) === JSON.stringify(before.topics ?? []);
}

/** What of a draft is saved in settings. What it leaves out is to be cleared there. */
export function savedFields(draft: ConnectionDraft): Omit<Connection, 'id' | 'paused' | 'rules' | 'addedAt'> {
  const { system, name, url, auth, username, path, topics, pin } = draft;
  return {
    system,
    name,
    url,
    auth,
    ...(username === undefined ? {} : { username }),
    ...(path === undefined ? {} : { path }),
    ...(topics === undefined ? {} : { topics }),
    ...(pin === undefined ? {} : { pin }),
  };
}
