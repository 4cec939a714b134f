import type { JSX } from 'preact';
import type { PauseFor } from '../../src/shared/quiet.ts';
import { useModel } from '../model.ts';
import { useNow } from '../ui/now.ts';
import { useQuietLine } from '../ui/quiet-line.ts';
import { useWordsOf } from '../words.ts';

/** In the order in which they are offered. */
const CHOICES = ['hour', 'morning', 'resumed'] as const satisfies readonly PauseFor[];

/** Says why it is quiet now and until when, and pauses or resumes. */
export function Pause(): JSX.Element {
  const words = useWordsOf('delivery').pause;
  const { resume } = useWordsOf('quiet');
  const model = useModel();
  const line = useQuietLine(useNow(30_000));
  return (
    <>
      <p class="soft">{words.lead}</p>
      <p role="status">{line?.text}</p>
      <div class="card-actions" role="group" aria-label={words.title}>
        {line?.why === 'paused' && (
          <button type="button" class="button primary" onClick={() => void model.attempt(() => model.bridge.call('app.resume'))}>
            {resume}
          </button>
        )}
        {CHOICES.map((how) => (
          <button key={how} type="button" class="button" onClick={() => void model.attempt(() => model.bridge.call('app.pauseFor', { how }))}>
            {words.now[how]}
          </button>
        ))}
      </div>
    </>
  );
}
