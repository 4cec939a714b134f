import type { Alert, Amendment } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import type { News } from './decoded.ts';
import { isCreation, isRow, typeOfEdit } from './events.ts';
import { COPY_MS, isLiving, isVersionKey, type Living, statusKey, versionKey, wordsKey } from './keys.ts';

/** What news means for the journal, in this order and one batch; nothing, of a row that is known. `key`: what it goes by there. */
export interface Meant {
  items: Item[];
  key: string;
}

/**
 * Where live news, caught-up rows and details of one and the same meet: no event has an id of its own. What takes a status for the first
 * time is told as what it is, whichever way that comes; what happens to it in the same status is an edit, which only bookings and tills ring
 * for.
 */
export interface Meeting {
  itemsOf(news: News): Meant;
  /**
   * What details add to the live news that they were fetched for. `liveKey`: what that goes by; `liveStatus`: what it said. Where it stands
   * otherwise by now, that is another piece of news, which is on its way: only names are taken.
   */
  detailItems(detail: News, liveKey: string, liveStatus: string | undefined): Item[];
}

export interface MeetingDeps {
  /** The alert of that key or series, as the journal has it. */
  held(identity: string, key: string): Alert | undefined;
}

/** What was told last of a status, or under a key. */
interface Told {
  key: string;
  kind: Alert['kind'];
  receivedAt: number;
  /** Whether it is known which version it told of. */
  versioned: boolean;
  /** Of a row that came before any frame: when it changed. */
  changedAt?: number;
}

/** The journal writes within moments; until then this many keys are remembered. */
const REMEMBERED = 2_000;
/** So far the clocks of server and row may differ from ours: what changed within this is what a frame told of, or tells of now. */
const LATE_MS = 60_000;

export function createMeeting({ held }: MeetingDeps): Meeting {
  const recent = new Map<string, Told>();

  const told = ({ alert }: News, key: string): Told | undefined => recent.get(key) ?? heldAs(held(alert.identity, key), key);

  const remember = (key: string, of: Told): void => {
    recent.delete(key);
    recent.set(key, of);
    for (const oldest of recent.keys()) {
      if (recent.size <= REMEMBERED) break;
      recent.delete(oldest);
    }
  };

  const tell = (news: News, key: string, alert = news.alert, series?: string): Meant => {
    const of: Told = {
      key,
      kind: alert.kind,
      receivedAt: alert.receivedAt,
      versioned: news.version !== undefined,
      ...(isRow(news.event) && news.changedAt !== undefined ? { changedAt: news.changedAt } : {}),
    };
    remember(key, of);
    if (isLiving(news)) remember(statusKey(news), of);
    return { items: [item(alert, key, series)], key };
  };

  /** The key of the same words, told within ten minutes. */
  const copyOf = (news: News): string | undefined => {
    const now = wordsKey(news);
    if (told(news, now) !== undefined) return now;
    const before = wordsKey(news, COPY_MS);
    const receivedAt = told(news, before)?.receivedAt ?? -Infinity;
    return news.alert.receivedAt - receivedAt <= COPY_MS ? before : undefined;
  };

  const ofWords = (news: News, alert = news.alert): Meant => {
    const copy = news.version === undefined ? copyOf(news) : undefined;
    return copy === undefined ? tell(news, wordsKey(news), alert) : { items: [item(news.alert, copy)], key: copy };
  };

  const knownVersion = (news: Living): string | undefined => versionKeys(news).find((key) => told(news, key) !== undefined);

  const entering = (news: Living): Meant => {
    const [key = isRow(news.event) ? statusKey(news) : wordsKey(news)] = versionKeys(news);
    return tell(news, key, isMissedCreation(news) ? asCreated(news.alert) : news.alert, statusKey(news));
  };

  /** Whether somebody ordered while nobody listened, and the venue took it since: a person wants to know that there is an order at all. */
  const isMissedCreation = (news: Living): boolean =>
    news.entity === 'order' &&
    news.status === 'accepted' &&
    news.alert.road === 'catch-up' &&
    ['pending', ''].every((status) => told(news, statusKey(news, status)) === undefined);

  /** A frame that comes after the row that told of it already. */
  const belated = (news: Living, { changedAt: _row, ...before }: Told): Meant => {
    const key = wordsKey(news);
    for (const one of [key, statusKey(news)]) remember(one, before);
    return { items: [item(news.alert, key, before.key)], key: before.key };
  };

  const ofLiving = (news: Living): Meant => {
    const status = statusKey(news);
    const before = told(news, status);
    if (before === undefined) return entering(news);
    if (isCreation(news.event)) return { items: [item(news.alert, status)], key: status };
    const [version] = versionKeys(news);
    if (version === undefined) return isBelated(news, before) ? belated(news, before) : ofWords(news, asEdit(news));
    const known = knownVersion(news);
    return known === undefined ? tell(news, version, asEdit(news)) : { items: [item(news.alert, known)], key: known };
  };

  const ofRow = (news: Living): Meant => {
    const known = knownVersion(news);
    if (known !== undefined) return { items: [], key: known };
    const same = told(news, statusKey(news));
    const before = same ?? withoutStatus(news);
    if (before !== undefined && !before.versioned && isThen(news, before)) return { items: filling(news, before), key: before.key };
    if (same === undefined) return entering(news);
    const [version] = versionKeys(news);
    return version === undefined ? { items: [], key: same.key } : tell(news, version, asEdit(news));
  };

  /** What was told of it by a frame that did not say how it stands, where that can be what this says. */
  const withoutStatus = (news: Living): Told | undefined => {
    const before = told(news, statusKey(news, ''));
    return before !== undefined && canStandFor(before, news) ? before : undefined;
  };

  /** Into what was told without a version, which is known from now on. */
  const filling = (news: Living, before: Told): Item[] => {
    const status = statusKey(news);
    const isNewStatus = told(news, status) === undefined;
    const [version] = versionKeys(news);
    for (const key of [...versionKeys(news), status]) remember(key, { ...before, versioned: version !== undefined });
    const alert = withoutEvent(news.alert);
    const items = [item(alert, version ?? before.key, before.key)];
    if (!isNewStatus) return [...items, ...amending(before.key, guestIn(alert))];
    return [...items, item(alert, status, before.key), ...amending(before.key, { ...guestIn(alert), ...statusIn(alert) })];
  };

  /** What can be said of it in any status. */
  const names = ({ alert }: Living, liveKey: string, liveStatus: string | undefined): Item[] => {
    const { text: _reason, status: _other, ...others } = withoutEvent(alert);
    const status = liveStatus === undefined ? {} : { status: liveStatus };
    return [item({ ...others, ...status }, liveKey), ...amending(liveKey, guestIn(alert))];
  };

  return {
    itemsOf(news) {
      if (!isLiving(news)) return ofWords(news);
      return isRow(news.event) ? ofRow(news) : ofLiving(news);
    },
    detailItems(detail, liveKey, liveStatus) {
      if (!isLiving(detail)) return [];
      if (liveStatus !== undefined && liveStatus !== detail.status) return names(detail, liveKey, liveStatus);
      const before = told(detail, statusKey(detail, liveStatus ?? ''));
      // What told of no status (an order that is only looked at) must not stand for it.
      if (before === undefined) return names(detail, liveKey, liveStatus);
      if (liveStatus !== undefined || canStandFor(before, detail)) return filling(detail, { ...before, key: liveKey });
      return [...names(detail, liveKey, undefined), ...ofRow(detail).items];
    },
  };
}

type Keyless = Omit<Alert, 'key'>;

function item(alert: Keyless, key: string, series?: string): Item {
  return { type: 'alert', alert: { ...alert, key, ...(series === undefined || series === key ? {} : { series }) } };
}

function amending(key: string, amendment: Amendment): Item[] {
  return Object.keys(amendment).length === 0 ? [] : [{ type: 'amend', key, amendment }];
}

/** Who it was is told by rows and details: a frame may name only the app. Guests go by their name. */
function guestIn({ actor }: Keyless): Amendment {
  return actor?.name === undefined || actor.name !== actor.id ? {} : { actor };
}

/** Where the frame did not say it, the alert has at best what followed from the event. */
function statusIn({ status }: Keyless): Amendment {
  return status === undefined ? {} : { status };
}

/** Whether what was told without a status may have been this one: not where this one rings, and for something else. */
function canStandFor({ kind }: Told, { alert, status }: News): boolean {
  return kind === alert.kind && (kind !== 'venueOrder' || status === 'pending');
}

/** A record is called after its event; that is nothing to learn about what was told by another. */
function withoutEvent({ type, ...alert }: Keyless): Keyless {
  return type === undefined || alert.kind === 'venueRecord' ? alert : { ...alert, type };
}

/**
 * What happens within one status is for the inbox. A booking for another time or table is as good as new, and so is what somebody at a till
 * asks for in other words: the id may be that of a reward, which many redeem.
 */
function asEdit({ entity, event, alert }: News): Keyless {
  const type = typeOfEdit(entity, event);
  return entity === 'booking' || alert.kind === 'tillRequest' ? { ...alert, type } : { ...alert, kind: 'venueRecord', urgency: 'low', type };
}

function asCreated({ type: _record, ...alert }: Keyless): Keyless {
  return { ...alert, kind: 'venueOrder', urgency: 'normal' };
}

/** Best first. Where both are known either may have been told: the one in a frame, the other in a row. */
function versionKeys(news: Living): string[] {
  const { version, updatedAt } = news;
  const versions = [version, updatedAt === undefined ? undefined : new Date(updatedAt).toISOString()];
  return [...new Set(versions.filter((one) => one !== undefined))].map((one) => versionKey(news, one));
}

function isBelated({ alert }: News, { changedAt = -Infinity }: Told): boolean {
  return alert.receivedAt - changedAt <= LATE_MS;
}

function isThen({ changedAt = Infinity }: News, { receivedAt }: Told): boolean {
  return changedAt <= receivedAt + LATE_MS;
}

function heldAs(alert: Alert | undefined, asked: string): Told | undefined {
  if (alert === undefined) return undefined;
  return { key: alert.key, kind: alert.kind, receivedAt: alert.receivedAt, versioned: isVersionKey(alert.key, asked) };
}
