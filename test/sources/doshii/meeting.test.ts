import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileJournal } from '../../../src/journal/open-journal.ts';
import { openJournal } from '../../../src/journal/open-journal.ts';
import type { Alert } from '../../../src/shared/alert.ts';
import type { Item } from '../../../src/shared/batch.ts';
import { merge } from '../../../src/shared/merge.ts';
import type { News } from '../../../src/sources/doshii/decoded.ts';
import { createMeeting, type Meeting } from '../../../src/sources/doshii/meeting.ts';
import { NOON } from '../../clock.ts';
import { at, IDENTITY, iso, live, rowOf } from './decoding.ts';

const MINUTE = 60_000;

let journal: FileJournal;
let meeting: Meeting;
let unwritten: Item[];

const held = (key: string): Alert | undefined => journal.entryByKey(IDENTITY, key)?.alert;

/** As after the app was started anew: only the journal remembers. */
function restart(): void {
  meeting = createMeeting({ held: (identity, key) => journal.entryByKey(identity, key)?.alert });
}

beforeEach(() => {
  journal = openJournal({ file: ':memory:', merge, searchText: () => '' });
  unwritten = [];
  restart();
});

afterEach(() => journal.close());

async function write(items: Item[]): Promise<string[]> {
  const written = await journal.write({ identity: IDENTITY, items });
  return written.map(({ outcome }) => outcome);
}

/** Told, and in the journal at once: what became of it, `known` where it did not even reach the journal. */
async function tell(news: News): Promise<string> {
  const [first = 'known'] = await write(meeting.itemsOf(news).items);
  return first;
}

/** Told while the journal has not written anything yet: how many entries it will hold. */
async function tellAtOnce(...all: News[]): Promise<number> {
  for (const news of all) unwritten.push(...meeting.itemsOf(news).items);
  const outcomes = await write(unwritten);
  return outcomes.filter((outcome) => outcome === 'new').length;
}

const after = (ms: number) => at({ now: NOON + ms });
const order = (event: string, status: string, fields: object = {}, ms = 0) => live(event, { id: 1354, status, ...fields }, after(ms));
const row = (status: string, version: string | undefined, updated = 0, fields: object = {}, ms = 5 * MINUTE) =>
  rowOf(
    'order',
    { id: '1354', status, ...(version === undefined ? {} : { version }), updatedAt: iso(NOON + updated), consumer: { name: 'Tony T' }, ...fields },
    at({ now: NOON + ms, road: 'catch-up' })
  );
const told = (news: News) => {
  const { items, key } = meeting.itemsOf(news);
  const [first] = items;
  return { key, alert: first?.type === 'alert' ? first.alert : undefined, items };
};

describe('the keys', () => {
  test('what enters a status goes by its words, and by the status', () => {
    const { key, alert } = told(order('order_created', 'pending', { uri: 'https://x.doshii.co/orders/1354' }));
    expect(key).toMatch(/^order_created\|1354\|pending\|https:\/\/x\.doshii\.co\/orders\/1354\|[\da-f]{32}\|\d+$/);
    expect(alert).toMatchObject({ key, series: 'order|1354|pending', kind: 'venueOrder' });
  });

  test('with a version it goes by that, live and caught up alike', () => {
    expect(told(order('order_created', 'pending', { version: 'v1' })).alert).toMatchObject({ key: 'order|1354|pending|v1', series: 'order|1354|pending' });
    restart();
    expect(told(row('pending', 'v1')).alert).toMatchObject({ key: 'order|1354|pending|v1', series: 'order|1354|pending' });
  });

  test.each([
    ['transaction_updated', 'transaction|7|complete'],
    ['booking_created', 'booking|7|complete'],
    ['checkin_updated', 'checkin|7|complete'],
    ['ckeckin_updated', 'checkin|7|complete'],
    ['checkin_deleted', 'checkin|7|deleted'],
    ['loyalty_checkin_updated', 'loyaltyCheckin|7|complete'],
    ['points_redemption', 'points_redemption|7|complete'],
    ['card_enquiry', 'card_enquiry|7|complete'],
  ])('%s stands for %s', (event, series) => {
    expect(told(live(event, { id: 7, status: 'complete' })).alert?.series).toBe(series);
  });

  test.each(['menu_updated', 'table_created', 'location_subscription', 'app_store_status_updated', 'order_preprocess', 'nobody_knows'])('%s stands for no status', (event) => {
    expect(told(live(event, { id: 7, status: 'complete' })).alert).not.toHaveProperty('series');
  });

  test('where there is no id, the venue stands for it; where there is none, nothing', () => {
    expect(told(live('menu_updated', { locationId: 'L' })).key).toMatch(/^menu_updated\|L\|/);
    expect(told(live('order_created', { status: 'pending' })).key).toMatch(/^order_created\|\|pending\|/);
  });

  test('no id and no status passes for two parts, and no key is too long', () => {
    const long = 'x'.repeat(256);
    for (const id of ['a|b', '#1', long]) expect(told(live('order_created', { id, status: '|', version: long, uri: `https://${long}` })).key).toMatch(/^order\|#\w{32}\|#\w{32}\|#\w{32}$/);
    expect(told(live('nobody_knows', { id: long, status: long, uri: long, version: long })).key.length).toBeLessThanOrEqual(512);
    expect(told(live('y'.repeat(200), { id: 'i'.repeat(100), status: 's'.repeat(64), uri: 'u'.repeat(100), version: 'v'.repeat(100) })).key.length).toBeLessThanOrEqual(512);
  });
});

describe('live, of something that goes from status to status', () => {
  test('each status is told once', async () => {
    expect(await tell(order('order_created', 'pending'))).toBe('new');
    expect(await tell(order('order_updated', 'accepted'))).toBe('new');
    expect(await tell(order('order_updated', 'complete'))).toBe('new');
    expect(held('order|1354|complete')).toMatchObject({ kind: 'venueOrder', status: 'complete' });
  });

  test('the first to tell of a status is told as what it is, whichever event', async () => {
    await tell(order('order_updated', 'pending'));
    expect(held('order|1354|pending')?.kind).toBe('venueOrder');
    expect(await tell(order('order_created', 'pending'))).toBe('duplicate');
  });

  test('a creation that comes again is a copy, however much later and in whatever words', async () => {
    await tell(order('order_created', 'pending'));
    expect(await tell(order('order_created', 'pending', { posRef: 'P' }, 60 * MINUTE))).toBe('amended');
    expect(await tell(order('order_created', 'pending', { version: 'v9' }, 61 * MINUTE))).toBe('duplicate');
    restart();
    expect(await tell(order('order_created', 'pending', {}, 62 * MINUTE))).toBe('duplicate');
  });

  test('a second change in the same status is an edit, for the inbox', async () => {
    await tell(order('order_created', 'pending'));
    const { key, alert } = told(order('order_updated', 'pending', { notes: 'No nuts' }));
    expect(alert).toMatchObject({ key, kind: 'venueRecord', urgency: 'low', type: 'order_edited', status: 'pending' });
    expect(alert).not.toHaveProperty('series');
  });

  test('the same words are a copy within ten minutes, and an edit after them', async () => {
    await tell(order('order_updated', 'accepted'));
    expect(await tell(order('order_updated', 'accepted', {}, 10 * MINUTE))).toBe('duplicate');
    expect(await tell(order('order_updated', 'accepted', {}, 10 * MINUTE + 1))).toBe('new');
    restart();
    expect(await tell(order('order_updated', 'accepted', {}, 12 * MINUTE))).toBe('duplicate');
    expect(await tell(order('order_updated', 'accepted', {}, 30 * MINUTE))).toBe('new');
  });

  test('the same words are a copy across the end of ten minutes by the clock', async () => {
    await tell(order('order_updated', 'accepted', {}, 9 * MINUTE));
    expect(await tell(order('order_updated', 'accepted', {}, 11 * MINUTE))).toBe('duplicate');
    restart();
    expect(await tell(order('order_updated', 'accepted', {}, 19 * MINUTE))).toBe('duplicate');
    expect(await tell(order('order_updated', 'accepted', {}, 19 * MINUTE + 1))).toBe('new');
  });

  test('with a version, the same one is a copy for good, and another an edit', async () => {
    await tell(order('order_created', 'pending', { version: 'v1' }));
    expect(await tell(order('order_updated', 'pending', { version: 'v1' }, 600 * MINUTE))).toBe('duplicate');
    expect(await tell(order('order_updated', 'pending', { version: 'v2' }))).toBe('new');
    expect(held('order|1354|pending|v2')).toMatchObject({ kind: 'venueRecord', type: 'order_edited' });
    restart();
    expect(await tell(order('order_updated', 'pending', { version: 'v2' }, 900 * MINUTE))).toBe('duplicate');
  });

  test('a booking that was changed rings again', async () => {
    await tell(live('booking_created', { id: 1, status: 'accepted', covers: 2 }));
    const { alert } = told(live('booking_updated', { id: 1, status: 'accepted', covers: 4 }));
    expect(alert).toMatchObject({ kind: 'booking', urgency: 'normal', type: 'booking_updated', covers: 4 });
  });

  test.each([
    ['transaction_updated', 'transaction_edited'],
    ['checkin_updated', 'checkin_edited'],
    ['loyalty_checkin_updated', 'loyalty_checkin_edited'],
  ])('an edit by %s is called %s', async (event, type) => {
    await tell(live(event, { id: 1, status: 'pending' }));
    expect(told(live(event, { id: 1, status: 'pending', changed: true })).alert).toMatchObject({ kind: 'venueRecord', type });
  });

  test.each(['points_redemption', 'reward_redemption', 'card_enquiry', 'card_activate'])('another %s with the same id rings, a copy does not', async (event) => {
    const asks = (memberRef: string, ms: number) => live(event, { id: 'free-coffee', status: 'pending', memberRef }, after(ms));
    expect(await tell(asks('M-1', 0))).toBe('new');
    expect(await tell(asks('M-1', 1_000))).toBe('duplicate');
    expect(told(asks('M-2', MINUTE)).alert).toMatchObject({ kind: 'tillRequest', urgency: 'normal', type: event });
    expect(told(asks('M-1', 60 * MINUTE)).alert?.kind).toBe('tillRequest');
  });

  test('requests at a till do not share ids with one another', async () => {
    expect(await tell(live('card_enquiry', { id: 1, status: 'pending' }))).toBe('new');
    expect(await tell(live('card_activate', { id: 1, status: 'pending' }))).toBe('new');
  });

  test('an order that was looked at before it is placed still rings when it is', async () => {
    const looked = meeting.itemsOf(order('order_preprocess', 'pending'));
    await write(looked.items);
    await write(meeting.detailItems(row('pending', 'v1'), looked.key, 'pending'));
    expect(held(looked.key)).toMatchObject({ type: 'order_preprocess', actor: { name: 'Tony T' } });
    expect(await tell(order('order_created', 'pending', { version: 'v1' }))).toBe('new');
    expect(held('order|1354|pending')?.kind).toBe('venueOrder');
  });

  test('what was told a moment ago is known before the journal wrote it', async () => {
    expect(
      await tellAtOnce(
        order('order_created', 'pending'),
        order('order_created', 'pending'),
        order('order_updated', 'pending', { notes: 'x' }),
        order('order_updated', 'pending', { notes: 'x' }),
        live('menu_updated', { locationId: 'L' }),
        live('menu_updated', { locationId: 'L' })
      )
    ).toBe(3);
  });

  test('only so much is remembered besides the journal', () => {
    let asked = 0;
    const forgetful = createMeeting({
      held: () => {
        asked += 1;
        return undefined;
      },
    });
    const first = order('order_created', 'pending');
    forgetful.itemsOf(first);
    asked = 0;
    expect(forgetful.itemsOf(first).items).toMatchObject([{ alert: { key: 'order|1354|pending' } }]);
    expect(asked).toBe(0);
    for (let id = 0; id < 1_100; id++) forgetful.itemsOf(live('order_created', { id, status: 'accepted' }));
    expect(forgetful.itemsOf(first).items).toMatchObject([{ alert: { series: 'order|1354|pending' } }]);
  });
});

describe('live, of what has no status to enter', () => {
  test('the same words within ten minutes are a copy; other words, or later, are news', async () => {
    const menu = (fields: object, ms = 0) => live('menu_updated', { locationId: 'L', ...fields }, after(ms));
    expect(await tell(menu({}))).toBe('new');
    expect(await tell(menu({ posId: '1' }))).toBe('new');
    expect(await tell(menu({}, 9 * MINUTE))).toBe('duplicate');
    expect(await tell(menu({}, 15 * MINUTE))).toBe('new');
  });

  test('with a version a copy is one for good', async () => {
    const menu = (version: string, ms = 0) => live('menu_updated', { locationId: 'L', version }, after(ms));
    expect(await tell(menu('1'))).toBe('new');
    expect(await tell(menu('1', 6_000 * MINUTE))).toBe('duplicate');
    expect(await tell(menu('2'))).toBe('new');
  });

  test('a venue that subscribed, left and subscribed again is told three times', async () => {
    const venue = (status: string, ms: number) => tell(live('location_subscription', { id: 'L', status }, after(ms)));
    expect([await venue('subscribed', 0), await venue('unsubscribed', 20 * MINUTE), await venue('subscribed', 40 * MINUTE)]).toEqual(['new', 'new', 'new']);
  });
});

describe('caught up', () => {
  test('a status that nobody told of is told as what it is', async () => {
    expect(await tell(row('cancelled', 'v3'))).toBe('new');
    expect(held('order|1354|cancelled')).toMatchObject({ kind: 'venueOrder', road: 'catch-up', actor: { name: 'Tony T' } });
  });

  test('a version that is known is not even written', async () => {
    await tell(row('pending', 'v1'));
    expect(meeting.itemsOf(row('pending', 'v1'))).toEqual({ items: [], key: 'order|1354|pending|v1' });
    restart();
    expect(meeting.itemsOf(row('pending', 'v1'))).toEqual({ items: [], key: 'order|1354|pending|v1' });
    restart();
    await tell(order('order_created', 'pending', { version: 'v1' }));
    expect(await tell(row('pending', 'v1'))).toBe('known');
  });

  test.each([false, true])('what a frame told of without a version is filled in (restarted: %j)', async (restarted) => {
    await tell(order('order_created', 'pending', { app: { id: 1, name: 'App' } }));
    if (restarted) restart();
    expect(await tell(row('pending', 'v1', -1_000, { items: [{ name: 'Tea', totalAfterSurcounts: '300' }] }))).toBe('amended');
    expect(held('order|1354|pending')).toMatchObject({ kind: 'venueOrder', road: 'live', item: 'Tea', amount: { value: '300' }, actor: { id: 'Tony T', name: 'Tony T' } });
    expect(await tell(row('pending', 'v1'))).toBe('known');
    restart();
    expect(await tell(row('pending', 'v1'))).toBe('known');
  });

  test('a row that changed up to a minute after the frame is what the frame told of; later ones are edits', async () => {
    await tell(order('order_created', 'pending'));
    restart();
    expect(meeting.itemsOf(row('pending', 'v1', MINUTE + 1)).items).toMatchObject([{ alert: { key: 'order|1354|pending|v1', kind: 'venueRecord', type: 'order_edited' } }]);
    restart();
    expect(meeting.itemsOf(row('pending', 'v1', MINUTE)).items[0]).toMatchObject({ alert: { key: 'order|1354|pending|v1', series: expect.stringContaining('order_created|1354|pending') } });
  });

  test('an edit that came live is not told once more by the row', async () => {
    await tell(order('order_created', 'pending'));
    await tell(order('order_updated', 'pending', { notes: 'No nuts' }, 3 * MINUTE));
    expect(await tell(row('pending', 'v2', 3 * MINUTE - 500))).toBe('amended');
    expect(journal.query({ limit: 10 })).toHaveLength(2);
  });

  test('another version of what was told with one is an edit, which only bookings ring for', async () => {
    await tell(row('accepted', 'v1'));
    expect(told(row('accepted', 'v2')).alert).toMatchObject({ key: 'order|1354|accepted|v2', kind: 'venueRecord', type: 'order_edited' });
    const booking = (version: string) => rowOf('booking', { id: 1, status: 'accepted', version, updatedAt: iso(NOON) });
    await tell(booking('b1'));
    expect(told(booking('b2')).alert).toMatchObject({ kind: 'booking', type: 'booking_updated' });
  });

  test('a row without a version says nothing new about a known status', async () => {
    const plain = () => rowOf('order', { id: '1354', status: 'pending' });
    expect(await tell(plain())).toBe('new');
    expect(await tell(plain())).toBe('known');
    restart();
    expect(await tell(plain())).toBe('known');
  });

  test('a frame with the time and a row with the version of one change are one', async () => {
    await tell(order('order_created', 'pending', { updatedAt: iso(NOON - 1_000) }));
    restart();
    expect(await tell(row('pending', 'v1', -1_000))).toBe('known');
  });

  test('a booking whose frame said no status is the one in the list', async () => {
    await tell(live('booking_created', { id: 1, covers: '7' }));
    restart();
    const listed = (version: string, updated: number) => rowOf('booking', { id: 1, status: 'accepted', version, updatedAt: iso(NOON + updated) }, at({ now: NOON + 9 * MINUTE, road: 'catch-up' }));
    expect(await tell(listed('b1', -500))).toBe('duplicate');
    expect(held('booking|1|accepted')).toMatchObject({ status: 'accepted', road: 'live' });
    expect(await tell(listed('b1', -500))).toBe('known');
    expect(await tell(live('booking_created', { id: 1, status: 'accepted' }))).toBe('duplicate');
    expect(await tell(listed('b2', 5 * MINUTE))).toBe('new');
  });

  test('an order whose frame said no status still rings for how it ended', async () => {
    await tell(live('order_created', { id: 1354 }));
    restart();
    expect(await tell(row('cancelled', 'v2', 1_000))).toBe('new');
    expect(await tell(row('pending', 'v1', 500))).toBe('amended');
  });

  test('a frame that comes after the row that told of it is known, once', async () => {
    const paid = rowOf('transaction', { id: 1, status: 'complete', version: 't1', updatedAt: iso(NOON) }, at({ now: NOON + 2_000, road: 'catch-up' }));
    expect(await tell(paid)).toBe('new');
    expect(await tell(live('transaction_updated', { id: 1, status: 'complete' }, after(3_000)))).toBe('duplicate');
    expect(await tell(live('transaction_updated', { id: 1, status: 'complete' }, after(4_000)))).toBe('duplicate');
    expect(await tell(live('transaction_updated', { id: 1, status: 'complete', tip: 1 }, after(5_000)))).toBe('new');
  });

  test('a frame that comes long after its row is an edit', async () => {
    await tell(row('accepted', 'v1', 0));
    expect(await tell(order('order_updated', 'accepted', {}, 6 * MINUTE))).toBe('new');
  });
});

describe('details', () => {
  const detail = (status: string, version: string | undefined = 'v1') =>
    row(status, version, 500, { items: [{ name: 'Tea', totalAfterSurcounts: '300' }], notes: 'No nuts', rejectionReason: status === 'rejected' ? 'Too busy' : null }, 1_000);

  test('fill in what the frame told of, and make its version known', async () => {
    const news = order('order_created', 'pending', { app: { id: 1, name: 'App' } });
    const { items, key } = meeting.itemsOf(news);
    await write(items);
    expect(await write(meeting.detailItems(detail('pending'), key, news.status))).toEqual(['amended', 'amended']);
    expect(held(key)).toMatchObject({ kind: 'venueOrder', item: 'Tea', text: 'No nuts', actor: { id: 'Tony T', name: 'Tony T' } });
    expect(await tell(detail('pending'))).toBe('known');
    restart();
    expect(await tell(detail('pending'))).toBe('known');
  });

  test('of an edit fill in the edit', async () => {
    await tell(order('order_created', 'pending'));
    const { items, key } = meeting.itemsOf(order('order_updated', 'pending', { posRef: 'P' }, 1_000));
    await write(items);
    await write(meeting.detailItems(detail('pending', 'v2'), key, 'pending'));
    expect(held(key)).toMatchObject({ kind: 'venueRecord', type: 'order_edited', item: 'Tea' });
    expect(held('order|1354|pending')).not.toHaveProperty('item');
    expect(await tell(detail('pending', 'v2'))).toBe('known');
  });

  test('of what stands otherwise by now only names are taken: that it was rejected is still to be told', async () => {
    const { items, key } = meeting.itemsOf(order('order_created', 'pending'));
    await write(items);
    await write(meeting.detailItems(detail('rejected', 'v2'), key, 'pending'));
    expect(held(key)).toMatchObject({ status: 'pending', item: 'Tea', actor: { name: 'Tony T' } });
    expect(held(key)).not.toHaveProperty('text');
    expect(await tell(order('order_updated', 'rejected', {}, 2_000))).toBe('new');
  });

  test('of a frame that said no status tell which it was', async () => {
    const { items, key } = meeting.itemsOf(live('booking_created', { id: 1 }));
    await write(items);
    const listed = rowOf('booking', { id: 1, status: 'accepted', version: 'b1', updatedAt: iso(NOON), consumer: { name: 'Ann' } });
    await write(meeting.detailItems(listed, key, undefined));
    expect(held('booking|1|accepted')).toMatchObject({ kind: 'booking', status: 'accepted', actor: { name: 'Ann' } });
    expect(held('booking|1|accepted|b1')).toEqual(held(key));
    expect(await tell(live('booking_created', { id: 1, status: 'accepted' }))).toBe('duplicate');
  });

  test('of an order whose frame said no status still ring for how it ended', async () => {
    const changed = meeting.itemsOf(live('order_updated', { id: 1354 }));
    await write(changed.items);
    expect(held(changed.key)?.kind).toBe('venueRecord');
    expect(await write(meeting.detailItems(detail('rejected', 'v2'), changed.key, undefined))).toContain('new');
    expect(held(changed.key)).not.toHaveProperty('status');
    expect(held('order|1354|rejected|v2')).toMatchObject({ kind: 'venueOrder', status: 'rejected', text: 'Too busy' });
    restart();
    expect(await tell(row('pending', 'v0', -500))).toBe('new');
  });

  test('of an order that was created, which its frame did not call pending, are that order’s', async () => {
    const { items, key } = meeting.itemsOf(live('order_created', { id: 1354 }));
    await write(items);
    expect(await write(meeting.detailItems(detail('pending'), key, undefined))).not.toContain('new');
    expect(await tell(order('order_created', 'pending'))).toBe('duplicate');
    expect(await tell(detail('pending'))).toBe('known');
  });

  test('without a version fill in too', async () => {
    const { items, key } = meeting.itemsOf(order('order_created', 'pending'));
    await write(items);
    const plain = rowOf('order', { id: '1354', status: 'pending', consumer: { name: 'Tony T' } });
    await write(meeting.detailItems(plain, key, 'pending'));
    expect(held(key)?.actor).toEqual({ id: 'Tony T', name: 'Tony T' });
  });
});
