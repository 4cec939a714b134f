import type { ExportRequest } from '../../shared/data.ts';
import type { Entry } from '../../shared/inbox.ts';
import { walk, type WalkParts } from '../walk.ts';
import { csvHead, csvRow, type Said } from './csv.ts';
import { jsonHead, jsonRow, jsonTail } from './json.ts';

export interface ExportParts extends WalkParts {
  /** Of Tradebell. */
  version: string;
  /** UTC ms. */
  now(): number;
  say(entry: Entry): Said;
  /** Told now and then how many rows there are, and at the end. */
  progress?(rows: number): void;
}

/** How often progress is told, in rows. */
const TOLD_EVERY = 500;

/** The history as text, piece by piece: in slices of a few milliseconds, and never more in memory than a page. */
export async function* exported(parts: ExportParts, { format, filter }: ExportRequest): AsyncGenerator<string, void, void> {
  let rows = 0;
  yield format === 'csv' ? csvHead() : jsonHead(parts.version, parts.now(), filter);
  for await (const entry of walk(parts, filter)) {
    const said = parts.say(entry);
    yield format === 'csv' ? csvRow(entry, said) : jsonRow(entry, said, rows === 0);
    rows += 1;
    if (rows % TOLD_EVERY === 0) parts.progress?.(rows);
  }
  parts.progress?.(rows);
  if (format === 'json') yield jsonTail();
}
