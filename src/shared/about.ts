import { z } from 'zod';
import { PACKAGE_KINDS } from './updates.ts';

/** What this Tradebell is, and what it runs on. */
export const About = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  platform: z.string(),
  packageKind: z.enum(PACKAGE_KINDS),
  /** Where new releases are to be found; empty where nobody said. */
  homepage: z.string(),
});
export type About = z.infer<typeof About>;

/** The licences of all that is inside, as one text; `null` where none was written, as in some checkouts. */
export const Licences = z.string().nullable();
