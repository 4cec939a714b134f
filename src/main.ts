import { electronHost } from './desktop/host.ts';
import { systemClock } from './shared/clock.ts';
import { runTradebell } from './tradebell.ts';

runTradebell(electronHost(__dirname), { clock: systemClock, random: Math.random });
