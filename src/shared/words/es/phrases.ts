import { phrasesOf } from '../phrases.ts';

export const { upper, list, stopped, sentence, paragraph } = phrasesOf('es', { stop: '.', gap: ' ' });

/** A moment with its article: `las 14:05`, `la 1:05`, `el 24 dic, 14:05`; `mañana a las 14:05` has none. */
export const the = (moment: string): string => {
  if (/^mañana\b/.test(moment)) return moment;
  if (!/^\d{1,2}[:.]\d/.test(moment)) return `el ${moment}`;
  return `${/^0?1\D/.test(moment) ? 'la' : 'las'} ${moment}`;
};

/** When something is: `a las 14:05`, `el 24 dic, 14:05`. */
export const when = (moment: string): string => (/^las? /.test(the(moment)) ? `a ${the(moment)}` : the(moment));

/** `quedan 3 días`, `queda 1 hora`. */
export const remaining = (left: string): string => `${/^1\s/.test(left) ? 'queda' : 'quedan'} ${left}`;
