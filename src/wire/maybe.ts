import { z } from 'zod';

/**
 * Frames are read leniently: a field that is missing, null or of another type is absent, and never costs the rest of its frame. Frames are
 * hostile: nothing here throws.
 */
export const maybe = <T extends z.ZodType>(schema: T) =>
  // Servers write null for most of what is missing: taken by itself, for making an error of each costs more than reading the rest.
  schema
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);

export const text = maybe(z.string());
export const flag = maybe(z.boolean());
/** Left to be read by whoever knows its forms. */
export const anything = z.unknown().optional();

/** RFC 3339 as UTC ms; Go's zero time, and whatever else lies before 1970, is no time. */
export const time = maybe(
  z
    .string()
    .max(64)
    .regex(/^\d{4}-\d\d-\d\dT/)
    .transform((value) => Date.parse(value))
    .pipe(z.number().int().positive().max(8.64e15))
);
