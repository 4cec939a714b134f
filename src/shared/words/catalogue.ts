import type { Language } from '../settings.ts';
import { alerts } from './en/alerts.ts';
import { desktop } from './en/desktop.ts';
import { troubles } from './en/troubles.ts';
import { certificate, form } from './en/window-form.ts';
import { window } from './en/window.ts';

const en = { alerts, desktop, troubles, window: { ...window, form, certificate } };

/** All words of one language. Another language is an object of this same type, so that a missing word does not compile. */
export type Catalogue = typeof en;

export const CATALOGUES = { en } satisfies Record<Language, Catalogue>;
