import { powerMonitor } from 'electron';
import type { Clock, Stop } from '../shared/clock.ts';
import { openBus, systemBusAddress } from './bus.ts';
import type { Host } from './host.ts';
import { powerWakeUps, systemBusWakeUps, type WakeUp } from './wake-ups.ts';

/** Tells of everything on this machine that speaks of waking, as it comes: doubled, or never. transport/wake.ts makes one of it. */
export function listenForWakeUps({ host, clock }: { host: Host; clock: Clock }, listener: (wakeUp: WakeUp) => void): Stop {
  const stops = [powerWakeUps(powerMonitor)(listener)];
  if (host.platform === 'linux') {
    const bus = openBus({ address: systemBusAddress(host.env), clock });
    stops.push(systemBusWakeUps(bus)(listener), () => bus.close());
  }
  return () => {
    for (const stop of stops) stop();
  };
}
