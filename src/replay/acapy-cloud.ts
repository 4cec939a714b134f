import { CATALOGUES } from '../shared/words/catalogue.ts';
import { type DecodeContext, identityOf } from '../sources/acapy-cloud/context.ts';
import type { Decoded } from '../sources/acapy-cloud/decoded.ts';
import { decodeEvent } from '../sources/acapy-cloud/event.ts';
import { timeOf } from '../sources/acapy-cloud/frames.ts';
import { decodeRecord } from '../sources/acapy-cloud/records.ts';
import { detailOf, troubleOfRefusal } from '../sources/acapy-cloud/refusals.ts';
import { troubleOfStatus } from '../transport/errors.ts';
import { parseJson, writeJson } from '../wire/json.ts';
import { isRecord } from '../wire/record.ts';
import { cut, plainLine } from '../wire/text.ts';
import { type HttpAnswer, isHttp, readAnswer } from './http-answer.ts';
import { isSse, readSse } from './sse-text.ts';
import { count, orState, state, type Step, type Understood } from './understood.ts';

/** The whole replay is one connection; whose wallet a REST list is of, only an event before it or `--self` tells. */
interface Replayed extends DecodeContext {
  walletId: string;
}

/** An event, text of server-sent events, an answer of REST, or a whole HTTP answer (or several), known by their shape. */
export function understandCloud(text: string, { now, self }: { now: number; self?: string }): Understood {
  const walletId = self ?? 'replay';
  const context: Replayed = {
    identity: identityOf({ walletId: 'replay' }),
    connectionId: 'replay',
    now,
    road: 'live',
    ofGroup: self === '*',
    walletId,
  };
  const understood = isHttp(text) ? ofHttp(text, context) : ofText(text, context);
  const wallet = understood.steps.map(walletOf).findLast((id) => id !== undefined);
  return wallet === undefined ? understood : { ...understood, self: wallet };
}

function ofHttp(text: string, context: Replayed): Understood {
  const steps: Step[] = [];
  for (let rest = text; rest !== ''; ) {
    const answer = readAnswer(rest);
    if (answer === undefined) {
      if (rest.trim() !== '') steps.push({ outcome: 'ignored', reason: 'more than the answer holds' });
      break;
    }
    steps.push(...ofAnswer(answer, context).steps);
    rest = answer.rest;
  }
  return { steps };
}

function ofAnswer(answer: HttpAnswer, context: Replayed): Understood {
  const { status, headers, body, whole } = answer;
  if (status >= 400) {
    const { code, detail } = troubleOfRefusal(status, body, troubleOfStatus(status, body));
    return state(`refused: ${CATALOGUES.en.troubles['acapy-cloud'][code].title}${detail === undefined ? '' : ` (${detail})`}`);
  }
  if (status >= 300) return state(`HTTP ${status}: a redirect, which is not followed`);
  if (status !== 200) return state(`HTTP ${status}, without an event`);
  if (/^text\/event-stream\b/i.test(headers.get('content-type') ?? '')) return ofStream(body, whole, context);
  if (!whole) return state('the answer was cut off: it counts for nothing');
  return body.trim() === '' ? state('an empty answer') : ofText(body, context);
}

/** A 200 says nothing by itself: only what came, and how it ended (acapy-cloud.md, "Waypoint"). */
function ofStream(body: string, whole: boolean, context: Replayed): Understood {
  // At an end in order what came without its last line break counts.
  const { events, strays, comments, torn } = readSse(whole ? `${body}\n\n` : body);
  const steps = [...events.flatMap((data) => ofData(data, context)), ...strays.map((line) => ofStray(line, context))];
  const pings = count(comments, 'ping');
  if (!whole) {
    const broke = `the stream broke off${torn ? ' within an event' : ''}`;
    const nothing = torn ? broke : 'answered 200 and broke off without a word: Waypoint is down';
    const reason = steps.length > 0 ? `then ${broke}` : comments === 0 ? nothing : `${pings}, then ${broke}`;
    return { steps: [...steps, { outcome: 'state', reason }] };
  }
  return orState(steps, comments === 0 ? 'the stream ended in order, without an event' : `${pings}, then the stream ended in order, without an event`);
}

function ofText(text: string, context: Replayed): Understood {
  const value = parsed(text);
  if (Array.isArray(value)) return ofRows(value, context);
  if (value === undefined && isSse(text)) {
    const { events, strays, comments } = readSse(`${text}\n\n`);
    const steps = [...events.flatMap((data) => ofData(data, context)), ...strays.map((line) => ofStray(line, context))];
    return orState(steps, comments === 0 ? 'no event' : count(comments, 'ping'));
  }
  if (text.trim() === '') return state('nothing was answered');
  return { steps: [ofJson(text, value, context)] };
}

/** A file may have lost the blank lines between its events: then each line is one. */
function ofData(data: string, context: Replayed): Step[] {
  const whole = parsed(data);
  const lines = whole === undefined ? data.split('\n').filter((line) => line.trim() !== '') : [];
  const each = lines.length > 1 && lines.every((line) => parsed(line) !== undefined);
  return each ? lines.map((line) => ofJson(line, parsed(line), context)) : [ofJson(data, whole, context)];
}

/** Errors from behind the CloudAPI stand in the stream as bare lines of JSON. */
function ofStray(line: string, context: Replayed): Step {
  const value = parsed(line);
  return value === undefined ? { outcome: 'ignored', reason: `a line that is no event: ${plainLine(line, 100) ?? ''}` } : ofJson(line, value, context);
}

function ofJson(text: string, value: unknown, context: Replayed): Step {
  if (isRecord(value) && !('topic' in value) && !('payload' in value)) {
    if (topicOf(value) !== undefined) return ofRow(value, context);
    if ('detail' in value || 'error' in value) return { outcome: 'state', reason: `the server says: ${detailOf(text) ?? 'an error, without a reason'}` };
  }
  return step(decodeEvent(text, context));
}

/** Newest first or last, as the server pleases. */
function ofRows(rows: readonly unknown[], context: Replayed): Understood {
  const dated = rows.map((row) => ({ row, at: writtenAt(row) }));
  return orState(dated.toSorted((a, b) => a.at - b.at).map(({ row }) => ofRow(row, context)), 'an empty list');
}

function ofRow(row: unknown, context: Replayed): Step {
  const caughtUp: Replayed = { ...context, road: 'catch-up' };
  if (isRecord(row) && 'topic' in row && 'payload' in row) return step(decodeEvent(writeJson(row), caughtUp));
  const topic = topicOf(row);
  return topic === undefined ? { outcome: 'ignored', reason: 'a row of no list that we know' } : step(decodeRecord(topic, row, context.walletId, caughtUp));
}

/** Which list a row is of. Proofs and credentials have a connection too. */
function topicOf(row: unknown): string | undefined {
  if (!isRecord(row)) return undefined;
  if ('proof_id' in row) return 'proofs';
  if ('credential_exchange_id' in row) return 'credentials';
  if ('message_id' in row) return 'basic-message';
  if ('transaction_id' in row) return 'endorsements';
  return 'connection_id' in row && 'state' in row ? 'connections' : undefined;
}

function writtenAt(row: unknown): number {
  const at = isRecord(row) ? (row['updated_at'] ?? row['created_at']) : undefined;
  return (typeof at === 'string' ? timeOf(at) : undefined) ?? 0;
}

function walletOf(of: Step): string | undefined {
  if (of.outcome !== 'alert') return undefined;
  const event = parsed(of.alert.frame);
  const id = isRecord(event) ? event['wallet_id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function step(decoded: Decoded): Step {
  return decoded.type === 'alert' ? { outcome: 'alert', alert: decoded.alert } : { outcome: 'ignored', reason: cut(decoded.reason, 200) };
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    // What is no JSON is refused by decodeEvent, which says why.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
