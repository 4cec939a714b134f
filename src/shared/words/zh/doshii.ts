import type { Facts, Words } from '../facts.ts';
import { booking } from './doshii-bookings.ts';
import { checkin } from './doshii-checkins.ts';
import { orderRecord, preCheck, venueOrder } from './doshii-orders.ts';
import { venuePayment } from './doshii-payments.ts';
import { whereFor, words } from './doshii-phrases.ts';
import { isOfTill, tillRecord, tillRequest } from './doshii-tills.ts';
import { ofVenue, subscription } from './doshii-venues.ts';
import { sentence } from './phrases.ts';

/** All that nobody has to act on, by the name of its event with spaces. */
const venueRecord = (facts: Facts): Words => {
  const type = facts.type ?? '';
  if (isOfTill(facts)) return tillRecord(facts);
  if (type === 'order preprocess') return preCheck(facts);
  const byVenue = ofVenue(facts);
  if (byVenue !== undefined) return byVenue;
  const [noun] = type.split(' ');
  if (noun === 'order') return orderRecord(facts);
  if (noun === 'transaction') return venuePayment(facts);
  if (noun === 'booking') return booking(facts);
  if (type.includes('checkin')) return checkin(facts);
  const said = facts.text === undefined ? undefined : sentence(facts.text);
  return words(facts, type === '' ? 'Doshii 有新动态' : `Doshii 有新动态：${type}`, said, whereFor(facts));
};

/** What was missed while away, by whether Doshii could be asked at all. */
export const doshiiMissed = ({ status }: Facts): string =>
  status === 'partly'
    ? '这段时间的订单和预订已补收；收银台请求、签到和菜单变更无法事后查询。'
    : '无法向 Doshii 查询这段时间发生了什么。这需要客户端密钥：请添加或检查它，以便 Tradebell 查询。';

/** What each kind of Doshii's says. We are neither buyer nor seller there, but the app between a customer and a venue. */
export const doshii = { venueOrder, venuePayment, booking, checkin, tillRequest, subscription, venueRecord };
