import { powerMonitor } from 'electron';
import type { Clock, Stop } from '../shared/clock.ts';
import { openBus, systemBusAddress } from './bus.ts';
import type { Host } from './host.ts';
import { powerWakeUps, systemBusWakeUps, wakeUps, type WakeUp } from './wake-ups.ts';

/** Everything on this machine that tells of waking, until stopped. */
export function listenForWakeUps({ host, clock }: { host: Host; clock: Clock }, listener: (wakeUp: WakeUp) => void): Stop {
  if (host.platform !== 'linux') return wakeUps([powerWakeUps(powerMonitor)], clock, listener);
  const bus = openBus({ address: systemBusAddress(host.env), clock });
  const stop = wakeUps([powerWakeUps(powerMonitor), systemBusWakeUps(bus)], clock, listener);
  return () => {
    stop();
    bus.close();
  };
}
