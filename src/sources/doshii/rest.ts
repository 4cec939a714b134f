import type { Clock } from '../../shared/clock.ts';
import { type HttpResponse, type Network, NetworkError, type Route } from '../../transport/network.ts';
import { readInteger } from '../../wire/integer.ts';
import { parseJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import type { RestPlace } from './address.ts';
import { signToken } from './jwt.ts';
import { isSecretRefused, RestRefusal, troubleOfRest } from './refusals.ts';
import { idOf } from './row-id.ts';

const CALL_MS = 15_000;
const DETAIL_MS = 10_000;
/** A hundred orders with all that was ordered. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_DETAIL_BYTES = 2 * 1024 * 1024;
/** More is no list of venues. */
const MAX_VENUES = 10_000;
/** A server that has too much to do, and does not say for how long. */
const BUSY_MS = 15_000;
/** However long a server wants to be left alone. */
const LONGEST_RETRY_MS = 10 * 60_000;

/** Rows a page: the most that may be asked for. */
export const PAGE_ROWS = 100;

/** What there are lists of. */
export const LISTS = ['orders', 'bookings'] as const;
export type Listed = (typeof LISTS)[number];

export interface ListQuery {
  locationId: string;
  /** Unix seconds. */
  updatedFrom: number;
  /** By time of change. */
  sort: 'asc' | 'desc';
  offset: number;
}

export interface ListPage {
  /** As they are. */
  rows: unknown[];
  /** How many there are, where the server says so; what it means by it is not documented. */
  count?: number;
  /** How many rows a page has at most, where the server says so. */
  limit?: number;
  /** The server's time (UTC ms). */
  at?: number;
}

/** Where one thing's details are: only what address.ts or details.ts let through. */
export interface DetailPlace {
  route: Route;
  path: string;
  locationId?: string;
}

/**
 * The calls of Doshii's REST that Tradebell uses (doshii.md, "REST"), each with a token of its own. All reject with NetworkError: a
 * RestRefusal where the server said no, `not-a-node` where the answer is none of Doshii's; or with the signal's reason. Once the secret was
 * refused, and for as long as the server asked to be left alone, they reject without asking.
 */
export interface Rest {
  locations(timeoutMs?: number): Promise<unknown[]>;
  list(of: Listed, query: ListQuery): Promise<ListPage>;
  detail(place: DetailPlace): Promise<unknown>;
}

export interface RestDeps {
  network: Pick<Network, 'request'>;
  clock: Clock;
  /** How far the server's clock is ahead of ours (ms), by an answer of its. */
  ahead?(ms: number): void;
}

/** Calls by one client, until the signal ends all of them. `refused`: told once, when the server does not take our secret. */
export function createRest(
  { network, clock, ahead }: RestDeps,
  place: RestPlace,
  signal: AbortSignal,
  refused: (error: RestRefusal) => void = () => {}
): Rest {
  let final: RestRefusal | undefined;
  let busy: { error: RestRefusal; until: number } | undefined;

  const closed = (): RestRefusal | undefined => {
    if (final !== undefined) return final;
    const left = busy === undefined ? 0 : busy.until - clock.elapsed();
    return busy === undefined || left <= 0 ? undefined : new RestRefusal(busy.error.trouble, busy.error.status, left);
  };

  const get = async (
    { route, path, locationId }: DetailPlace,
    what: string,
    limits: { timeoutMs?: number | undefined; maxBytes?: number } = {}
  ): Promise<HttpResponse> => {
    const before = closed();
    if (before !== undefined) throw before;
    const authorization = `Bearer ${await signToken(place, clock.now())}`;
    const headers = { ...route.headers, authorization, ...(locationId === undefined ? {} : { 'doshii-location-id': locationId }) };
    const request = { method: 'GET', path, timeoutMs: limits.timeoutMs ?? CALL_MS, maxBytes: limits.maxBytes ?? MAX_BYTES } as const;
    const answer = await network.request({ ...route, headers }, request, signal).catch(withoutCertificate(route.url === new URL(place.socket.url).origin));
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw noted(new RestRefusal(troubleOfRest(answer.status, what, route.url === place.route.url), answer.status, retryMsOf(answer, clock.now())));
  };

  const noted = (error: RestRefusal): RestRefusal => {
    if (isSecretRefused(error) && final === undefined) {
      final = error;
      refused(error);
    }
    if (error.retryMs !== undefined) busy = { error, until: clock.elapsed() + error.retryMs };
    return error;
  };

  return {
    async locations(timeoutMs) {
      const venues = new Map<string, unknown>();
      // Documented as one bare list; what says that it holds more of them is asked for those.
      for (let query = ''; ; query = `?limit=${PAGE_ROWS}&offset=${venues.size}`) {
        const before = venues.size;
        const answer = await get({ route: place.route, path: `${place.root}/locations${query}` }, 'locations', { timeoutMs });
        const { rows, count = 0 } = rowsOf(read(answer, 'locations'), 'locations');
        for (const row of rows) venues.set(idOf(row), row);
        if (venues.size >= Math.min(count, MAX_VENUES) || venues.size === before) return [...venues.values()];
      }
    },
    async list(of, { locationId, updatedFrom, sort, offset }) {
      const asked = { updatedFrom: String(updatedFrom), updatedSort: sort, limit: String(PAGE_ROWS), offset: String(offset) };
      const path = `${place.root}/${of}?${new URLSearchParams(asked).toString()}`;
      const answer = await get({ route: place.route, path, locationId }, of);
      const at = Date.parse(answer.headers['date'] ?? '');
      if (!Number.isNaN(at)) ahead?.(aheadOf(at, clock.now()));
      return { ...rowsOf(read(answer, of), of), ...(Number.isNaN(at) ? {} : { at }) };
    },
    async detail(where) {
      return read(await get(where, 'a detail', { timeoutMs: DETAIL_MS, maxBytes: MAX_DETAIL_BYTES }), 'a detail');
    },
  };
}

/** Within the precision of the header none; and with more than this our tokens would not be taken (doshii.md, "REST"): the header lies. */
function aheadOf(at: number, now: number): number {
  const ahead = Math.abs(at - now);
  return ahead < 5_000 || ahead > 10 * 60_000 ? 0 : at - now;
}

/** Whether this can be sent as a header: what Doshii calls its venues can. */
export function isHeaderSafe(text: string): boolean {
  return /^[\x21-\x7e]{1,200}$/.test(text);
}

/** `Retry-After`, in seconds or as a date, where the server is busy; where it is asked too much, it is left alone in any case. */
function retryMsOf({ status, headers }: HttpResponse, now: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const said = headers['retry-after']?.trim() ?? '';
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  if (ms > 0) return Math.min(ms, LONGEST_RETRY_MS);
  return status === 429 ? BUSY_MS : undefined;
}

/** A person may agree to the certificate of the socket's server; that of another one, which REST is, would be put in its place. */
function withoutCertificate(own: boolean): (error: unknown) => never {
  return (error) => {
    if (own || !(error instanceof NetworkError) || error.trouble.fingerprint === undefined) throw error;
    const { fingerprint: _shown, ...trouble } = error.trouble;
    throw new NetworkError(trouble, { cause: error, reached: error.reached });
  };
}

function read({ body }: HttpResponse, what: string): unknown {
  try {
    return parseJson(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw new NetworkError({ code: 'not-a-node', detail: `${what}: the answer is not JSON` });
  }
}

/** Rows as they come: in an envelope, or as they are. */
function rowsOf(answer: unknown, what: string): Omit<ListPage, 'at'> {
  const rows = isRecord(answer) ? answer['rows'] : answer;
  if (!Array.isArray(rows)) throw new NetworkError({ code: 'not-a-node', detail: `${what}: the answer holds no rows` });
  const [count, limit] = ['count', 'limit'].map((name) => Number(readInteger(isRecord(answer) ? answer[name] : undefined)));
  return { rows, ...(isAmount(count) ? { count } : {}), ...(isAmount(limit) ? { limit } : {}) };
}

function isAmount(number: number | undefined): number is number {
  return number !== undefined && Number.isSafeInteger(number) && number >= 0;
}
