import { type Answer, UNAUTHORIZED_403, notAnInteger } from './answers.ts';
import type { CloudEvent } from './events.ts';
import type { Caller } from './keys.ts';
import { percentDecoded } from './percent.ts';

/** One thing waited for, as the path and query say it. */
export interface Watched {
  readonly walletId: string;
  readonly topic: string;
  readonly field: string;
  readonly fieldId: string;
  readonly state: string;
  readonly groupId: string | undefined;
  /** Seconds; what was asked for, 60 where it was nothing or 0. */
  readonly lookBack: number;
}

/** What the app passes on to Waypoint, or why it does not. */
export type Route = { readonly watched: Watched; readonly upstream: 'ok' | 'not-found' } | Answer;

const LOOK_BACK_S = 60;

/** Reads `{wallet_id}/{topic}/{field}/{field_id}/{desired_state}?look_back=&group_id=`; undefined where it is no such path. */
export function readWatch(path: string, query: URLSearchParams): Route | undefined {
  // The framework decodes before it routes: an encoded slash makes another path.
  const parts = percentDecoded(path).split('/');
  const [walletId = '', topic = '', field = '', fieldId = '', state = ''] = parts;
  if (parts.length !== 5 || parts.includes('')) return undefined;
  const asked = query.get('look_back');
  if (asked !== null && !/^\s*[+-]?\d+\s*$/.test(asked)) return notAnInteger('look_back', asked);
  const group = query.get('group_id');
  const watched: Watched = {
    walletId,
    topic,
    field: percentDecoded(field),
    fieldId: percentDecoded(fieldId),
    state,
    groupId: group === null || group === '' ? undefined : group,
    lookBack: Number(asked ?? 0) || LOOK_BACK_S,
  };
  // The app writes the parts into Waypoint's address as they are: these end or change its path.
  const upstream = parts.some((part) => /[?#]/.test(part) || part === '.' || part === '..') ? 'not-found' : 'ok';
  return { watched, upstream };
}

/** A tenant and governance see their own wallet only; a tenant-admin any, also `*`, whatever the group. */
export function refusedTo(caller: Caller, walletId: string): Answer | undefined {
  return caller.walletId === '*' || caller.walletId === walletId ? undefined : UNAUTHORIZED_403;
}

/** White space in a subject breaks the connection that all watches share (seen with a space in `group_id`). */
export function breaksWaypoint({ walletId, topic, state, groupId = '' }: Watched): boolean {
  return [walletId, topic, state, groupId].some((part) => /\s/.test(part));
}

/** Subject by NATS's rules, then string equality on a top-level key of the payload. */
export function isWaitedFor(event: CloudEvent, watched: Watched): boolean {
  const subject = [event.group_id ?? 'no_group', event.wallet_id, event.topic, String(event.payload['state'])];
  const pattern = [watched.groupId ?? '*', watched.walletId, watched.topic, watched.state].join('.').split('.');
  const open = pattern.indexOf('>');
  const wanted = open < 0 ? pattern : pattern.slice(0, open);
  if (open < 0 ? wanted.length !== subject.length : subject.length <= open) return false;
  return wanted.every((token, index) => token === '*' || token === subject[index]) && event.payload[watched.field] === watched.fieldId;
}
