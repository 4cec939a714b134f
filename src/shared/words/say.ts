import { ROADS, VERBS, type Alert, type Category } from '../alert.ts';
import { DELIVERED, REASONS, type Reason } from '../decision.ts';
import type { HistoryEntry } from '../inbox.ts';
import type { Privacy } from '../settings.ts';
import type { Catalogue } from './catalogue.ts';
import type { Deadline, Facts, Words } from './facts.ts';
import { formatsFor } from './formats.ts';
import { formatAmount, unsigned } from './money.ts';
import { nameOf, SHORT_ID } from './names.ts';

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
  if (options.privacy === 'nothing') return words.hidden(alert.category);
  const facts = factsOf(alert, catalogue, options);
  const plain = words.say[alert.kind](facts);
  const { title, body } = alert.confirmation === 'refuted' ? words.refuted(plain) : plain;
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
export function sayReason(reason: Reason, catalogue: Catalogue): string {
  return catalogue.alerts.reasons[reason];
}

/** What the journal noted about an alert (journal/take.ts, marking.ts), in words; empty where the event says it all. */
export function sayHistory({ event, note }: HistoryEntry, catalogue: Catalogue): string {
  const { history, reasons } = catalogue.alerts;
  switch (event) {
    case 'received':
      return isOne(ROADS, note) ? history.road[note] : '';
    case 'decided': {
      const why = note.split(' ')[1];
      return isOne(REASONS, why) ? reasons[why] : '';
    }
    case 'delivered':
      return isOne(DELIVERED, note) ? history.delivered[note] : '';
    case 'amended': {
      const fields = note.split(', ').flatMap((field) => (field in history.field ? [history.field[field as keyof typeof history.field]] : []));
      return fields.length === 0 ? '' : history.learned([...new Set(fields)]);
    }
    case 'acted':
      return isOne(VERBS, note) ? history.acted[note] : '';
    case 'read':
      return note === 'here' ? '' : history.readOnNode;
    case 'unread':
      return '';
  }
}

function isOne<T extends string>(all: readonly T[], name: string | undefined): name is T {
  return all.some((one) => one === name);
}

/** `until 24 Dec, 14:00` and what is left of it, by the largest unit that says enough. */
export function sayDeadline(deadlineAt: number, catalogue: Catalogue, options: Omit<SayOptions, 'privacy'>): Deadline {
  const { locale, timeZone, now } = options;
  return {
    over: deadlineAt <= now,
    at: formatsFor(locale, timeZone).moment(deadlineAt, now),
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
  const hidden = options.privacy !== 'all';
  const ofOrder = alert.subject?.type === 'order' || alert.subject?.type === 'case';
  const facts: Facts = { kind: alert.kind, ofOrder, own: alert.own === true, hidden };
  if (alert.role !== undefined) facts.role = alert.role;
  if (alert.actor !== undefined) facts.who = shortened(nameOf(alert.actor, catalogue), MAX_NAME);
  if (alert.amount !== undefined) facts.outgoing = alert.amount.value.startsWith('-');
  if (alert.status !== undefined) facts.status = alert.status;
  if (alert.type !== undefined) facts.type = shortened(spaced(alert.type), MAX_ITEM_IN_TITLE);
  if (alert.deadlineAt !== undefined) facts.deadline = sayDeadline(alert.deadlineAt, catalogue, options);
  if (hidden) return facts;
  if (alert.amount !== undefined) facts.amount = formatAmount(unsigned(alert.amount), options.locale, catalogue);
  if (alert.text !== undefined) facts.text = shortened(alert.text, MAX_TEXT);
  if (alert.item !== undefined) {
    facts.item = shortened(alert.item, MAX_ITEM);
    facts.shortItem = shortened(alert.item, MAX_ITEM_IN_TITLE);
  }
  if (ofOrder && alert.subject !== undefined) facts.reference = alert.subject.id.slice(0, SHORT_ID);
  return facts;
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
