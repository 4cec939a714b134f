import type { Consumption } from './domain.ts';
import { FAILURES, type Failure, failure } from './errors.ts';
import type { Generation } from './generation.ts';
import { type WireRecord, isRecord, textOf } from './json.ts';
import { type Form, consumptionRecord } from './serializer.ts';

const PER_PAGE = 10;
const MAX_PER_PAGE = 100;

const SORT_FIELDS = [
  'id',
  'status',
  'correlation_id',
  'idempotency_token',
  'created_at',
  'updated_at',
  'approved_at',
  'rejected_at',
  'confirmed_at',
  'failed_at',
  'expired_at',
];
// `cancelled_at` is no filter on any released server (transaction_consumption_overlay.ex).
const FILTER_FIELDS = [...SORT_FIELDS, 'amount', 'estimated_consumption_amount', 'estimated_request_amount', 'expiration_date'];

const COMPARATORS: Readonly<Record<string, (found: string, wanted: string) => boolean>> = {
  eq: (found, wanted) => found === wanted,
  neq: (found, wanted) => found !== wanted,
  contains: (found, wanted) => found.includes(wanted),
  starts_with: (found, wanted) => found.startsWith(wanted),
  lt: (found, wanted) => compare(found, wanted) < 0,
  lte: (found, wanted) => compare(found, wanted) <= 0,
  gt: (found, wanted) => compare(found, wanted) > 0,
  gte: (found, wanted) => compare(found, wanted) >= 0,
};

/** transaction_consumption.all: a page of consumptions, filtered and sorted, or why not. Servers of 1.0 ignore every filter. */
export function listConsumptions(all: readonly Consumption[], body: WireRecord, form: Form): WireRecord | Failure {
  const page = positive(body['page'], 1);
  const perPage = positive(body['per_page'], PER_PAGE);
  if (page === undefined) return failure(FAILURES.invalidParameter, 'Invalid parameter provided. `page` must be a positive integer.');
  if (perPage === undefined) {
    return failure(FAILURES.invalidParameter, 'Invalid parameter provided. `per_page` must be a positive integer.');
  }
  const rows = all.map((consumption) => consumptionRecord(consumption, form));
  const tests = filters(body, form.generation);
  if ('code' in tests) return tests;
  const found = rows.filter((row) => tests.any(row) && tests.all(row));
  const sorted = sort(found, textOf(body, 'sort_by') ?? 'created_at', textOf(body, 'sort_dir') ?? 'asc');
  const size = Math.min(perPage, MAX_PER_PAGE);
  const start = (page - 1) * size;
  return {
    object: 'list',
    data: sorted.slice(start, start + size),
    pagination: {
      per_page: BigInt(size),
      current_page: BigInt(page),
      is_first_page: page === 1,
      is_last_page: start + size >= sorted.length,
      count: BigInt(sorted.slice(start, start + size).length),
    },
  };
}

type Test = (row: WireRecord) => boolean;

function filters(body: WireRecord, generation: Generation): { readonly any: Test; readonly all: Test } | Failure {
  if (generation !== '1.2') return { any: () => true, all: () => true };
  const any = testsOf(body['match_any']);
  if ('code' in any) return any;
  const all = testsOf(body['match_all']);
  if ('code' in all) return all;
  return {
    any: (row) => any.length === 0 || any.some((test) => test(row)),
    all: (row) => all.every((test) => test(row)),
  };
}

function testsOf(value: unknown): readonly Test[] | Failure {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return FAILURES.invalidParameter;
  const tests: Test[] = [];
  for (const entry of value as readonly unknown[]) {
    const field = textOf(entry, 'field') ?? '';
    const comparator = textOf(entry, 'comparator') ?? '';
    const wanted = isRecord(entry) ? entry['value'] : undefined;
    if (!FILTER_FIELDS.includes(field)) {
      const words = `Invalid parameter provided. The queried field is not allowed. Given: '${field}'.`;
      return failure(FAILURES.invalidParameter, words);
    }
    const holds = Object.hasOwn(COMPARATORS, comparator) ? COMPARATORS[comparator] : undefined;
    if (holds === undefined) {
      const words = `Invalid parameter provided. Querying for '${field}' '${comparator}' '${String(wanted)}' is not supported.`;
      return failure(FAILURES.invalidParameter, words);
    }
    tests.push((row) => row[field] !== null && row[field] !== undefined && holds(comparable(row[field]), comparable(wanted)));
  }
  return tests;
}

function sort(rows: readonly WireRecord[], by: string, direction: string): readonly WireRecord[] {
  const field = SORT_FIELDS.includes(by) ? by : 'created_at';
  const sign = direction === 'desc' ? -1 : 1;
  return rows
    .map((row, index) => ({ row, index, key: comparable(row[field]) }))
    .toSorted((a, b) => sign * (compare(a.key, b.key) || a.index - b.index))
    .map(({ row }) => row);
}

/** Times are compared as moments, whatever their zone and digits; all else as text. */
function comparable(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const isTime = /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text));
  return isTime ? new Date(text).toISOString() : text;
}

function compare(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
  return a < b ? -1 : a > b ? 1 : 0;
}

function positive(value: unknown, otherwise: number): number | undefined {
  if (value === undefined) return otherwise;
  return typeof value === 'bigint' && value > 0n ? Number(value) : undefined;
}
