import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Alert, CATEGORIES, CONFIRMATIONS, DIRECTIONS, KINDS, ROLES, SUBJECT_TYPES } from '../../../src/shared/alert.ts';
import { type Language, LANGUAGES } from '../../../src/shared/languages.ts';
import { PRIVACIES } from '../../../src/shared/settings.ts';
import { SYSTEMS } from '../../../src/shared/system.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { say } from '../../../src/shared/words/say.ts';
import { NOON } from '../../clock.ts';

const STATUSES = [
  ...['UNCONFIRMED', 'PENDING', 'CONFIRMED'],
  ...['pending', 'approved', 'rejected', 'confirmed', 'failed', 'expired', 'cancelled'],
  ...['request-received', 'offer-received', 'proposal-received', 'done', 'abandoned', 'completed', 'credential-revoked', 'revoked', 'full', 'deleted', '--'],
  ...['accepted', 'complete', 'venue_cancelled', 'cust_cancelled', 'acknowledged', 'requested', 'waiting', 'subscribed', 'unsubscribed', 'busy', 'partly'],
  ...['', ' ', 'on_hold', 'constructor', '__proto__', 'toString'],
];
/** What may stand in a text of somebody else's, each told apart from any word of ours. */
const SECRETS = { reference: 'Xref-7', account: 'Xaccount', text: 'Xtext says why', item: 'Xitem', unit: 'XUNIT', other: 'XOTHER', tables: 'Xtables' };
const TYPES = [
  ...['somethingNew', 'transaction_consumption_vanished', 'issuer_cred_rev', 'proofs', '_', 'pickup'],
  ...['order_updated', 'order_edited', 'order_preprocess', 'transaction_updated', 'transaction_edited', 'booking_updated', 'checkin_updated', 'checkin_deleted'],
  ...['loyalty_checkin_edited', 'card_enquiry', 'reward_redemption', 'location_hours_updated', 'app_store_status_updated', 'app_menu_item_updated'],
  ...['table_created', 'table_bulk_updated'],
];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const text = (whole: string) => fc.constantFrom(whole, `${whole}.`, '', ' ');
const time = fc.integer({ min: NOON - 100 * 86_400_000, max: NOON + 100 * 86_400_000 });
const amount = (unit: string) =>
  fc.record({
    value: fc.bigInt({ min: -(10n ** 39n), max: 10n ** 39n }).map(String),
    unit: fc.constantFrom(unit, ''),
    divisibility: maybe(fc.integer({ min: 0, max: 36 })),
  });
const actor = fc.record({
  id: fc.constantFrom('', 'Alice Liddell', 'usr_01cbfgak47ng6x72vbwjca6j4v', '359b30a2-c98d-4c00-b318-8185d1d0e64d'),
  name: maybe(fc.constantFrom('', 'Alice Liddell', 'x'.repeat(200))),
  handle: maybe(fc.constantFrom('', 'alice')),
});

const optional = {
  role: maybe(fc.constantFrom(...ROLES)),
  actor: maybe(actor),
  subject: maybe(fc.record({ type: fc.constantFrom(...SUBJECT_TYPES), id: fc.constant('txc_01') })),
  item: maybe(fc.constantFrom(SECRETS.item, '', ' ')),
  amount: maybe(amount(SECRETS.unit)),
  exchanged: maybe(amount(SECRETS.other)),
  direction: maybe(fc.constantFrom(...DIRECTIONS)),
  reference: maybe(text(SECRETS.reference)),
  account: maybe(text(SECRETS.account)),
  text: maybe(text(SECRETS.text)),
  type: maybe(fc.constantFrom(...TYPES)),
  status: maybe(fc.constantFrom(...STATUSES)),
  dueAt: maybe(time),
  tables: maybe(fc.constantFrom(SECRETS.tables, `${SECRETS.tables}.`, '', ' ')),
  covers: maybe(fc.integer({ min: 0, max: 100_000 })),
  deadlineAt: maybe(time),
  since: maybe(time),
  own: maybe(fc.boolean()),
  verified: maybe(fc.boolean()),
};

const needed = { category: fc.constantFrom(...CATEGORIES), confirmation: fc.constantFrom(...CONFIRMATIONS), occurredAt: time };
const facts = fc.record({ ...needed, ...optional }).map((known) => {
  const entries = Object.entries(known).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Alert>;
});

const fixed = { key: 'k', identity: 'i', connectionId: 'c', urgency: 'normal', actions: [], road: 'live', read: false, receivedAt: NOON, frame: '' } as const;

/** Each language with numbers and times as it writes them itself. */
const LOCALES = { en: 'en-GB', es: 'es', zh: 'zh-CN' } as const satisfies Record<Language, string>;

const everyKindOfEverySystem = LANGUAGES.flatMap((language) => SYSTEMS.flatMap((system) => KINDS.map((kind) => ({ language, system, kind }))));

test.each(everyKindOfEverySystem)('$language: $kind of $system is whole sentences whatever is known, and hides what it shall', ({ language, system, kind }) => {
  fc.assert(
    fc.property(facts, fc.constantFrom(...PRIVACIES), (known, privacy) => {
      const alert = { ...fixed, ...known, system, kind } as unknown as Alert;
      const { title, body, who, amount: money } = say(alert, CATALOGUES[language], { privacy, locale: LOCALES[language], timeZone: 'UTC', now: NOON });
      expect(title).toMatch(/^\S.*\S$/);
      expect(body).toMatch(/^\S.*\S$/);
      // A message is as it was written.
      if (kind !== 'message') expect(body).toMatch(/[.!?…。！？]$/);
      expect(title).not.toMatch(/[.。]$/);
      expect(`${title} | ${body}`).not.toMatch(/undefined|\bnull\b|NaN|\[object|function|native code| {2}|“”|\.\.| [.,:]|\(\)|。。| [。，：；]/);
      expect(who).not.toBe('');
      if (privacy !== 'all') {
        expect(money).toBeUndefined();
        expect(`${title} ${body}`).not.toMatch(/X[a-zA-Z]|base unit|unidades base|基本单位/);
      }
      if (privacy === 'nothing') expect(`${title} ${body}`).not.toMatch(/alice|usr_|359b30a2|x{9}/i);
    }),
    { numRuns: 200 }
  );
});
