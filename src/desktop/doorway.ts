import type { Place } from '../shared/bridge.ts';

/** The way into the window, from before there is one: links and second starts may come at any moment. */
export interface Doorway {
  open(place: Place): void;
  /** There is a window from now on; the place asked for last is opened. */
  opensWith(open: (place: Place) => void): void;
  /** The journal is open: an alert can be shown. Until then the inbox says what it waits for. */
  alertsAreThere(): void;
}

export function createDoorway(): Doorway {
  let opener: ((place: Place) => void) | undefined;
  let waiting: Place | undefined;
  let alerts = false;

  const open = (place: Place): void => {
    const early = opener === undefined || (place.view === 'alert' && !alerts);
    waiting = early ? place : undefined;
    opener?.(early ? { view: 'inbox' } : place);
  };
  const openWaiting = (): void => {
    if (waiting !== undefined) open(waiting);
  };
  return {
    open,
    opensWith(given) {
      opener = given;
      openWaiting();
    },
    alertsAreThere() {
      alerts = true;
      openWaiting();
    },
  };
}
