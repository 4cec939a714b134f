import { decodeFrame } from '../sources/ewallet/alerts.ts';
import { type ConsumptionAlert, decodeConsumption, timesOf } from '../sources/ewallet/consumption.ts';
import { type DecodeContext, identityOf } from '../sources/ewallet/context.ts';
import type { Decoded, Signal } from '../sources/ewallet/decoded.ts';
import { createOutcomes, type Outcomes } from '../sources/ewallet/outcomes.ts';
import { parseJson } from '../wire/json.ts';
import { isRecord } from '../wire/record.ts';
import { cut, plainLine } from '../wire/text.ts';
import { orState, state, type Step, type Understand, type UnderstandDeps, type Understood } from './understood.ts';

/** The transport refuses longer ones. */
const MAX_FRAME = 4 * 1_048_576;

/**
 * Reads frames of the socket and answers of HTTP, which are known by their shape and taken apart as catch-up does, oldest first. As an
 * administrator, who is told most.
 */
export function createWalletReader(deps: UnderstandDeps): Understand {
  const outcomes = createOutcomes(deps.held);

  return (text, { now, self }) => {
    const ours = new Set(self === undefined ? [] : [self]);
    const live: DecodeContext = {
      identity: identityOf('replay'),
      connectionId: 'replay',
      now,
      road: 'live',
      api: 'admin',
      ours,
      ...(self === undefined ? {} : { self }),
    };
    const answer = ofAnswer(parsed(text), { ...live, road: 'catch-up' }, (of) => alertStep(of, outcomes, deps));
    if (answer !== undefined) return answer;
    if (text.length > MAX_FRAME) return { steps: [{ outcome: 'ignored', reason: 'longer than 4 MiB: the socket refuses it' }] };
    const decoded = decodeFrame(text, live);
    return { steps: [decoded.type === 'alert' ? alertStep(decoded, outcomes, deps) : plainStep(decoded)] };
  };
}

/** What the app makes of an alert: a request that comes after its end is no news. */
function alertStep(of: ConsumptionAlert, outcomes: Outcomes, { held }: UnderstandDeps): Step {
  const [first, ...also] = outcomes.itemsOf(of);
  if (first?.type === 'alert') return { outcome: 'alert', alert: first.alert, ...(also.length === 0 ? {} : { also }) };
  const isKnown = held(of.alert.identity, of.alert.key) !== undefined;
  return isKnown
    ? { outcome: 'duplicate', reason: 'known already, and settled since' }
    : { outcome: 'ignored', reason: 'asks for what is settled already' };
}

function plainStep(decoded: Exclude<Decoded, { type: 'alert' }>): Step {
  if (decoded.type === 'ignored') return { outcome: 'ignored', reason: cut(decoded.reason, 200) };
  return { outcome: 'state', reason: cut(reasonOf(decoded.signal), 200) };
}

function reasonOf(signal: Signal): string {
  const topic = plainLine(signal.topic, 100) ?? 'a channel without a name';
  switch (signal.type) {
    case 'close':
      return `the channel ${topic} was closed`;
    case 'error':
      return `the channel ${topic} died`;
    case 'reply':
      if (!signal.ok) return `the server refused ${topic}${signal.error === undefined ? '' : `: ${signal.error.description}`}`;
      return topic === 'phoenix' ? 'the server answered a heartbeat' : `the server agreed to join or leave ${topic}`;
  }
}

type AlertStep = (of: ConsumptionAlert) => Step;

/** An answer of the HTTP API, or (as one may have saved it) only its data; undefined for what is none. */
function ofAnswer(value: unknown, context: DecodeContext, take: AlertStep): Understood | undefined {
  if (!isRecord(value) || 'event' in value) return undefined;
  const data = isRecord(value['data']) ? value['data'] : value;
  switch (data['object']) {
    case 'list':
      return Array.isArray(data['data']) ? ofRows(data['data'], context, take) : undefined;
    case 'transaction_consumption':
      return { steps: [ofRow(data, context, take)] };
    case 'error': {
      const why = plainLine(data['description'], 200) ?? plainLine(data['code'], 200) ?? 'no reason given';
      return { steps: [{ outcome: 'ignored', reason: `the server answered with an error: ${why}` }] };
    }
    case 'user':
      return typeof data['id'] === 'string' ? ofUser(data['id']) : undefined;
    default: {
      const what = plainLine(data['object'], 60);
      return what === undefined ? undefined : state(`an answer that tells of ${what}`);
    }
  }
}

/** Of me.get: end users ask for nobody else. */
function ofUser(id: string): Understood {
  return { ...state(`we are the user ${plainLine(id, 100) ?? ''}`), self: id };
}

function ofRows(rows: readonly unknown[], context: DecodeContext, take: AlertStep): Understood {
  const dated = rows.map((row) => ({ row, at: timesOf(row).createdAt ?? 0 }));
  // Servers give the newest first; where two are of one moment, the later row is the older one.
  const oldestFirst = dated.toReversed().toSorted((a, b) => a.at - b.at);
  return orState(oldestFirst.map(({ row }) => ofRow(row, context, take)), 'an empty list');
}

function ofRow(row: unknown, context: DecodeContext, take: AlertStep): Step {
  const decoded = decodeConsumption(row, context);
  if (decoded !== undefined) return take(decoded);
  if (!isRecord(row) || row['object'] !== 'transaction_consumption') return { outcome: 'state', reason: 'a row of another list' };
  const status = plainLine(row['status'], 64);
  if (status === 'pending') return { outcome: 'state', reason: 'pending, and asks nobody' };
  return status === undefined
    ? { outcome: 'ignored', reason: 'a consumption without a status' }
    : { outcome: 'state', reason: `a consumption that is ${status}, which is no end` };
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
