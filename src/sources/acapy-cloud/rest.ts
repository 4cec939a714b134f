import { z } from 'zod';
import { troubleOfStatus } from '../../transport/errors.ts';
import { type Network, NetworkError } from '../../transport/network.ts';
import { writeJson } from '../../wire/json.ts';
import { text } from '../../wire/maybe.ts';
import { plainLine } from '../../wire/text.ts';
import type { Api } from './address.ts';
import { readJson, troubleOfRefusal } from './refusals.ts';

const CALL_MS = 15_000;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_NAME = 200;

/** What there are lists of (acapy-cloud.md, "Waypoint"). */
export type Listed = 'proofs' | 'credentials' | 'connections';

/**
 * The calls of CloudAPI that Tradebell uses, with a tenant's key (acapy-cloud.md, "Waypoint"). All reject with NetworkError, `not-a-node`
 * where the answer is none of CloudAPI's; or with the signal's reason.
 */
export interface Rest {
  /** What stands in this state now, as it is, newest first; page by page, for a wallet may have very many. `role`: which side of it we are. */
  list(of: Listed, query: { state: string; role?: string }): Promise<unknown[]>;
  /** Whether this list can be had: asks for one row of it. */
  isThere(of: Listed, query: { state: string }): Promise<void>;
  /** What a connection's other side is called; undefined where it has no name, or is not (or no longer) there. */
  label(connectionId: string): Promise<string | undefined>;
}

const PATHS = {
  proofs: '/verifier/proofs',
  credentials: '/issuer/credentials',
  connections: '/connections',
} as const satisfies Record<Listed, string>;

/** So many rows a page: reading one holds up the main loop for a few milliseconds. */
const PAGE_ROWS = 250;
/** What is beyond is not asked for: nobody waits for so many answers. */
const MAX_PAGES = 80;

const Rows = z.array(z.unknown());
const Labelled = z.object({ their_label: text, alias: text });

/** Calls to one place, until the signal ends all of them. */
export function createRest(network: Pick<Network, 'request'>, { route, root }: Api, signal?: AbortSignal): Rest {
  const get = async (path: string): Promise<{ status: number; body: string }> => {
    const request = { method: 'GET', path: `${root}${path}`, timeoutMs: CALL_MS, maxBytes: MAX_BYTES } as const;
    const { status, body } = await network.request(route, request, signal);
    return { status, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8') };
  };

  const rowsOf = async (of: Listed, query: { state: string; role?: string }, limit: number, offset: number): Promise<unknown[]> => {
    const asked = new URLSearchParams({ ...query, limit: String(limit), offset: String(offset) });
    const { status, body } = await get(`${PATHS[of]}?${asked.toString()}`);
    return read(Rows, status, body, of);
  };

  return {
    async list(of, query) {
      const all: unknown[] = [];
      let first = '';
      for (let page = 0; page < MAX_PAGES; page++) {
        const rows = await rowsOf(of, query, PAGE_ROWS, page * PAGE_ROWS);
        const begins = writeJson(rows[0] ?? null);
        // A server that knows no pages says all of it each time.
        if (page > 0 && begins === first) break;
        first = begins;
        all.push(...rows);
        if (rows.length !== PAGE_ROWS) break;
      }
      return all;
    },
    async isThere(of, query) {
      await rowsOf(of, query, 1, 0);
    },
    async label(connectionId) {
      const { status, body } = await get(`/connections/${encodeURIComponent(connectionId)}`);
      if (status === 404) return undefined;
      const { their_label: theirs, alias } = read(Labelled, status, body, 'a connection');
      return plainLine(theirs, MAX_NAME) ?? plainLine(alias, MAX_NAME);
    },
  };
}

function read<T>(schema: z.ZodType<T>, status: number, body: string, what: string): T {
  if (status < 200 || status >= 300) throw new NetworkError(troubleOfRefusal(status, body, troubleOfStatus(status, body)));
  const found = schema.safeParse(readJson(body));
  if (!found.success) throw new NetworkError({ code: 'not-a-node', detail: `${what}: answered otherwise than CloudAPI does` });
  return found.data;
}
