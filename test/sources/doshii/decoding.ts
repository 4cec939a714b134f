import { expect } from 'vitest';
import { Alert } from '../../../src/shared/alert.ts';
import { decodeFrame } from '../../../src/sources/doshii/alerts.ts';
import type { DecodeContext } from '../../../src/sources/doshii/context.ts';
import type { Decoded, News } from '../../../src/sources/doshii/decoded.ts';
import type { RowEntity } from '../../../src/sources/doshii/events.ts';
import { decodeRow } from '../../../src/sources/doshii/rows.ts';
import { NOON } from '../../clock.ts';

export const IDENTITY = 'doshii:sandbox:0123';
export const iso = (time: number): string => new Date(time).toISOString();

/** Live, at noon, no venue known by name, unless told. */
export function at(fields: Partial<DecodeContext> = {}): DecodeContext {
  return { identity: IDENTITY, connectionId: 'one', now: NOON, road: 'live', locationName: () => undefined, ...fields };
}

/** The forms in which a business frame may come. */
export const FORMS = {
  emit: (name: string, data?: unknown) => JSON.stringify({ emit: data === undefined ? [name] : [name, data] }),
  event: (name: string, data?: unknown) => JSON.stringify({ event: name, data }),
  type: (name: string, data?: unknown) => JSON.stringify({ type: name, data }),
} as const;

/** The news that it must be, each checked against the contract. */
export function newsOf(decoded: Decoded): News[] {
  if (decoded.type !== 'news') throw new Error(`no news: ${JSON.stringify(decoded)}`);
  return decoded.news.map(checked);
}

export function live(event: string, data?: unknown, context: DecodeContext = at()): News {
  const [news, ...more] = newsOf(decodeFrame(FORMS.emit(event, data), context));
  if (news === undefined || more.length > 0) throw new Error('not one piece of news');
  return news;
}

export function rowsOf(entity: RowEntity, row: unknown, context: DecodeContext = at({ road: 'catch-up' })): News[] {
  return decodeRow(entity, row, context).map(checked);
}

export function rowOf(entity: RowEntity, row: unknown, context?: DecodeContext): News {
  const [news] = rowsOf(entity, row, context);
  if (news === undefined) throw new Error('no row');
  return news;
}

function checked(news: News): News {
  const alert = { ...news.alert, key: 'any' };
  expect(Alert.parse(alert)).toEqual(alert);
  return news;
}
