import {
  type AccountInput,
  type Consumption,
  type ConsumptionInput,
  type RequestInput,
  type TokenInput,
  type UserInput,
  makeAccount,
  makeConsumption,
  makeRequest,
  makeToken,
  makeUser,
} from './domain.ts';
import { type EventKind, type EventShape, eventEnvelope } from './events.ts';
import type { Generation } from './generation.ts';
import { type WireRecord, toJson } from './json.ts';
import { type Form, consumptionRecord } from './serializer.ts';

/** 1 March 2026, noon UTC. */
const NOON = Date.UTC(2026, 2, 1, 12);

/** What a test says about a consumption; all else has a default: alice consumes a receive request of the Coffee Shop over 1 OMG. */
export interface ConsumptionDetails extends Omit<ConsumptionInput, 'request' | 'consumer' | 'token'>, Partial<Form> {
  /** UTC milliseconds of its making. */
  readonly at?: number;
  readonly token?: TokenInput;
  /** The request's token in an exchange; else the same. */
  readonly requestToken?: TokenInput;
  readonly request?: Omit<RequestInput, 'owner' | 'token'>;
  /** The request belongs to this account; else to the Coffee Shop. */
  readonly shop?: AccountInput;
  /** The request belongs to this user instead. */
  readonly owner?: UserInput;
  /** Who consumes it. */
  readonly user?: UserInput;
  /** An account consumes it instead. */
  readonly account?: AccountInput;
  /** Fields that take the place of what the server would write. */
  readonly override?: WireRecord;
}

/** What a test says about an event. */
export interface EventDetails extends ConsumptionDetails, EventShape {
  /** Else request for what is pending, finalized for the rest. */
  readonly event?: EventKind;
  /** Else the request's. */
  readonly topic?: string;
  /** Fields of the frame that take the place of what the server would write. */
  readonly frame?: WireRecord;
}

/** A consumption as servers of that generation write it; amounts are bigints. */
export function consumption(details: ConsumptionDetails = {}): WireRecord {
  return { ...consumptionRecord(made(details), formOf(details)), ...details.override };
}

/** The text of an event's frame. */
export function eventFrame(details: EventDetails = {}): string {
  const { data, error, messages, override } = details;
  const about = made(details);
  const kind = details.event ?? (about.status === 'pending' ? 'request' : 'finalized');
  const topic = details.topic ?? `transaction_request:${about.request.id}`;
  const shape: EventShape = {
    ...(data === undefined ? {} : { data }),
    ...(error === undefined ? {} : { error }),
    ...(messages === undefined ? {} : { messages }),
  };
  const frame = eventEnvelope(kind, about, topic, formOf(details), shape);
  return toJson({ ...frame, data: frame.data === null ? null : { ...frame.data, ...override }, ...details.frame });
}

function made(details: ConsumptionDetails): Consumption {
  const at = details.at ?? NOON;
  const token = makeToken('builder', at, details.token);
  const requestToken = details.requestToken === undefined ? token : makeToken('builder request', at, details.requestToken);
  const shop = makeAccount('Coffee Shop', at, details.shop);
  const owner = details.owner === undefined ? { account: shop } : { user: makeUser('owner', at, details.owner) };
  const request = makeRequest('builder', at, { ...details.request, token: requestToken, owner });
  const alice = { fullName: 'Alice Liddell', callingName: 'Alice', ...details.user };
  const consumer =
    details.account === undefined ? { user: makeUser('alice', at, alice) } : { account: makeAccount('Consumer', at, details.account) };
  const status = details.status ?? 'pending';
  const times = status === 'pending' ? {} : { [status]: at, ...(status === 'confirmed' && { approved: at }), ...details.times };
  const input: ConsumptionInput = {};
  for (const key of INPUTS) if (details[key] !== undefined) Object.assign(input, { [key]: details[key] });
  return makeConsumption('builder', at, { ...input, request, consumer, token, status, times });
}

const INPUTS = [
  'id',
  'address',
  'amount',
  'requestAmount',
  'exchangeAccount',
  'correlationId',
  'idempotencyToken',
  'expirationDate',
  'transactionId',
  'failure',
  'metadata',
  'encryptedMetadata',
  'createdAt',
] as const satisfies readonly (keyof ConsumptionInput)[];

function formOf(details: Partial<Form>): Form {
  const generation: Generation = details.generation ?? '1.2';
  return {
    generation,
    ...(details.nested === undefined ? {} : { nested: details.nested }),
    ...(details.amounts === undefined ? {} : { amounts: details.amounts }),
  };
}
