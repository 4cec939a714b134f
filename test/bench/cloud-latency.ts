import { cloudEvent, idOf } from '../servers/acapy-cloud/events.ts';
import { uuidOf } from '../servers/acapy-cloud/ids.ts';
import { WALLET } from './cloud-events.ts';
import { startWithNats } from './cloud-servers.ts';
import type { Figure } from './figures.ts';
import { passTheLimit, ringing } from './latency.ts';

/** From a message's publication to its notification at the desktop. */
export async function cloudLatency({ quick }: { quick: boolean }): Promise<Figure[]> {
  // As in `latency`: only so many may ring in half a minute.
  const app = await startWithNats({ how: 'observed', build: 'out-test' });
  try {
    return await ringing(app, quick ? 20 : 200, (n) => {
      const content = `Letter no. ${n} of many`;
      const id = idOf('message', content);
      const event = cloudEvent({ kind: 'message', walletId: WALLET, id, at: Date.now(), payload: { connection_id: uuidOf('letter', String(n)), content } });
      const send = async (): Promise<void> => void (await app.nats.publish(event));
      // A ping is answered within two steps.
      return { says: content, send, pass: () => passTheLimit(app, () => app.ask('turn')) };
    });
  } finally {
    await app.close();
  }
}
