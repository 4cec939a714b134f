import { pluralsOf } from '../plurals.ts';

const { whole, form } = pluralsOf('en');

/** `1 alert`, `12,000 alerts`. */
export const plural = (n: number, one: string, many: string): string => `${whole(n)} ${form(n, { one, other: many })}`;
