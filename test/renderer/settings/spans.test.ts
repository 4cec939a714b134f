import { expect, test } from 'vitest';
import { FIRST_SPAN, isWhole, saySpan, sayDays, WEEK, withDay, withWhole, WORKDAYS } from '../../../renderer/settings/spans.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { QuietSpan, WEEKDAYS } from '../../../src/shared/quiet.ts';

const words = CATALOGUES.en.window.deliverySettings.hours;
const list = new Intl.ListFormat('en', { type: 'conjunction' });
const say = (span: QuietSpan) => saySpan(span, words, list, (time) => time);

test('every day of the week is offered once', () => {
  expect([...WEEK].sort()).toEqual([...WEEKDAYS].sort());
});

test('a span past midnight says that it ends the next day', () => {
  expect(say({ days: [...WORKDAYS], from: '22:00', to: '07:00' })).toBe('Monday to Friday, from 22:00 until 07:00 the next day.');
  expect(say({ days: ['mon'], from: '12:30', to: '13:00' })).toBe('Monday, from 12:30 until 13:00.');
});

test('equal times are a whole day, from midnight or from another time', () => {
  expect(say({ days: ['sun', 'sat'], from: '00:00', to: '00:00' })).toBe('Saturday and Sunday, the whole day.');
  expect(say({ days: [...WEEK], from: '09:00', to: '09:00' })).toBe('Every day, from 09:00 until 09:00 the next day.');
});

test('a span without days says that it is never quiet', () => {
  expect(say({ ...FIRST_SPAN, days: [] })).toBe('Choose at least one day, or it is never quiet.');
});

test('days are named in the order of the week, whatever order they were chosen in', () => {
  expect(sayDays(['fri', 'tue', 'mon'], words, list)).toBe('Monday, Tuesday, and Friday');
});

test('choosing a day twice leaves the span as it was', () => {
  for (const day of WEEK) expect(withDay(withDay(FIRST_SPAN, day), day)).toEqual(FIRST_SPAN);
});

test('a whole day and back is a night again, and each is a span that settings keep', () => {
  const whole = withWhole(FIRST_SPAN, true);
  expect(isWhole(whole)).toBe(true);
  expect(withWhole(whole, false)).toEqual(FIRST_SPAN);
  expect(QuietSpan.parse(whole)).toEqual(whole);
});
