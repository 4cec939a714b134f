import { expect, test } from 'vitest';
import { noticeWords } from '../../src/desktop/notice-words.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/settings.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';
import { aRequest } from '../bell/purse.ts';
import { NOON, testClock } from '../clock.ts';

const words = noticeWords({ clock: testClock(), locale: 'en', catalogue: () => CATALOGUES.en, settings: () => DEFAULT_SETTINGS });
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
