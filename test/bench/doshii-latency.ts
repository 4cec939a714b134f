import { frameOf } from '../servers/doshii/events.ts';
import { startWithDoshii } from './doshii-servers.ts';
import type { Figure } from './figures.ts';
import { PASSED_MS, passTheLimit, ringing } from './latency.ts';

/** From an order's frame on the socket to its notification at the desktop; then to the one that says who ordered, which REST is asked for. */
export async function doshiiLatency(run: { quick: boolean }): Promise<Figure[]> {
  return [...(await bare(run)), ...(await detailed(run)).map((figure) => ({ ...figure, name: `  the same with the customer’s name, from REST${/,.*/.exec(figure.name)?.[0] ?? ''}` }))];
}

async function bare({ quick }: { quick: boolean }): Promise<Figure[]> {
  // As in `latency`: only so many may ring in half a minute.
  const app = await startWithDoshii({ how: 'observed', build: 'out-test' });
  try {
    return await ringing(app, quick ? 20 : 200, (n) => {
      const id = `no-${String(n).padStart(5, '0')}`;
      const text = frameOf('order_created', { id, locationId: app.doshii.venue.id, status: 'pending' }, 'emit');
      // A heartbeat is answered within the turn.
      return { says: `Order ${id}.`, send: () => app.doshii.sendText(text), pass: () => passTheLimit(app, () => app.ask('turn')) };
    });
  } finally {
    await app.close();
  }
}

async function detailed({ quick }: { quick: boolean }): Promise<Figure[]> {
  const app = await startWithDoshii({ how: 'observed', build: 'out-test' }, { details: true });
  const { doshii } = app;
  try {
    return await ringing(app, quick ? 20 : 100, (n) => {
      const name = `Guest no. ${n} of many`;
      const send = (): Promise<void> => Promise.resolve(void doshii.order({ fields: { consumer: { name, email: null, phone: null } } }));
      const pass = async (): Promise<void> => {
        // Its clock goes with the app's: a token is good for some minutes only.
        doshii.skew((n + 1) * PASSED_MS);
        await passTheLimit(app, () => app.ask('turn'));
      };
      return { says: name, send, pass };
    });
  } finally {
    await app.close();
  }
}
