import { pluralsOf } from '../plurals.ts';
import { t } from './phrases.ts';

const { whole } = pluralsOf('zh');

/** `1 条提醒`, `12,000 条提醒`: `what` begins with its measure word. */
export const plural = (n: number, what: string): string => t`${whole(n)}${what}`;
