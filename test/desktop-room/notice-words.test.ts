import { expect, test } from 'vitest';
import { noticeWords } from '../../src/desktop/notice-words.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { createDigest } from '../../src/policy/digest.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';
import { aRequest } from '../bell/purse.ts';
import { NOON, testClock } from '../clock.ts';

const settings = (more: Partial<Settings>) => noticeWords({ clock: testClock(), locale: () => 'en', catalogue: () => CATALOGUES.en, settings: () => ({ ...DEFAULT_SETTINGS, ...more }) });
const words = noticeWords({ clock: testClock(), locale: () => 'en', catalogue: () => CATALOGUES.en, settings: () => DEFAULT_SETTINGS });
const keys = (...differs: Parameters<typeof aRequest>) => words.actions(aRequest(...differs)).map(({ key }) => key);

test('a request that waits has buttons to approve and to reject', () => {
  expect(keys()).toEqual(['approve', 'reject', 'markRead']);
});

test('what would be done to one’s own request is left to the window', () => {
  expect(keys({ actions: ['cancel'], role: 'consumer' })).toEqual(['markRead']);
});

test('a request that is settled, or whose time is over, has no such buttons', () => {
  expect(keys({ status: 'confirmed' })).toEqual(['markRead']);
  expect(keys({ deadlineAt: NOON })).toEqual(['markRead']);
});

test('every button has a label, and a reply asks for its text', () => {
  const actions = words.actions(aRequest({ actions: ['reply', 'followBack', 'approve', 'reject'] }));
  expect(actions.every(({ label }) => label !== '')).toBe(true);
  expect(actions.map(({ reply }) => reply !== undefined)).toEqual([true, false, false, false, false]);
});

const connection = (privacy: Connection['privacy']): Connection => ({
  id: aRequest().connectionId,
  system: 'ewallet',
  name: 'Purse',
  url: 'https://wallet.example.net',
  auth: 'OMGAdmin',
  paused: false,
  rules: {},
  addedAt: 0,
  ...(privacy === undefined ? {} : { privacy }),
});

test('a connection may show more or less than the app, alone and as the lead of a summary', () => {
  const digest = createDigest();
  digest.join({ id: 1, alert: aRequest() });
  const shown = (app: Settings['privacy'], own: Connection['privacy']) => {
    const { alert, digest: summary } = settings({ privacy: app, connections: [connection(own)] });
    return [alert(aRequest()).title.includes('Lena'), summary(digest).body.includes('Lena')];
  };
  expect(shown('all', undefined)).toEqual([true, true]);
  expect(shown('all', 'nothing')).toEqual([false, false]);
  expect(shown('nothing', 'all')).toEqual([true, true]);
  expect(shown('nothing', undefined)).toEqual([false, false]);
});

test('a reminder begins with the time that is left, once; what was snoozed says so', () => {
  const left = aRequest({ deadlineAt: NOON + 3_600_000 });
  const { title } = words.alert(left);
  expect(words.alert(left, 'reminder-hour').title).toBe(`60 minutes left: ${title}`);
  const dispute = aRequest({ kind: 'buyerDisputeTimeout', system: 'openbazaar', role: 'buyer', deadlineAt: NOON + 24 * 3_600_000 });
  expect(words.alert(dispute, 'reminder-day').title).toMatch(/^Reminder: .* left to dispute/);
  expect(words.alert(left, 'snoozed').title).toBe(`Snoozed: ${title}`);
});
