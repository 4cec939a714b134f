import { expect, test } from 'vitest';
import { createDoorway } from '../../src/desktop/doorway.ts';
import type { Place } from '../../src/shared/bridge.ts';

const alert: Place = { view: 'alert', id: 7 };
const inbox: Place = { view: 'inbox' };

test('what is asked for before there is a window is opened with it, the last of several', () => {
  const opened: Place[] = [];
  const doorway = createDoorway();
  doorway.open(alert);
  doorway.open({ view: 'connections', id: 'a' });
  doorway.opensWith((place) => opened.push(place));
  doorway.open({ view: 'inbox', category: 'chat' });
  expect(opened).toEqual([
    { view: 'connections', id: 'a' },
    { view: 'inbox', category: 'chat' },
  ]);
});

test('an alert waits in the inbox for the journal, unless something else is asked for meanwhile', () => {
  const opened: Place[] = [];
  const doorway = createDoorway();
  doorway.open(alert);
  doorway.opensWith((place) => opened.push(place));
  doorway.alertsAreThere();
  doorway.open(alert);
  expect(opened).toEqual([inbox, alert, alert]);

  const other = createDoorway();
  other.opensWith(() => undefined);
  other.open(alert);
  other.open(inbox);
  other.opensWith((place) => opened.push(place));
  other.alertsAreThere();
  expect(opened).toEqual([inbox, alert, alert]);
});
