import { flooded, Lost } from './burst.ts';
import type { Figure } from './figures.ts';
import { startWithWallet } from './tradebell.ts';
import { COPIES, putPayee, walletTexts } from './wallet-frames.ts';

const MANY = 10_000;
const FEWER = 2_000;

/** What 10,000 events at once do to the real app, each in a copy for each of its topics; where it cannot take them, what fewer do. */
export async function walletBurst({ quick, profile }: { quick: boolean; profile: string | undefined }): Promise<Figure[]> {
  if (quick) return await burstOf(FEWER, profile);
  try {
    return await burstOf(MANY, profile);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    const [longest, ...others] = await burstOf(FEWER, profile);
    const note = `${MANY.toLocaleString('en')} AT ONCE WERE NOT TAKEN IN: ${error.message}; ${longest?.note ?? ''}`;
    return longest === undefined ? [] : [{ ...longest, note }, ...others];
  }
}

async function burstOf(events: number, profile: string | undefined): Promise<Figure[]> {
  const texts = walletTexts('burst', events);
  const app = await startWithWallet({ how: 'observed' }, putPayee);
  try {
    const seen = { lost: false };
    void app.wallet.nextDisconnection().then(() => (seen.lost = true));
    const send = () => Promise.all(texts.map((text) => app.wallet.sendText(text)));
    const what = `${events.toLocaleString('en')} events in ${COPIES} copies`;
    return await flooded(app, { what, alerts: events, send, lost: () => seen.lost, profile });
  } finally {
    await app.close();
  }
}
