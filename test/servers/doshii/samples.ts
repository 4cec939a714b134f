import type { Row } from './events.ts';
import { item } from './rows.ts';

const MEMBER = { memberRef: 'M-5', orderId: null };

/** What else an event says where nothing of REST stands behind it, or an App is not given it; `seed` is in its id. */
const SAMPLES: ReadonlyMap<string, (seed: string) => Row> = new Map<string, (seed: string) => Row>([
  [
    'order_preprocess',
    (seed) => ({
      id: `pre-${seed}`,
      status: 'pending',
      appId: '12',
      order: { type: 'pickup', items: [item('Flat white', 450)], surcounts: [] },
    }),
  ],
  ['points_redemption', (seed) => ({ id: `points-${seed}`, status: 'pending', points: 200, ...MEMBER })],
  ['reward_redemption', (seed) => ({ id: `reward-${seed}`, status: 'pending', rewardRef: 'R-1', ...MEMBER })],
  ['location_subscription', () => ({ status: 'subscribed' })],
  ['app_store_status_updated', () => ({ busyUntil: 'null' })],
  ['app_menu_item_updated', () => ({ posId: 'latte', name: 'Latte' })],
  ['table_created', () => ({ name: 'Table 4' })],
  ['table_updated', () => ({ name: 'Table 4', covers: 6 })],
  ['table_removed', () => ({ name: 'Table 4' })],
  ['table_deleted', () => ({ name: 'Table 4' })],
]);

/** What such an event says besides the venue; nothing where the venue is all, as of a menu. */
export function sampleOf(event: string, seed: string): Row {
  return SAMPLES.get(event)?.(seed) ?? {};
}
