import type { Figure } from './figures.ts';
import { passTheLimit, ringing } from './latency.ts';
import { startWithWallet } from './tradebell.ts';
import { copiesOf, putPayee } from './wallet-frames.ts';

/** From a request's first copy on the socket to its notification at the desktop. */
export async function walletLatency({ quick }: { quick: boolean }): Promise<Figure[]> {
  // As in `latency`: only so many may ring in half a minute.
  const app = await startWithWallet({ how: 'observed', build: 'out-test' }, putPayee);
  try {
    return await ringing(app, quick ? 20 : 200, (n) => {
      const fullName = `Alice no. ${n} of many`;
      const texts = copiesOf({ id: `txc_latency_${n}`, user: { fullName } });
      const send = async (): Promise<void> => void (await Promise.all(texts.map((text) => app.wallet.sendText(text))));
      // A heartbeat is answered within the turn.
      return { says: fullName, send, pass: () => passTheLimit(app, () => app.ask('turn')) };
    });
  } finally {
    await app.close();
  }
}
