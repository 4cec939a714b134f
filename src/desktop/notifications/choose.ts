import type { Notifier } from '../../shared/notice.ts';
import type { DbusNotifier } from './dbus.ts';

/** The desktop's own service where there is one, asked anew for each notification since it may come and go; else the other way. */
export function chooseNotifier(first: DbusNotifier, otherwise: Notifier): Notifier {
  return {
    async show(notice) {
      const sent = await first.show(notice);
      if (sent === 'absent') return otherwise.show(notice);
      // Shown the other way before the service came up: it must not stand there twice.
      if (sent === 'shown') otherwise.withdraw(notice.id);
      return sent;
    },
    withdraw(id) {
      first.withdraw(id);
      otherwise.withdraw(id);
    },
    onEvent(listener) {
      const stops = [first.onEvent(listener), otherwise.onEvent(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
