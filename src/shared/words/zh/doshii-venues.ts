import type { Facts, Words } from '../facts.ts';
import { plain, stateOf, venue, words } from './doshii-phrases.ts';
import { sentence, t } from './phrases.ts';

/** A venue that begins or ends to let us hear of it. */
export const subscription = (facts: Facts): Words => {
  const state = stateOf(facts);
  switch (state) {
    case 'subscribed':
      return words(facts, t`${venue(facts)}开始向你发送事件`, '你会收到你的应用在那里的订单、预订和付款动态。');
    case 'unsubscribed':
      return words(facts, t`${venue(facts)}不再向你发送事件`, '如果这出乎意料，请查看 Doshii 控制台。');
    default: {
      const now = plain(state) === '' ? undefined : `状态为“${plain(state)}”。`;
      return words(facts, t`${venue(facts)}更改了订阅`, now, '它是否向你发送事件，请查看 Doshii 控制台。');
    }
  }
};

const COPY = '如果你的应用存有副本，请重新获取。';

/** `Corner Cafe 忙碌至 19:30`: then it takes no orders, and by itself takes them again. */
const storeStatus = (facts: Facts): Words => {
  const { due, hidden } = facts;
  const state = stateOf(facts);
  const again = () => words(facts, t`${venue(facts)}恢复接单`, '已不再忙碌。');
  if (state === 'available') return again();
  if (due !== undefined && !due.over) return words(facts, t`${venue(facts)}忙碌至${due.at}`, '在此之前不接单。');
  if (due !== undefined) return words(facts, t`${venue(facts)}曾忙碌`, sentence(t`到${due.at}为止`));
  if (state === 'busy') return words(facts, t`${venue(facts)}忙碌中`, '暂时不接单。');
  // Doshii says that a store is no longer busy by naming no time.
  if (state === '' && !hidden) return again();
  const now = plain(state) === '' ? undefined : `状态为“${plain(state)}”。`;
  return words(facts, t`${venue(facts)}更改了接单状态`, now);
};

/** What is told of a venue itself, by the event's name with spaces: what it did, and whether the item or table says more. */
const OF_VENUE: ReadonlyMap<string, { did: string; names?: 'item' | 'tables' }> = new Map([
  ['menu updated', { did: '更改了菜单' }],
  ['app menu updated', { did: '更改了你应用的菜单' }],
  ['app menu item updated', { did: '更改了你应用菜单中的一项', names: 'item' }],
  ['location hours updated', { did: '更改了营业时间' }],
  ['table created', { did: '新增了餐桌', names: 'tables' }],
  ['table updated', { did: '更改了餐桌', names: 'tables' }],
  ['table removed', { did: '移除了餐桌', names: 'tables' }],
  ['table deleted', { did: '移除了餐桌', names: 'tables' }],
  ['table bulk updated', { did: '更改了多张餐桌' }],
] as const);

/** What a venue did; undefined where it is about something else. */
export const ofVenue = (facts: Facts): Words | undefined => {
  if (facts.type === 'app store status updated') return storeStatus(facts);
  const known = OF_VENUE.get(facts.type ?? '');
  if (known === undefined) return undefined;
  const name = known.names === 'item' ? facts.shortItem : known.names === 'tables' ? facts.tables : undefined;
  const said = facts.text === undefined ? undefined : sentence(facts.text);
  return words(facts, t`${venue(facts)}${known.did}${name === undefined ? '' : `：${name}`}`, said, COPY);
};
