import type { Alert, Road } from '../../shared/alert.ts';
import { amend } from '../../shared/merge.ts';
import { inSlices } from '../../transport/slices.ts';
import { isRecord } from '../../wire/record.ts';
import { deliverPass, FIRST_MS, FIRST_ROWS } from '../pass.ts';
import { type CatchUp, isOneAnswerMissing, itemsFor } from './pass.ts';
import { collect, type Collected } from './paging.ts';
import { idOfRow, notificationIdOf } from './notifications.ts';
import { decodeNotificationRow, enrichment, type OrderSummary } from './rows.ts';
import { NOTIFICATIONS } from './watermark.ts';

const PAGE = 100;
/** More than a node gathers in years; the memory of one pass stays bounded. */
const MAX_ROWS = 20_000;

/** Disputes and deadlines whose order the lists did not hold are asked for one by one: no more than these. */
const MAX_SEARCHES = 20;

/**
 * Notifications since the last completed pass. Pages go on until that pass's newest id, never until just any known one: a live frame
 * may have arrived before this answer.
 */
export async function catchUpNotifications(it: CatchUp): Promise<void> {
  const watermark = it.sink.watermarks(it.identity)[NOTIFICATIONS];
  const found = await collect<unknown>({
    page: (offsetId) => it.rest.notifications(PAGE, offsetId),
    idOf: idOfRow,
    pageSize: PAGE,
    maxRows: watermark === undefined ? FIRST_ROWS : MAX_ROWS,
    enough: (fresh) =>
      fresh.some((row) => (watermark === undefined ? isOlder(row, it.clock.now() - FIRST_MS) : idOfRow(row) === watermark)),
  });
  const road = roadOf(watermark, found);
  const alerts = await decode(it, found.rows, road);
  await openNow(it, alerts);

  const at = found.rows.findIndex((row) => idOfRow(row) === watermark);
  const passed = new Set(found.rows.slice(at === -1 ? found.rows.length : at).map(idOfRow));
  const isNew = (alert: Alert): boolean => !passed.has(notificationIdOf(alert));
  const items = alerts.filter((alert) => road !== 'first' || isRecent(it, alert)).flatMap((alert) => itemsFor(alert, isNew(alert)));
  const newest = found.rows.map(idOfRow).find((id) => id !== undefined) ?? '';
  const wanted = road === 'first' ? items.slice(-FIRST_ROWS) : items;
  await deliverPass(it, wanted, newest === watermark ? undefined : { [NOTIFICATIONS]: newest });
  if (road === 'catch-up') it.unreadThere(alerts.filter((alert) => !alert.read && it.sink.held(it.identity, alert.key)?.read === true));
}

/** The first-connect rule also holds where the last pass's newest id is no longer listed. */
function roadOf(watermark: string | undefined, found: Collected<unknown>): Road {
  if (watermark === undefined) return 'first';
  if (watermark === '' && found.ended === 'end') return 'catch-up';
  return found.ended === 'enough' ? 'catch-up' : 'first';
}

/** Oldest first. */
async function decode(it: CatchUp, rows: readonly unknown[], road: Road): Promise<Alert[]> {
  const context = it.context(road);
  const decoded = await inSlices(it.clock, rows.toReversed(), (row) => {
    const decoded = decodeNotificationRow(row, context);
    if (decoded.type === 'ignored') it.sink.ignored(decoded.reason);
    if (decoded.type !== 'alert') return [];
    const readThere = isRecord(row) && typeof row['read'] === 'boolean' ? row['read'] : road === 'first';
    return [{ ...decoded.alert, read: readThere || decoded.alert.own === true }];
  });
  return decoded.flat();
}

/** Adds what the order lists know, in place: title, the other party, and whether a dispute or deadline is open now. */
async function openNow(it: CatchUp, alerts: Alert[]): Promise<void> {
  let searches = 0;
  for (const [index, alert] of alerts.entries()) {
    if (alert.subject?.type !== 'order' && alert.subject?.type !== 'case') continue;
    let order = it.orders.known(alert.subject.id);
    const matters = alert.category === 'dispute' && isRecent(it, alert) && !alert.read;
    if (order === undefined && matters && searches++ < MAX_SEARCHES) order = await search(it, alert.subject.id, alert.role);
    const now = it.clock.now();
    if (order !== undefined) alerts[index] = amend(alert, enrichment(alert, order, now) ?? {}) ?? alert;
    // No list knows the order: then a deadline that lies ahead speaks for itself.
    else if (alert.deadlineAt !== undefined && alert.deadlineAt > now) alerts[index] = { ...alert, openNow: true };
  }
}

/** Whether it is open now is good to know; that the node cannot say must not keep back what it told. */
async function search(it: CatchUp, orderId: string, role: Alert['role']): Promise<OrderSummary | undefined> {
  try {
    return await it.orders.find(orderId, role);
  } catch (error) {
    if (isOneAnswerMissing(error)) return undefined;
    throw error;
  }
}

function isRecent(it: CatchUp, alert: Alert): boolean {
  return alert.occurredAt >= it.clock.now() - FIRST_MS;
}

function isOlder(row: unknown, limit: number): boolean {
  const timestamp = isRecord(row) && typeof row['timestamp'] === 'string' ? Date.parse(row['timestamp']) : NaN;
  return timestamp < limit;
}
