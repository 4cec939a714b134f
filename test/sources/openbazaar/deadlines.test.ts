import { expect, test } from 'vitest';
import { notificationKey } from '../../../src/sources/openbazaar/notifications.ts';
import { NOON } from '../../clock.ts';
import { aNode, aSource, DAY, type Running } from './with-node.ts';

/** Until both looks at the node's list are over. */
async function looked(it: Running): Promise<void> {
  for (let second = 0; second < 6; second++) {
    await it.clock.advance(1_000);
    await it.node.idle();
  }
}

test('a forged warning leaves nothing behind in the true one that comes later', async () => {
  const it = aSource(await aNode());
  await it.online();
  const orderId = 'QmOrder';
  const key = notificationKey('buyerDisputeTimeout', it.node.trade.buyerDisputeTimeout({ stored: false, orderId, expiresIn: 60 }).id);
  await it.sink.until(() => it.alert(key) !== undefined);
  await looked(it);
  await it.sink.until(() => it.alert(key)?.confirmation === 'refuted');
  it.node.trade.buyerDisputeTimeout({ orderId, expiresIn: 5 * 86_400 });
  await looked(it);
  await it.sink.until(() => it.alert(key)?.confirmation === 'confirmed');
  expect(it.alert(key)).toMatchObject({ category: 'dispute', urgency: 'urgent' });
  expect((it.alert(key)?.deadlineAt ?? 0) - it.clock.now()).toBeGreaterThan(4 * DAY);
});

test('all warnings that a node missed to send, at once, are one alert with the earliest deadline', async () => {
  const it = aSource(await aNode());
  await it.online();
  for (const days of [30, 5, 1]) it.node.trade.buyerDisputeTimeout({ orderId: 'QmOrder', expiresIn: days * 86_400 });
  await it.sink.until(() => it.sink.kept.alerts.size > 0);
  await looked(it);
  const [one, ...others] = it.sink.kept.alerts.values();
  expect(others).toEqual([]);
  expect(one).toMatchObject({ confirmation: 'confirmed', deadlineAt: NOON + DAY });
});
