import type { Kind } from '../../shared/alert.ts';
import { canonical } from '../../wire/canonical.ts';
import { writeJson } from '../../wire/json.ts';
import { shortHash } from '../../wire/key-part.ts';
import { isRecord } from '../../wire/record.ts';
import { frameText, plainLine } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import type { Entity, News } from './decoded.ts';
import { categoryOf, isRow, kindOf, mendedStatus, rowEvent, typeOf } from './events.ts';
import { type Data, readData } from './frames.ts';
import { saidBy } from './said.ts';

/** What is told, and by what. */
export interface Told {
  entity: Entity;
  /** As News has it. */
  event: string;
  /** As parsed by parseJson. */
  data: unknown;
  /** As it is kept. */
  frame: string;
}

/** A live event's own time is believed so far from ours. */
const CLOCKS_MS = 120_000;
const MAX_STATUS = 64;
const CREATED = ['order_created', 'booking_created'];
/** Ways to hand over an order. */
const HANDED = ['pickup', 'delivery', 'dinein'];
/** Kinds that say little without the name of the event. */
const NAMED: readonly Kind[] = ['venueRecord', 'tillRequest', 'unknown'];
/** Of one order. */
const MAX_TRANSACTIONS = 100;
/** Payments of an order that are told with it: how they ended (doshii.md, "Worth a notification"). */
const TOLD_WITH_ORDER = ['rejected', 'complete'];

/** What one event or row tells: first itself, then the payments of an order. Throws a RangeError where it is nested too deeply. */
export function newsOf(told: Told, context: DecodeContext): News[] {
  const data = readData(told.data);
  const news = [newsWith(data, told, context)];
  if (told.entity === 'order' && Array.isArray(data.transactions)) news.push(...paymentsOf(data, data.transactions, context));
  return news;
}

function paymentsOf(order: Data, transactions: readonly unknown[], context: DecodeContext): News[] {
  const { id: orderId, locationId, app, consumer } = order;
  const news: News[] = [];
  for (const row of transactions.slice(0, MAX_TRANSACTIONS)) {
    if (!isRecord(row)) continue;
    const payment = readData(row);
    if (payment.id === undefined || !TOLD_WITH_ORDER.includes(payment.status ?? '')) continue;
    const around = { orderId: payment.orderId ?? orderId, locationId: payment.locationId ?? locationId, app: payment.app ?? app, consumer };
    const told: Told = { entity: 'transaction', event: rowEvent('transaction'), data: row, frame: frameText(writeJson(row)) };
    news.push(newsWith({ ...payment, ...around }, told, context));
  }
  return news;
}

function newsWith(data: Data, { entity, event, data: raw, frame }: Told, context: DecodeContext): News {
  const { id, locationId, updatedAt, uri } = data;
  const status = plainLine(data.status === undefined ? undefined : mendedStatus(data.status), MAX_STATUS);
  const version = data.version ?? (updatedAt === undefined ? undefined : new Date(updatedAt).toISOString());
  const kind = kindOf(entity, event, status);
  // What is created waits to be accepted; not every frame says so.
  const said = status ?? (CREATED.includes(event) ? 'pending' : undefined);
  const type = kind === 'venueOrder' ? HANDED.find((way) => way === data.type) : NAMED.includes(kind) ? typeOf(entity, event) : undefined;
  return {
    entity,
    event,
    alert: {
      identity: context.identity,
      connectionId: context.connectionId,
      system: 'doshii',
      kind,
      category: categoryOf(entity),
      urgency: kind === 'venueRecord' ? 'low' : 'normal',
      // Only the server speaks on this socket.
      confirmation: 'confirmed',
      actions: [],
      road: context.road,
      read: context.road === 'first',
      occurredAt: occurredAt(data, isRow(event), context),
      receivedAt: context.now,
      frame,
      ...(type === undefined ? {} : { type }),
      ...(said === undefined ? {} : { status: said }),
      ...saidBy(data, raw, entity, context),
    },
    digest: shortHash(canonical(raw ?? null)),
    ...(id === undefined ? {} : { id }),
    ...(locationId === undefined ? {} : { locationId }),
    ...(status === undefined ? {} : { status }),
    ...(version === undefined ? {} : { version }),
    ...(updatedAt === undefined ? {} : { updatedAt, changedAt: updatedAt - (context.ahead ?? 0) }),
    ...(uri === undefined ? {} : { uri }),
  };
}

function occurredAt({ updatedAt, createdAt }: Data, row: boolean, { now, ahead = 0 }: DecodeContext): number {
  const said = updatedAt ?? createdAt;
  if (said === undefined) return now;
  const at = said - ahead;
  // What comes live has just happened, whatever the server's clock says.
  if (!row && Math.abs(now - at) > CLOCKS_MS) return now;
  return Math.min(Math.max(0, at), now);
}
