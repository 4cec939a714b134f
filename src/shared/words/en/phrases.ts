/** With a capital letter in front. */
export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a, b, and c`. */
export const list = (parts: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);

/** With a stop at its end: somebody else's text need not have one. */
export const stopped = (text: string): string => (/[.!?…]["”’)]*$/.test(text) ? text : `${text}.`);

/** As a sentence of its own. */
export const sentence = (text: string): string => stopped(upper(text));

/** Sentences one after the other, without those that there are no words for. */
export const paragraph = (...sentences: readonly (string | undefined)[]): string =>
  sentences.filter((one) => one !== undefined && one !== '').join(' ');
