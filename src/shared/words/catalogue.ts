import type { Language } from '../settings.ts';
import { alerts } from './en/alerts.ts';
import { commandLine } from './en/command-line.ts';
import { data } from './en/data.ts';
import { delivery } from './en/delivery.ts';
import { desktop } from './en/desktop.ts';
import { network } from './en/network.ts';
import { troubles } from './en/troubles.ts';
import { dataSettings } from './en/window-data.ts';
import { deliverySettings } from './en/window-delivery.ts';
import { certificate, form } from './en/window-form.ts';
import { paste } from './en/window-paste.ts';
import { quiet } from './en/window-quiet.ts';
import { settings } from './en/window-settings.ts';
import { stories } from './en/window-stories.ts';
import { firstRing, sample, welcome } from './en/window-welcome.ts';
import { window } from './en/window.ts';

const ofWindow = { ...window, certificate, dataSettings, deliverySettings, firstRing, form, paste, quiet, sample, settings, stories, welcome };

const en = { alerts, commandLine, data, delivery, desktop, network, troubles, window: ofWindow };

/** All words of one language. Another language is an object of this same type, so that a missing word does not compile. */
export type Catalogue = typeof en;

export const CATALOGUES = { en } satisfies Record<Language, Catalogue>;
