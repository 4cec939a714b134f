import { ROADS, VERBS, type Alert, type Category, type Direction } from '../alert.ts';
import { DELIVERED, REASONS, type Reason } from '../decision.ts';
import type { HistoryEntry } from '../inbox.ts';
import type { Privacy } from '../settings.ts';
import type { System } from '../system.ts';
import type { Catalogue } from './catalogue.ts';
import type { Deadline, Due, Facts, Words } from './facts.ts';
import { formatsFor } from './formats.ts';
import { formatAmount, unsigned } from './money.ts';
import { isNamed, nameOf, SHORT_ID } from './names.ts';

export interface SayOptions {
  privacy: Privacy;
  locale: string;
  /** IANA name; the machine's own where absent. */
  timeZone?: string;
  /** UTC ms: time left is counted from here. */
  now: number;
}

export interface Said extends Words {
  who?: string;
  /** With its sign. */
  amount?: string;
}

const MAX_ITEM_IN_TITLE = 40;
const MAX_ITEM = 120;
const MAX_NAME = 60;
const MAX_TEXT = 500;

/**
 * What an alert says, in the reader's language. With privacy `who` nothing of what was traded, paid or written; with `nothing` only that
 * something happened.
 */
export function say(alert: Alert, catalogue: Catalogue, options: SayOptions): Said {
  const words = catalogue.alerts;
  if (options.privacy === 'nothing') return words.hidden(alert.category, alert.system);
  const facts = factsOf(alert, catalogue, options);
  const plain = words.say[alert.kind](facts);
  const { title, body } = alert.confirmation === 'refuted' ? words.refuted(plain, alert.system) : plain;
  const amount = alert.amount === undefined || facts.hidden ? undefined : formatAmount(alert.amount, options.locale, catalogue);
  return { title, body, ...(facts.who === undefined ? {} : { who: facts.who }), ...(amount === undefined ? {} : { amount }) };
}

/** What a digest says: how many of each category, and first of all its lead. */
export function sayDigest(
  tally: readonly (readonly [Category, number])[],
  lead: Alert | undefined,
  catalogue: Catalogue,
  options: SayOptions
): Words {
  return catalogue.alerts.digest(tally, lead === undefined ? undefined : say(lead, catalogue, options).title);
}

/** Why it rang or not, as a sentence. */
export function sayReason(reason: Reason, catalogue: Catalogue, system: System): string {
  return catalogue.alerts.reasons[system][reason];
}

/** What the journal noted about an alert (journal/take.ts, marking.ts), in words; empty where the event says it all. */
export function sayHistory({ event, note }: HistoryEntry, catalogue: Catalogue, system: System, options?: Omit<SayOptions, 'privacy'>): string {
  const history = catalogue.alerts.history[system];
  switch (event) {
    case 'received':
      return isOne(ROADS, note) ? history.road[note] : '';
    case 'decided': {
      const why = note.split(' ')[1];
      return isOne(REASONS, why) ? sayReason(why, catalogue, system) : '';
    }
    case 'delivered':
      return isOne(DELIVERED, note) ? history.delivered[note] : '';
    case 'amended': {
      const fields = note.split(', ').flatMap((field) => (Object.hasOwn(history.field, field) ? [history.field[field as keyof typeof history.field]] : []));
      return fields.length === 0 ? '' : history.learned([...new Set(fields)]);
    }
    case 'acted':
      return isOne(VERBS, note) ? history.acted[note] : '';
    case 'read':
      return note === 'here' ? '' : history.readOnNode;
    case 'snoozed':
      return options === undefined ? '' : history.snoozed(formatsFor(options.locale, options.timeZone).near(Number(note), options.now));
    case 'unread':
      return '';
  }
}

function isOne<T extends string>(all: readonly T[], name: string | undefined): name is T {
  return all.some((one) => one === name);
}

/** `24 Dec, 14:00` (today only the time) and what is left of it, by the largest unit that says enough. */
export function sayDeadline(deadlineAt: number, catalogue: Catalogue, options: Omit<SayOptions, 'privacy'>): Deadline {
  const { locale, timeZone, now } = options;
  return {
    over: deadlineAt <= now,
    at: formatsFor(locale, timeZone).near(deadlineAt, now),
    left: timeLeft(Math.max(0, deadlineAt - now), catalogue),
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Days from two on, hours from two on, else minutes. Rounded down, so that nobody thinks there is more time than there is; but 30 days that
 * began an hour ago are still 30.
 */
function timeLeft(ms: number, { alerts: { left } }: Catalogue): string {
  const days = Math.floor((ms + HOUR_MS) / DAY_MS);
  const hours = Math.floor((ms + MINUTE_MS) / HOUR_MS);
  if (days >= 2 || hours === 24) return left.days(days);
  return hours >= 2 ? left.hours(hours) : left.minutes(Math.max(1, Math.round(ms / MINUTE_MS)));
}

function factsOf(alert: Alert, catalogue: Catalogue, options: SayOptions): Facts {
  const { kind, system } = alert;
  const hidden = options.privacy !== 'all';
  const ofOrder = alert.subject?.type === 'order' || alert.subject?.type === 'case';
  const facts: Facts = { kind, system, ofOrder, own: alert.own === true, moved: alert.moved === true, byApp: isApp(alert), hidden };
  const who = alert.actor === undefined ? '' : shortened(nameOf(alert.actor, system, catalogue), MAX_NAME);
  const type = spaced(alert.type ?? '').trim();
  const direction = alert.direction ?? directionOf(alert);
  if (alert.role !== undefined) facts.role = alert.role;
  if (who !== '') {
    facts.who = who;
    facts.whoFirst = alert.actor !== undefined && isNamed(alert.actor) ? who : catalogue.alerts.first(who, system);
  }
  if (direction !== undefined) facts.direction = direction;
  if (isKnown(alert.status)) facts.status = alert.status;
  if (alert.verified !== undefined) facts.verified = alert.verified;
  if (type !== '') facts.type = shortened(type, MAX_ITEM_IN_TITLE);
  if (alert.deadlineAt !== undefined) facts.deadline = sayDeadline(alert.deadlineAt, catalogue, options);
  if (alert.since !== undefined) facts.gap = gapOf(alert.since, alert.occurredAt, options);
  if (hidden) return facts;
  // Of Doshii nobody says which way money goes: all there is to know of it is the sign.
  if (alert.amount !== undefined) {
    const amount = system === 'doshii' ? alert.amount : unsigned(alert.amount);
    facts.amount = formatAmount(amount, options.locale, catalogue);
  }
  if (alert.exchanged !== undefined) facts.exchanged = formatAmount(unsigned(alert.exchanged), options.locale, catalogue);
  if (isKnown(alert.text)) facts.text = shortened(alert.text, MAX_TEXT);
  if (isKnown(alert.account)) facts.account = shortened(alert.account, MAX_NAME);
  if (isKnown(alert.reference)) facts.reference = shortened(alert.reference, MAX_NAME);
  if (isKnown(alert.item)) {
    facts.item = shortened(alert.item, MAX_ITEM);
    facts.shortItem = shortened(alert.item, MAX_ITEM_IN_TITLE);
  }
  if (alert.dueAt !== undefined) facts.due = dueOf(alert.dueAt, options);
  if (isKnown(alert.tables)) facts.tables = shortened(alert.tables, MAX_NAME);
  if (alert.covers !== undefined && alert.covers > 0) facts.covers = alert.covers;
  if (ofOrder && alert.subject !== undefined) facts.shortId = alert.subject.id.slice(0, SHORT_ID);
  return facts;
}

/** A wallet's transaction says by its sign which way it went; other amounts have none. */
function directionOf({ kind, amount }: Alert): Direction | undefined {
  if (kind !== 'wallet' || amount === undefined) return undefined;
  return amount.value.startsWith('-') ? 'out' : 'in';
}

/** Of Doshii's customers only a name is known, which is their id too; an app has an id of its own. */
function isApp({ system, actor }: Alert): boolean {
  return system === 'doshii' && actor !== undefined && actor.id !== actor.name;
}

function dueOf(dueAt: number, { locale, timeZone, now }: SayOptions): Due {
  const { meeting, sameDay } = formatsFor(locale, timeZone);
  return { over: dueAt <= now, today: sameDay(dueAt, now), at: meeting(dueAt, now) };
}

/** The end of a gap of one day needs no date of its own. */
function gapOf(since: number, until: number, { locale, timeZone, now }: SayOptions): { from: string; to: string } {
  const { near } = formatsFor(locale, timeZone);
  return { from: near(since, now), to: near(until, now, since) };
}

function isKnown(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

/** At most `limit` UTF-16 units, an ellipsis instead of what is missing; no character is torn. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, limit + 64))) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** `disputeEscalated` as `dispute escalated`. */
function spaced(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/_+/g, ' ').toLowerCase();
}
