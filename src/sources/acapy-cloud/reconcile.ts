import type { Road } from '../../shared/alert.ts';
import type { Watch } from '../../shared/connection.ts';
import { NetworkError } from '../../transport/network.ts';
import { inSlices } from '../../transport/slices.ts';
import { isRecord } from '../../wire/record.ts';
import { deliverPass, FIRST_MS, FIRST_ROWS } from '../pass.ts';
import type { SourceDeps } from '../source.ts';
import type { DecodeContext } from './context.ts';
import type { Decoded } from './decoded.ts';
import { decodeRecord } from './records.ts';
import type { Listed, Rest } from './rest.ts';
import { normalState } from './states.ts';

type Told = Extract<Decoded, { type: 'alert' }>;

/** A list that shows what the watches may have missed. */
interface List {
  of: Listed;
  state: string;
  /** What the list is asked for: of connections ACA-Py's own word for the state, which stands for several. */
  filter: string;
  /** Named for what waits for our answer, so that what waits for the other side's does not come along. */
  role?: string;
  watches: Watch[];
}

export interface Reconcile extends Pick<SourceDeps, 'clock'> {
  sink: Pick<SourceDeps['sink'], 'deliver' | 'watermarks' | 'held'>;
  rest: Pick<Rest, 'list'>;
  identity: string;
  walletId: string;
  watches: readonly Watch[];
  context(road: Road): DecodeContext;
  /** This list the server does not have. The others are read all the same. */
  refused(of: Listed, state: string): void;
  /** Keys that need not be looked for in the journal. */
  known: { has(key: string): boolean; add(key: string): void };
  told(decoded: readonly Told[]): void;
}

/** Whether there is a list of what this watch waits for: of messages, say, there is none (acapy-cloud.md, "Waypoint"). */
export function isListed({ topic, state }: Watch): boolean {
  const of = listedOf(topic);
  return of !== undefined && filterOf(of, state) !== undefined;
}

/**
 * What stands now as the watches wait for it, by REST: Waypoint cannot be lossless. The first time a list is read it is history; after that
 * what the journal does not hold was missed. Oldest first; the watermarks move with the last batch. Rejects as Rest does, or where the
 * journal cannot be written.
 */
export async function reconcile(it: Reconcile): Promise<void> {
  const marks = it.sink.watermarks(it.identity);
  const news: Told[] = [];
  const moved: Record<string, string> = {};
  for (const list of listsOf(it.watches)) {
    const mark = marks[streamOf(list)];
    const found = await readIfThere(it, list, mark === undefined ? 'first' : 'catch-up');
    if (found === undefined) continue;
    news.push(...found.filter(({ alert }) => !it.known.has(alert.key)));
    const newest = String(Math.max(0, Number(mark ?? 0), ...found.map(({ alert }) => alert.occurredAt)));
    if (newest !== mark) moved[streamOf(list)] = newest;
  }
  const unknown = (await inSlices(it.clock, news, (one) => (it.sink.held(it.identity, one.alert.key) === undefined ? one : undefined))).filter(
    (one) => one !== undefined
  );
  // Lists are newest first; of one moment the last in the list came first.
  unknown.reverse().sort((left, right) => left.alert.occurredAt - right.alert.occurredAt);
  const { identity, sink } = it;
  await deliverPass(
    { identity, sink },
    unknown.map(({ alert }) => ({ type: 'alert', alert })),
    moved
  );
  for (const { alert } of news) it.known.add(alert.key);
  it.told(unknown);
}

/** Undefined where the server calls the question a bad one: states differ between its versions. */
async function readIfThere(it: Reconcile, list: List, road: Road): Promise<Told[] | undefined> {
  try {
    return await read(it, list, road);
  } catch (error) {
    if (!(error instanceof NetworkError && error.trouble.code === 'bad-watch')) throw error;
    it.refused(list.of, list.state);
    return undefined;
  }
}

/** What a list says that concerns its watches, as alerts. */
async function read(it: Reconcile, list: List, road: Road): Promise<Told[]> {
  const { of, filter, role } = list;
  const rows = await it.rest.list(of, { state: filter, ...(role === undefined ? {} : { role }) });
  const context = it.context(road);
  const decoded = await inSlices(it.clock, rows, (row) => (concerns(row, list) ? decodeRecord(of, row, it.walletId, context) : undefined));
  const alerts = decoded.filter((one): one is Told => one?.type === 'alert');
  if (road !== 'first') return alerts;
  const recent = alerts.filter(({ alert }) => alert.openNow === true || alert.occurredAt >= it.clock.now() - FIRST_MS);
  return recent.toSorted((left, right) => right.alert.occurredAt - left.alert.occurredAt).slice(0, FIRST_ROWS);
}

function concerns(row: unknown, { filter, state, watches }: List): boolean {
  if (!isRecord(row)) return false;
  if (filter !== state && normalState(typeof row['state'] === 'string' ? row['state'] : undefined) !== state) return false;
  return watches.some(({ field, fieldId }) => field === 'state' || row[field] === fieldId);
}

function listsOf(watches: readonly Watch[]): List[] {
  const lists = new Map<string, List>();
  for (const watch of watches) {
    const of = listedOf(watch.topic);
    const filter = of && filterOf(of, watch.state);
    if (of === undefined || filter === undefined) continue;
    const role = roleOf(of, watch.state);
    const list: List = { of, state: watch.state, filter, ...(role === undefined ? {} : { role }), watches: [] };
    const same = lists.get(streamOf(list)) ?? list;
    same.watches.push(watch);
    lists.set(streamOf(list), same);
  }
  return [...lists.values()];
}

/** Stream whose watermark is the newest time (UTC ms) that a completed pass saw in this list. */
function streamOf({ of, state }: Pick<List, 'of' | 'state'>): string {
  return `rest:${of}/${state}`;
}

function roleOf(of: Listed, state: string): string | undefined {
  if (of === 'proofs' && state === 'request-received') return 'prover';
  return of === 'credentials' && state === 'offer-received' ? 'holder' : undefined;
}

/**
 * What a list of such a state is asked for. Events and rows of connections carry the states of RFC 23, the filter knows ACA-Py's own
 * (CloudAPI's connections.py); what was deleted is on no list of them.
 */
export function filterOf(of: Listed, state: string): string | undefined {
  if (of !== 'connections') return state;
  const word = /^(invitation|request|response)-(?:sent|received)$/.exec(state)?.[1] ?? state;
  return state === 'deleted' ? undefined : word;
}

function listedOf(topic: string): Listed | undefined {
  return topic === 'proofs' || topic === 'credentials' || topic === 'connections' ? topic : undefined;
}
