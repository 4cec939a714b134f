import type { Stop } from '../shared/clock.ts';
import type { Bus } from './bus.ts';

/** Something after which a connection that seems fine may be dead, and one that waits may be tried. */
export type WakeUp = 'resume' | 'unlock' | 'network';

/** Tells of wake-ups until stopped. */
export type WakeUpSource = (tell: (wakeUp: WakeUp) => void) => Stop;

const LOGIN = 'org.freedesktop.login1';
const NETWORK = 'org.freedesktop.NetworkManager';

/** NMState: from here on there is a network, be it only the local one. */
const CONNECTED_LOCAL = 50;

/** Linux: systemd's login1 (sleep, the lock screen) and NetworkManager, where they are on the system bus. */
export function systemBusWakeUps(bus: Bus): WakeUpSource {
  return (tell) => {
    const owners = new Map<string, string | undefined>();
    const from = (name: string): Stop => bus.watchName(name, (owner) => owners.set(name, owner));
    const on = (name: string, iface: string, member: string, wakeUp: WakeUp, means: (value: unknown) => boolean): Stop =>
      bus.onSignal({ interface: iface, sender: name }, (signal) => {
        if (signal.member === member && signal.sender === owners.get(name) && means(signal.body[0])) tell(wakeUp);
      });
    const stops = [
      from(LOGIN),
      from(NETWORK),
      on(LOGIN, `${LOGIN}.Manager`, 'PrepareForSleep', 'resume', (going) => going === false),
      on(LOGIN, `${LOGIN}.Session`, 'Unlock', 'unlock', () => true),
      on(NETWORK, NETWORK, 'StateChanged', 'network', (state) => typeof state === 'number' && state >= CONNECTED_LOCAL),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  };
}

/** The part of Electron's powerMonitor that tells of waking; every system has some of it. */
export interface PowerEvents {
  on(event: 'resume' | 'unlock-screen', listener: () => void): unknown;
  off(event: 'resume' | 'unlock-screen', listener: () => void): unknown;
}

export function powerWakeUps(monitor: PowerEvents): WakeUpSource {
  return (tell) => {
    const resumed = (): void => tell('resume');
    const unlocked = (): void => tell('unlock');
    monitor.on('resume', resumed);
    monitor.on('unlock-screen', unlocked);
    return () => {
      monitor.off('resume', resumed);
      monitor.off('unlock-screen', unlocked);
    };
  };
}
