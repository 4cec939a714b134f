import type { JSX } from 'preact';
import type { Trouble } from '../../src/shared/connection.ts';
import type { System } from '../../src/shared/system.ts';
import { useWords, useWordsOf } from '../words.ts';

/** What is wrong and what to do, in the catalogue's words for this system; the detail for those who look closer. */
export function TroubleText({ trouble, system }: { trouble: Trouble; system: System }): JSX.Element {
  const words = useWords();
  const told = useWordsOf('troubles')[system][trouble.code];
  return (
    <span class="trouble">
      <strong>{told.title}</strong> <span>{told.help}</span>
      {trouble.other !== undefined && <span> {words.connections.otherConnection(trouble.other)}</span>}
      {trouble.detail !== undefined && <code class="mono trouble-detail">{trouble.detail}</code>}
    </span>
  );
}
