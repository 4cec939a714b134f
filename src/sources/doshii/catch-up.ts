import type { Road } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import { NetworkError } from '../../transport/network.ts';
import { inSlices } from '../../transport/slices.ts';
import { isRecord } from '../../wire/record.ts';
import { deliverPass, FIRST_MS, FIRST_ROWS } from '../pass.ts';
import type { SourceDeps } from '../source.ts';
import type { DecodeContext } from './context.ts';
import type { Meeting } from './meeting.ts';
import { ListMoved, readParts } from './paging.ts';
import { isNotForUs, wantsQuiet } from './refusals.ts';
import { type Listed, LISTS, PAGE_ROWS, type Rest } from './rest.ts';
import { decodeRow } from './rows.ts';
import { pageStreamOf, type PageMark, readPageMark, readTime, streamOf, writePageMark } from './watermarks.ts';

export interface CatchUp extends Pick<SourceDeps, 'clock' | 'log'> {
  sink: Pick<SourceDeps['sink'], 'deliver' | 'watermarks'>;
  rest: Pick<Rest, 'list'>;
  identity: string;
  /** Ids of the venues that we hear of, as REST takes them. */
  locations: readonly string[];
  meeting(): Pick<Meeting, 'itemsOf'>;
  context(road: Road): DecodeContext;
  /** Until when somebody listened before this stay (UTC ms); undefined where nobody ever did. */
  listenedUntil: number | undefined;
  /** Streams that were read in this catch-up, those that failed in it, and those that are not for us in this stay. */
  done: Set<string>;
  failed: Set<string>;
  notForUs: Set<string>;
}

/** One venue's list. */
interface List {
  of: Listed;
  locationId: string;
  /** Of both its streams. */
  stream: string;
  page: string;
}

/** Rows become visible in another order than their times, and its clocks are not one clock. */
const OVERLAP_MS = 120_000;
/** A list that moves while it is read is read anew so often. */
const MAX_ANEW = 3;
/** One venue's list that fails is its own affair; where so many do, it is the server's. */
const MAX_FAILED = 3;

const ENTITY_OF = { orders: 'order', bookings: 'booking' } as const satisfies Record<Listed, string>;

/**
 * What happened while nobody listened, list by list, each with a watermark of its own (doshii.md, "Catch up"). Rows go to the journal page by
 * page, and with each page where the next begins: a pass that broke off is gone on with. Rejects as Rest does, or where the journal cannot
 * be written; what was completed until then is not read again, and what failed comes last then, the latest failure at the end.
 */
export async function catchUp(it: CatchUp): Promise<void> {
  const failed = [...it.failed];
  const lists = it.locations
    .flatMap((locationId) => LISTS.map((of): List => ({ of, locationId, stream: streamOf(of, locationId), page: pageStreamOf(of, locationId) })))
    .filter(({ stream }) => !it.done.has(stream) && !it.notForUs.has(stream))
    .toSorted((left, right) => failed.indexOf(left.stream) - failed.indexOf(right.stream));
  const errors: NetworkError[] = [];
  for (const list of lists) {
    try {
      await readIfOurs(it, list);
      it.done.add(list.stream);
    } catch (error) {
      if (!(error instanceof NetworkError) || wantsQuiet(error)) throw error;
      it.failed.delete(list.stream);
      it.failed.add(list.stream);
      if (errors.push(error) >= MAX_FAILED) break;
    }
  }
  const [first] = errors;
  if (first !== undefined) throw first;
}

async function readIfOurs(it: CatchUp, list: List): Promise<void> {
  try {
    await untilStill(it, list);
  } catch (error) {
    if (!isNotForUs(error)) throw error;
    it.notForUs.add(list.stream);
    it.log('doshii: a list is not for this App', { list: list.of });
  }
}

async function untilStill(it: CatchUp, list: List): Promise<void> {
  const marks = it.sink.watermarks(it.identity);
  const mark = readTime(marks[list.stream]);
  for (let anew = 0; ; anew++) {
    try {
      if (mark === undefined) await readFirst(it, list);
      else await readMissed(it, list, mark, anew === 0 ? readPageMark(marks[list.page]) : undefined);
      return;
    } catch (error) {
      if (!(error instanceof ListMoved) || anew >= MAX_ANEW) throw error;
    }
  }
}

/**
 * History: the newest rows, oldest first. With many venues each gets its share of what a first connect imports, a page at least. What
 * happened since somebody listened is none: that venue, or the client secret, is new, not we.
 */
async function readFirst(it: CatchUp, list: List): Promise<void> {
  const most = Math.max(PAGE_ROWS, Math.ceil(FIRST_ROWS / it.locations.length));
  const from = secondsOf(Math.max(0, it.clock.now() - FIRST_MS));
  const rows: unknown[] = [];
  let began: number | undefined;
  for await (const part of readParts((offset) => it.rest.list(list.of, { locationId: list.locationId, updatedFrom: from, sort: 'desc', offset }), undefined)) {
    began ??= part.at;
    rows.push(...part.rows);
    if (rows.length >= most) break;
  }
  const { ahead = 0 } = it.context('first');
  const isMissed = (row: unknown): boolean => it.listenedUntil !== undefined && changedAt(row) - ahead >= it.listenedUntil - OVERLAP_MS;
  // Of one moment the last in the list came first.
  const oldestFirst = rows.slice(0, most).reverse();
  const history = oldestFirst.filter((row) => !isMissed(row));
  const items = [
    ...(await itemsOf(it, list, history, from, 'first')),
    ...(await itemsOf(it, list, oldestFirst.filter(isMissed), from, 'catch-up')),
  ];
  const newest = rows.reduce<number>((latest, row) => Math.max(latest, changedAt(row) || 0), 0);
  const at = Math.max(began ?? 0, newest) || from * 1000;
  await deliverPass(it, items, { [list.stream]: String(Math.min(at, it.clock.now())) });
}

/** From where a pass broke off, if one did and its last row is still there; else since the last completed one. */
async function readMissed(it: CatchUp, list: List, mark: number, brokeOff: PageMark | undefined): Promise<void> {
  const from = brokeOff?.from ?? secondsOf(Math.max(0, mark - OVERLAP_MS));
  let began = brokeOff?.began;
  let wasMarked = it.sink.watermarks(it.identity)[list.page] ?? '';
  const page = (offset: number) => it.rest.list(list.of, { locationId: list.locationId, updatedFrom: from, sort: 'asc', offset });
  for await (const part of readParts(page, brokeOff)) {
    // A mark that is too late would hide what happens until then, one that goes back make history news.
    began ??= Math.max(mark, Math.min(part.at ?? mark, it.clock.now()));
    const items = await itemsOf(it, list, part.rows, from, 'catch-up');
    const pageMark = part.next === undefined ? '' : writePageMark({ from, began, ...part.next });
    await deliverPass(it, items, {
      ...(pageMark === wasMarked ? {} : { [list.page]: pageMark }),
      ...(part.next !== undefined || began === mark ? {} : { [list.stream]: String(began) }),
    });
    wasMarked = pageMark;
  }
}

/** Oldest first. What is older than was asked for is left out: not every list knows that question. */
async function itemsOf(it: CatchUp, { of, locationId }: List, rows: readonly unknown[], from: number, road: Road): Promise<Item[]> {
  const context = it.context(road);
  const wanted = rows.filter((row) => !(changedAt(row) < from * 1000));
  const sorted = wanted.toSorted((left, right) => changedAt(left) - changedAt(right) || 0);
  const items = await inSlices(it.clock, sorted, (row) =>
    decodeRow(ENTITY_OF[of], withLocation(row, locationId), context).flatMap((news) => it.meeting().itemsOf(news).items)
  );
  return items.flat();
}

/** NaN where the row does not say. */
function changedAt(row: unknown): number {
  const at = isRecord(row) ? (row['updatedAt'] ?? row['createdAt']) : undefined;
  return typeof at === 'string' ? Date.parse(at) : NaN;
}

/** A list of one venue may not repeat its name in each row. */
function withLocation(row: unknown, locationId: string): unknown {
  return isRecord(row) && row['locationId'] === undefined ? { ...row, locationId } : row;
}

function secondsOf(ms: number): number {
  return Math.floor(ms / 1000);
}
