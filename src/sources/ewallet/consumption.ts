import type { Alert, Role } from '../../shared/alert.ts';
import type { Amount } from '../../shared/amount.ts';
import { writeJson } from '../../wire/json.ts';
import { frameText, plainLine } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import type { WalletError } from './decoded.ts';
import { withoutEncrypted } from './encrypted.ts';
import { envelopeOf } from './envelope.ts';
import { Consumption } from './frames.ts';
import { finalizedKey, type FinalStatus, isFinalStatus, requestKey } from './keys.ts';
import { actorOf, consumerOf, ownerOf, topicsOfParty } from './parties.ts';
import { directionOf, offersOf, sideOf, type Told } from './roles.ts';
import { amountsOf, reasonOf } from './tokens.ts';

/** What a consumption says; `settles`: key of the request alert that it ends. */
export interface ConsumptionAlert {
  alert: Alert;
  settles?: string;
}

/** A live event's own time is believed so far from ours. */
const CLOCKS_MS = 120_000;
const MAX_STATUS = 64;
const MAX_REFERENCE = 200;
/** With these the event says all; of the others one wants to know why. */
const PLAIN: ReadonlySet<string> = new Set(['confirmed', 'rejected', 'cancelled', 'expired']);

/**
 * A row of `transaction_consumption.all` or `.get`, parsed by parseJson. Undefined for what is no news: none at all, one that is approved
 * and on its way, or pending without asking anybody.
 */
export function decodeConsumption(row: unknown, context: DecodeContext): ConsumptionAlert | undefined {
  const read = Consumption.safeParse(row);
  if (!read.success) return undefined;
  const { status, transaction_request: request } = read.data;
  const frame = (): string => cleanFrame(writeJson(row));
  if (isFinalStatus(status)) return finalizedAlert(read.data, status, { as: 'finalized' }, frame(), context);
  if (status !== 'pending' || request?.require_confirmation === false) return undefined;
  return requestAlert(read.data, { as: 'request' }, frame(), context);
}

/** A row that is no news, as it stands: nothing can be done about it from here. Undefined where it is no consumption. */
export function standingOf(row: unknown, context: DecodeContext): Alert | undefined {
  const read = Consumption.safeParse(row);
  if (!read.success) return undefined;
  const { alert } = requestAlert(read.data, { as: 'request' }, cleanFrame(writeJson(row)), context);
  return { ...alert, status: plainLine(read.data.status, MAX_STATUS) ?? 'finalized', actions: [] };
}

/** All topics by which the server tells of this row (ewallet.md, "Topics"); none where it is no consumption. */
export function topicsOf(row: unknown): string[] {
  const read = Consumption.safeParse(row);
  if (!read.success) return [];
  const { id, status, transaction_request: request, transaction_request_id: requestId } = read.data;
  const ofRequest = requestId ?? request?.id;
  const asked = [...topicsOfParty(ownerOf(read.data)), ...(ofRequest === undefined ? [] : [`transaction_request:${ofRequest}`])];
  const final = isFinalStatus(status) ? [...topicsOfParty(consumerOf(read.data)), `transaction_consumption:${id}`] : [];
  return [...new Set([...asked, ...final])];
}

/** When a row was made, and when it came to its end (UTC ms, by the server); undefined where it does not say. */
export function timesOf(row: unknown): { createdAt: number | undefined; finalAt: number | undefined } {
  const read = Consumption.safeParse(row);
  if (!read.success) return { createdAt: undefined, finalAt: undefined };
  const { created_at: createdAt, status } = read.data;
  return { createdAt, finalAt: isFinalStatus(status) ? read.data[`${status}_at`] : undefined };
}

/** A consumption that asks to be confirmed. */
export function requestAlert(consumption: Consumption, told: Told, frame: string, context: DecodeContext): ConsumptionAlert {
  const { now, road } = context;
  const { expiration_date: deadlineAt } = consumption;
  const side = sideOf(consumption, told, context);
  const isOver = deadlineAt !== undefined && deadlineAt <= now;
  const openNow = road !== 'live' && !isOver;
  return {
    alert: {
      ...envelopeOf('consumptionRequest', frame, context),
      ...said(consumption, 'pending', side, context),
      key: requestKey(consumption.id),
      urgency: side === 'owner' ? 'urgent' : 'normal',
      actions: isOver ? [] : offersOf(consumption, side, context),
      read: road === 'first' && !openNow,
      ...(openNow ? { openNow } : {}),
      ...(deadlineAt === undefined ? {} : { deadlineAt }),
    },
  };
}

/** What became of a consumption. `error`: of its event. */
export function finalizedAlert(
  consumption: Consumption,
  status: string,
  told: Told & { error?: WalletError },
  frame: string,
  context: DecodeContext
): ConsumptionAlert {
  const name = plainLine(status, MAX_STATUS) ?? 'finalized';
  // Servers let a payment that was made be rejected, and keep both times.
  const moved = name !== 'confirmed' && consumption.confirmed_at !== undefined;
  const why = PLAIN.has(name) ? undefined : reasonOf(told.error?.description ?? consumption.transaction?.error_description, consumption);
  const alert: Alert = {
    ...envelopeOf('consumptionFinalized', frame, context),
    ...said(consumption, name, sideOf(consumption, told, context), context),
    key: finalizedKey(consumption.id, name),
    read: context.road === 'first',
    ...(why === undefined ? {} : { text: why }),
    ...(moved ? { moved } : {}),
  };
  // `transaction_consumption:unfinalized`: the server could not end it, and it can still be decided.
  return name === 'pending' ? { alert } : { alert, settles: requestKey(consumption.id) };
}

/** A frame as it may be kept. */
export function cleanFrame(json: string): string {
  return frameText(withoutEncrypted(json));
}

type Said = Pick<Alert, 'occurredAt'> & Partial<Alert>;

function said(consumption: Consumption, status: string, role: Role | undefined, context: DecodeContext): Said {
  const isConsumer = role === 'consumer';
  const [ours, other] = isConsumer ? [consumerOf(consumption), ownerOf(consumption)] : [ownerOf(consumption), consumerOf(consumption)];
  const actor = actorOf(other);
  const account = role === undefined ? undefined : ours.accountName;
  const direction = directionOf(consumption, role);
  const { amount, exchanged } = amountsOf(consumption);
  const { correlation_id: ownReference, transaction_request: request } = consumption;
  const reference = plainLine(request?.correlation_id, MAX_REFERENCE) ?? plainLine(ownReference, MAX_REFERENCE);
  // Only what was moved has gone: `finalized_*` may be set on a failed one.
  const isGone = status === 'confirmed' && direction === 'out';
  return {
    subject: { type: 'consumption', id: consumption.id },
    status,
    occurredAt: occurredAt(consumption, status, context),
    ...(role === undefined ? {} : { role }),
    ...(actor === undefined ? {} : { actor }),
    ...(account === undefined ? {} : { account }),
    ...(direction === undefined ? {} : { direction }),
    ...(amount === undefined ? {} : { amount: isGone ? negative(amount) : amount }),
    ...(exchanged === undefined ? {} : { exchanged }),
    ...(reference === undefined ? {} : { reference }),
  };
}

function occurredAt(consumption: Consumption, status: string, { now, road }: DecodeContext): number {
  const { created_at: created } = consumption;
  const at = status === 'pending' ? created : (consumption[timeField(status)] ?? (road === 'live' ? undefined : created));
  if (at === undefined) return now;
  // Nothing is replayed on this socket: what comes live has just happened, whatever the server's clock says.
  if (road === 'live' && Math.abs(now - at) > CLOCKS_MS) return now;
  return Math.min(at, now);
}

function timeField(status: string): `${FinalStatus | 'approved' | 'created'}_at` {
  if (isFinalStatus(status)) return `${status}_at`;
  return status === 'approved' ? 'approved_at' : 'created_at';
}

function negative(amount: Amount): Amount {
  return amount.value === '0' ? amount : { ...amount, value: `-${amount.value}` };
}
