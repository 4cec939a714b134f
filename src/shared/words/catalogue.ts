import type { Language } from '../languages.ts';
import { en } from './en/catalogue.ts';
import { es } from './es/catalogue.ts';
import type { Wide } from './wide.ts';
import { zh } from './zh/catalogue.ts';

/** All words of one language. Another language is an object of English's shape, so that a missing word does not compile. */
export type Catalogue = Wide<typeof en>;

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, es, zh };
