import type { Alert } from '../../../src/shared/alert.ts';
import type { Catalogue } from '../../../src/shared/words/catalogue.ts';
import type { Facts, Words } from '../../../src/shared/words/facts.ts';
import { formatsFor } from '../../../src/shared/words/formats.ts';
import { formatAmount } from '../../../src/shared/words/money.ts';

export interface SampleParts {
  catalogue: Pick<Catalogue, 'alerts'>;
  locale: string;
  now: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * What a sample alert says: the same sentences as a real one's. The whole way there (words/say.ts) knows every hostile or half-known alert, and
 * brings the schemas with it, which the page's policy does not let run; a sample is known and whole.
 */
export function sampleWords(alert: Alert, { catalogue, locale, now }: SampleParts): Words & { who: string | undefined; amount: string | undefined } {
  const { kind, system, role, actor, item, amount, subject, direction, status, text, account, deadlineAt, dueAt, tables, covers, type } = alert;
  const { near, meeting, sameDay } = formatsFor(locale);
  const who = actor?.name;
  const money = amount === undefined ? undefined : formatAmount(amount, locale, catalogue);
  const ofOrder = subject?.type === 'order';
  const facts: Facts = {
    kind,
    system,
    ofOrder,
    own: false,
    moved: false,
    byApp: false,
    hidden: false,
    ...known({ role, who, whoFirst: who, direction, status, text, account, tables, covers, type, amount: money, item, shortItem: item }),
    ...(deadlineAt === undefined ? {} : { deadline: { over: deadlineAt <= now, at: near(deadlineAt, now), left: leftOf(Math.max(0, deadlineAt - now), catalogue) } }),
    ...(dueAt === undefined ? {} : { due: { over: dueAt <= now, today: sameDay(dueAt, now), at: meeting(dueAt, now) } }),
    ...(ofOrder ? { shortId: subject.id.slice(0, 8) } : {}),
  };
  return { ...catalogue.alerts.say[kind](facts), who, amount: money };
}

function leftOf(ms: number, { alerts: { left } }: SampleParts['catalogue']): string {
  return ms >= 2 * DAY ? left.days(Math.floor((ms + 60 * MINUTE) / DAY)) : left.minutes(Math.max(1, Math.round(ms / MINUTE)));
}

export type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is not there: a field that is absent is not one that is undefined. */
export function known<T extends Record<string, unknown>>(fields: T): Known<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>;
}
