import { electronHost } from '../../src/desktop/host.ts';
import { runTradebell } from '../../src/tradebell.ts';
import { steeredClock } from './steered-clock.ts';

// The same app, with a clock that the test reaches through Playwright's `evaluate`. Bundled for tests only.
const clock = steeredClock();
Object.assign(globalThis, { tradebellClock: clock });
const { TRADEBELL_TEST_FEED: url, TRADEBELL_TEST_KEY: key } = process.env;
const updates = url === undefined || key === undefined ? undefined : { feed: { url, key }, kind: 'appimage' as const };
runTradebell(electronHost(__dirname), { clock, random: Math.random, updates });
