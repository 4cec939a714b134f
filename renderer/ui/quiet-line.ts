import type { Quiet } from '../../src/shared/quiet.ts';
import { useModel } from '../model.ts';
import { useWords, useWordsOf } from '../words.ts';
import { moment } from './moment.ts';

/** Why it is quiet now and until when, in words; undefined: it is not quiet. */
export function useQuietLine(now: number): { why: Quiet['why']; text: string } | undefined {
  const words = useWordsOf('quiet');
  const { marks } = useWords();
  const { app, dates } = useModel();
  if (app.value === undefined) return undefined;
  const quiet = app.value.quiet ?? pauseOf(app.value.pausedUntil);
  if (quiet === undefined || (quiet.until !== undefined && quiet.until <= now)) return undefined;
  const when = quiet.until === undefined ? undefined : moment(quiet.until, now, words, dates);
  return { why: quiet.why, text: marks.sentences(words.why[quiet.why](when), quiet.urgentComes ? words.urgentComes : words.nothingRings) };
}

/** Where only the pause is known yet. */
function pauseOf(pausedUntil: number | null): Quiet | undefined {
  if (pausedUntil === 0) return undefined;
  return { why: 'paused', ...(pausedUntil === null ? {} : { until: pausedUntil }), urgentComes: false };
}
