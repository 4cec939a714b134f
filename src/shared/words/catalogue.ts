import type { Language } from '../settings.ts';
import { alerts } from './en/alerts.ts';
import { desktop } from './en/desktop.ts';
import { troubles } from './en/troubles.ts';
import { certificate, form } from './en/window-form.ts';
import { paste } from './en/window-paste.ts';
import { settings } from './en/window-settings.ts';
import { firstRing, sample, welcome } from './en/window-welcome.ts';
import { window } from './en/window.ts';

const en = { alerts, desktop, troubles, window: { ...window, form, certificate, paste, settings, welcome, firstRing, sample } };

/** All words of one language. Another language is an object of this same type, so that a missing word does not compile. */
export type Catalogue = typeof en;

export const CATALOGUES = { en } satisfies Record<Language, Catalogue>;
