import { pluralsOf } from '../plurals.ts';

/** Neither a stop nor a comma between thousands: each is the decimal mark of half of those who speak Spanish. */
const { whole, form } = pluralsOf('es', '\u202f');

/** `1 aviso`, `12 000 avisos`, `2 000 000 de avisos`. */
export const plural = (n: number, one: string, many: string): string => `${whole(n)} ${form(n, { one, many: `de ${many}`, other: many })}`;
