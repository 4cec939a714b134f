import { NetworkError } from '../../transport/network.ts';
import { catchUpChats } from './catch-up-chats.ts';
import { catchUpNotifications } from './catch-up-notifications.ts';
import type { CatchUp } from './pass.ts';

/**
 * Everything that happened while nobody listened, by streams that have each a watermark of their own: notifications, each peer's chat,
 * each order's chat. A stream that the node fails to give does not keep the others back; the first failure is thrown at the end. It can
 * be ended at any moment and begun anew: nothing is lost, and keys tell what is known.
 */
export async function catchUp(it: CatchUp): Promise<void> {
  const failures: NetworkError[] = await it.orders.load();
  for (const pass of [catchUpNotifications, catchUpChats]) {
    try {
      await pass(it);
    } catch (error) {
      if (!(error instanceof NetworkError) || error.trouble.code === 'forbidden') throw error;
      failures.push(error);
    }
  }
  if (failures[0] !== undefined) throw failures[0];
}
