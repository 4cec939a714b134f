import { parseJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { cut, plainLine, plainText } from '../../wire/text.ts';
import { cleanFrame, finalizedAlert, requestAlert } from './consumption.ts';
import type { DecodeContext } from './context.ts';
import type { Decoded, Signal, WalletError } from './decoded.ts';
import { envelopeOf } from './envelope.ts';
import { Consumption, Envelope } from './frames.ts';
import { isFinalStatus } from './keys.ts';
import type { Told } from './roles.ts';

/** Events as servers name them, those of before April 2018 too; a status, where the name alone says it. */
const EVENTS: ReadonlyMap<string, { as: Told['as']; status?: string }> = new Map([
  ['transaction_consumption_request', { as: 'request' }],
  ['transaction_consumption_confirmation', { as: 'request' }],
  ['transaction_consumption_finalized', { as: 'finalized' }],
  ['transaction_consumption_approved', { as: 'finalized', status: 'approved' }],
  ['transaction_consumption_rejected', { as: 'finalized', status: 'rejected' }],
]);

const MINUTE_MS = 60_000;
const MAX_CODE = 100;
const MAX_REASON = 2000;
const MAX_TOPIC_IN_KEY = 256;

/** One text frame of the socket (ewallet.md, "Envelope"), of either generation. Never throws, whatever it is given. */
export function decodeFrame(text: string, context: DecodeContext): Decoded {
  const parsed = parse(text);
  if ('reason' in parsed) return ignored(parsed.reason);
  const envelope = Envelope.safeParse(parsed.frame);
  if (!envelope.success) return ignored('JSON, but not an object');
  const { event, topic, data, success } = envelope.data;
  if (event === undefined) return ignored('a frame without an event');
  const signal = signalOf(event, envelope.data);
  if (signal !== undefined) return signal;
  const known = EVENTS.get(event);
  if (known === undefined) return ignored(`an event of no use here: ${plainLine(event, 60) ?? 'without a name'}`);
  const error = errorOf(envelope.data.error);
  const told = { as: known.as, ...(topic === undefined ? {} : { topic }), ...(error === undefined ? {} : { error }) };
  const read = Consumption.safeParse(data);
  if (read.success) {
    const status = success === false ? 'failed' : known.status;
    return decodeEvent(read.data, { ...told, status }, cleanFrame(text), context);
  }
  if (success === false || error !== undefined) return failure(told, cleanFrame(text), context);
  return ignored(`${event} without ${isRecord(data) ? 'the id of a consumption' : 'data'}`);
}

interface Event extends Told {
  error?: WalletError;
  /** What is meant where the consumption does not say. */
  status: string | undefined;
}

function decodeEvent(consumption: Consumption, event: Event, frame: string, context: DecodeContext): Decoded {
  const status = plainLine(consumption.status, 64);
  if (event.as === 'request' && !isFinalStatus(status)) {
    if (status !== undefined && status !== 'pending') return ignored(`a request that is ${status} already`);
    return { type: 'alert', ...requestAlert(consumption, event, frame, context) };
  }
  return { type: 'alert', ...finalizedAlert(consumption, status ?? event.status ?? 'finalized', event, frame, context) };
}

/** A failed event that does not say of which consumption. No repeats are known by an id, so the same within a minute is one. */
function failure({ as, topic, error }: Told & { error?: WalletError }, frame: string, context: DecodeContext): Decoded {
  const where = plainLine(topic, MAX_TOPIC_IN_KEY) ?? '';
  const about = /^transaction_consumption:([\x21-\x7e]{1,256})$/.exec(topic ?? '')?.[1];
  const minute = Math.floor(context.now / MINUTE_MS);
  const why = plainText(error?.description, MAX_REASON);
  const key = cut(`transaction_consumption_${as}|${where}|${error?.code ?? ''}|${minute}`, 512);
  return {
    type: 'alert',
    alert: {
      ...envelopeOf('consumptionFinalized', frame, context),
      key,
      status: 'failed',
      occurredAt: context.now,
      ...(about === undefined ? {} : { subject: { type: 'consumption', id: about } }),
      ...(why === undefined ? {} : { text: why }),
    },
  };
}

function parse(text: string): { frame: unknown } | { reason: string } {
  try {
    const frame = parseJson(text);
    return isRecord(frame) ? { frame } : { reason: 'JSON, but not an object' };
  } catch (error) {
    if (error instanceof SyntaxError) return { reason: 'not JSON' };
    if (error instanceof RangeError) return { reason: 'nested too deeply' };
    throw error;
  }
}

function signalOf(event: string, { topic, ref, success, error }: Envelope): Decoded | undefined {
  if (!event.startsWith('phx_')) return undefined;
  if (topic === undefined) return ignored(`${plainLine(event, 60) ?? 'a signal'} without a topic`);
  const signal = typedSignal(event, { topic, ref: refOf(ref) }, success === true, errorOf(error));
  return signal === undefined ? ignored(`a signal of no use here: ${plainLine(event, 60) ?? ''}`) : { type: 'signal', signal };
}

function typedSignal(event: string, about: { topic: string; ref: string }, ok: boolean, error?: WalletError): Signal | undefined {
  switch (event) {
    case 'phx_reply':
      return { type: 'reply', ...about, ok, ...(error === undefined ? {} : { error }) };
    case 'phx_close':
      return { type: 'close', ...about };
    case 'phx_error':
      return { type: 'error', ...about };
    default:
      return undefined;
  }
}

/** A text, a number or null (ewallet.md, "Envelope"); "" belongs to no join. */
function refOf(ref: unknown): string {
  return typeof ref === 'string' || typeof ref === 'number' || typeof ref === 'bigint' ? String(ref) : '';
}

/** `messages` may be null, an array or an object, and say nothing that `description` does not. */
function errorOf(error: unknown): WalletError | undefined {
  if (!isRecord(error)) return undefined;
  const code = plainLine(error['code'], MAX_CODE);
  const description = plainText(error['description'], MAX_REASON);
  return code === undefined && description === undefined ? undefined : { code: code ?? '', description: description ?? code ?? '' };
}

function ignored(reason: string): Decoded {
  return { type: 'ignored', reason };
}
