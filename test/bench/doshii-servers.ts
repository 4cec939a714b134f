import { startDoshii, type Doshii } from '../servers/doshii/doshii.ts';
import type { ElectronApp } from './electron-app.ts';
import { startWithVenues, type TradebellStart } from './tradebell.ts';

/** Tradebell as built, which hears of a Doshii's venues. */
export interface VenueTradebell extends ElectronApp {
  readonly doshii: Doshii;
}

/** Starts it; `details`: with the client secret too, so that REST is asked for them. Its catch-up is over. */
export async function startWithDoshii(start: TradebellStart, { details = false } = {}): Promise<VenueTradebell> {
  const doshii = await startDoshii();
  const { url, rest, clientId, clientSecret } = doshii;
  const app = await startWithVenues(start, {
    url,
    rest,
    secret: details ? { clientId, clientSecret } : { clientId },
    online: details ? doshii.nextAnswer('/bookings') : doshii.listening(),
    close: doshii.close,
  });
  return { ...app, doshii };
}
