import { z } from 'zod';

/**
 * Money or tokens. `value` is an integer in base units as a decimal string (may be negative, up to 40 digits);
 * `divisibility` is the exponent of ten between base unit and unit, absent where it is not known: then only base units can be said.
 */
export const Amount = z.object({
  value: z.string().regex(/^-?\d{1,80}$/),
  unit: z.string().max(64),
  divisibility: z.number().int().min(0).max(36).optional(),
});
export type Amount = z.infer<typeof Amount>;
