import { remaining, upper } from './phrases.ts';

/** A title that begins with a word of ours goes on in small letters; a name keeps its capital. */
const after = (title: string): string => (/^(Quedan? |Al moderador )/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title);

/** What is said around an alert that rings once more. `left`: how long until its deadline. */
export const delivery = {
  reminder: (title: string, left: string): string =>
    title.toLowerCase().includes(left.toLowerCase()) ? `Recordatorio: ${after(title)}` : `${upper(remaining(left))}: ${title}`,
  snoozed: (title: string): string => `Pospuesto: ${title}`,
};
