import { expect, test } from 'vitest';
import { decodeFrame } from '../../src/sources/doshii/alerts.ts';
import { createMeeting } from '../../src/sources/doshii/meeting.ts';
import { DEFAULT_DELIVERY } from '../../src/policy/rules.ts';
import { venueContext, venueRows, venueTexts } from './doshii-frames.ts';

const alertsOf = (texts: readonly string[]) => {
  const meeting = createMeeting({ held: () => undefined });
  return texts.flatMap((text) => {
    const decoded = decodeFrame(text, venueContext());
    if (decoded.type !== 'news') throw new Error(`no news: ${text}`);
    return decoded.news.flatMap((news) => meeting.itemsOf(news).items.flatMap((item) => (item.type === 'alert' ? [item.alert] : [])));
  });
};

test('each of many events is another, and half of them are for the inbox alone', () => {
  const alerts = alertsOf(venueTexts('test', 100));
  expect(alerts).toHaveLength(100);
  expect(new Set(alerts.map(({ key }) => key)).size).toBe(100);
  expect(alerts.filter(({ kind }) => DEFAULT_DELIVERY[kind] === 'inbox')).toHaveLength(50);
});

test('what REST has is what the events are about', () => {
  const told = new Set(alertsOf(venueTexts('test', 20)).map(({ frame }) => (JSON.parse(frame) as { emit: [string, { id?: string }] }).emit[1].id));
  told.delete(undefined);
  expect(new Set(venueRows('test', 20).map(({ id }) => id))).toEqual(told);
});
