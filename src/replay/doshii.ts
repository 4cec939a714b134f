import { decodeFrame } from '../sources/doshii/alerts.ts';
import type { DecodeContext } from '../sources/doshii/context.ts';
import type { News } from '../sources/doshii/decoded.ts';
import type { RowEntity } from '../sources/doshii/events.ts';
import { createMeeting, type Meeting } from '../sources/doshii/meeting.ts';
import { decodeRow } from '../sources/doshii/rows.ts';
import { parseJson, writeJson } from '../wire/json.ts';
import { isRecord } from '../wire/record.ts';
import { cut, plainLine } from '../wire/text.ts';
import { orState, type Step, type Understand, type UnderstandDeps } from './understood.ts';

/** The transport refuses longer ones. */
const MAX_FRAME = 4 * 1_048_576;
/** What no frame goes without; rows have none of it. */
const OF_FRAMES = ['emit', 'event', 'data', 'doshii'];

/**
 * Reads frames of the socket and answers of REST, which are known by their shape and taken apart as catch-up does, oldest first. Venues are
 * called by name once a list of them was read.
 */
export function createDoshiiReader(deps: UnderstandDeps): Understand {
  const meeting = createMeeting(deps);
  const venues = new Map<string, string>();

  const ofText = (text: string, context: DecodeContext): Step[] => {
    if (text.length > MAX_FRAME) return [{ outcome: 'ignored', reason: 'longer than 4 MiB: the socket refuses it' }];
    const decoded = decodeFrame(text, context);
    switch (decoded.type) {
      case 'news':
        return decoded.news.map((news) => alertStep(meeting, news));
      case 'ping':
        return [{ outcome: 'state', reason: 'the server asks whether we are there' }];
      case 'pong':
        return [{ outcome: 'state', reason: 'the server answered a heartbeat' }];
      case 'ignored':
        return [{ outcome: 'ignored', reason: cut(decoded.reason, 200) }];
    }
  };

  const ofRow = (row: Record<string, unknown>, context: DecodeContext): Step[] => {
    const entity = entityOf(row);
    if (entity !== undefined) return decodeRow(entity, row, { ...context, road: 'catch-up' }).map((news) => alertStep(meeting, news));
    const { id, name } = row;
    if (typeof id !== 'string' || typeof name !== 'string') return [{ outcome: 'ignored', reason: 'a row of no list that we know' }];
    venues.set(id, name);
    return [{ outcome: 'state', reason: `the venue ${plainLine(name, 100) ?? id}` }];
  };

  return (text, { now }) => {
    const context: DecodeContext = {
      identity: 'doshii:replay',
      connectionId: 'replay',
      now,
      road: 'live',
      locationName: (id) => venues.get(id),
    };
    const value = parsed(text);
    const rows = isRecord(value) && !isFrame(value) && Array.isArray(value['rows']) ? value['rows'] : value;
    if (isRow(rows)) return { steps: ofRow(rows, context) };
    if (!Array.isArray(rows)) return { steps: ofText(text, context) };
    const oldestFirst = rows.every(isRow) ? rows.toSorted((a, b) => changedAt(a) - changedAt(b)) : rows;
    return orState(
      oldestFirst.flatMap((one: unknown) => (isRow(one) ? ofRow(one, context) : ofText(writeJson(one), context))),
      'an empty list'
    );
  };
}

/** What the app makes of news; a row that is known says nothing to the journal. */
function alertStep(meeting: Meeting, news: News): Step {
  const [first, ...also] = meeting.itemsOf(news).items;
  if (first?.type !== 'alert') return { outcome: 'duplicate', reason: 'known already' };
  return { outcome: 'alert', alert: first.alert, ...(also.length === 0 ? {} : { also }) };
}

function isFrame(value: Record<string, unknown>): boolean {
  return OF_FRAMES.some((name) => name in value);
}

/** An order has a `type` as some frames do, but they have no id of their own. */
function isRow(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && 'id' in value && !isFrame(value);
}

/** What a row is of: by its address, else by what only such rows have. */
function entityOf(row: Record<string, unknown>): RowEntity | undefined {
  const [, list] = /\/(orders|unlinked_orders|bookings|transactions)\/[^/]*$/.exec(String(row['uri'])) ?? [];
  if (list !== undefined) return list === 'bookings' ? 'booking' : list === 'transactions' ? 'transaction' : 'order';
  if ('orderId' in row || 'method' in row) return 'transaction';
  if ('items' in row || 'transactions' in row || 'requiredAt' in row) return 'order';
  return 'date' in row || 'covers' in row ? 'booking' : undefined;
}

function changedAt({ updatedAt, createdAt }: Record<string, unknown>): number {
  const at = updatedAt ?? createdAt;
  const time = typeof at === 'string' ? Date.parse(at) : NaN;
  return Number.isNaN(time) ? 0 : time;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    // What is no JSON is refused by decodeFrame, which says why.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
