import { keyPart } from '../../wire/key-part.ts';
import type { News } from './decoded.ts';
import { hasLife, isDeletion } from './events.ts';

/** Without a version nothing tells a copy from a second change that says the same: within this, it is a copy (doshii.md, "Events"). */
export const COPY_MS = 10 * 60_000;

/** News of what goes from status to status. */
export type Living = News & { id: string };

/** Whether each status that it takes is told once. What has no id has nothing by which it could be known again. */
export function isLiving(news: News): news is Living {
  return news.id !== undefined && hasLife(news.entity, news.event);
}

/**
 * That something is in this status: `order|1354|pending`, whichever event or row says so. What somebody at a till waits for is named after
 * its event: cards and points have ids of their own.
 */
export function statusKey(news: Living, status = statusOf(news)): string {
  return join(news.entity === 'tillRequest' ? news.event : news.entity, news.id, status);
}

/** The same in one version; live and caught-up forms meet on it (doshii.md, "Events"). */
export function versionKey(news: Living, version: string): string {
  return `${statusKey(news)}|${keyPart(version)}`;
}

/** Whether what has this key was told with a version. */
export function isVersionKey(key: string, status: string): boolean {
  return key.startsWith(`${status}|`);
}

/** What is said, word for word: for good, where a version says of which state, else within these ten minutes, or those `ago` ms before. */
export function wordsKey(news: News, ago = 0): string {
  const { event, id, locationId, status, uri, digest, version, alert } = news;
  const when = version ?? String(Math.floor((alert.receivedAt - ago) / COPY_MS));
  return join(event, id ?? locationId ?? '', status ?? '', uri ?? '', digest, when);
}

function statusOf({ event, status = '' }: News): string {
  return isDeletion(event) ? 'deleted' : status;
}

function join(...parts: string[]): string {
  return parts.map(keyPart).join('|');
}
