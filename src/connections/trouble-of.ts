import { Trouble } from '../shared/connection.ts';
import { SourceError } from '../sources/source.ts';
import type { Acted } from '../bell/acts.ts';

/** Errors of the wire carry their trouble; anything else is a fault of ours, and named as one. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Error && 'trouble' in error) {
    const parsed = Trouble.safeParse(error.trouble);
    if (parsed.success) return parsed.data;
  }
  return { code: 'server-error', detail: String(error).slice(0, 500) };
}

/** What an action that failed has left behind. Only a source that says so surely did nothing. */
export function actFailed(error: unknown): Extract<Acted, { ok: false }> {
  return { ok: false, trouble: troubleOf(error), outcome: error instanceof SourceError ? error.outcome : 'unknown' };
}
