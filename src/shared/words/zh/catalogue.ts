import { alerts } from './alerts.ts';
import { commandLine } from './command-line.ts';
import { data } from './data.ts';
import { delivery } from './delivery.ts';
import { desktop } from './desktop.ts';
import { network } from './network.ts';
import { troubles } from './troubles.ts';
import { aboutSettings } from './window-about.ts';
import { connections } from './window-connections.ts';
import { dataSettings } from './window-data.ts';
import { deliverySettings } from './window-delivery.ts';
import { certificate, form } from './window-form.ts';
import { keyGroups } from './window-keys.ts';
import { paste } from './window-paste.ts';
import { quiet } from './window-quiet.ts';
import { settings } from './window-settings.ts';
import { stories } from './window-stories.ts';
import { firstRing, sample, welcome } from './window-welcome.ts';
import { window } from './window.ts';

const ofWindow = {
  ...window,
  aboutSettings,
  certificate,
  connections: { ...window.connections, ...connections },
  dataSettings,
  deliverySettings,
  firstRing,
  form,
  keyGroups,
  paste,
  quiet,
  sample,
  settings,
  stories,
  welcome,
};

/** All words of simplified Chinese. */
export const zh = { alerts, commandLine, data, delivery, desktop, network, troubles, window: ofWindow };
