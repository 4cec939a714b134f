import type { JSX } from 'preact';
import type { System } from '../../src/shared/system.ts';
import { SYSTEMS } from '../../src/shared/system.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import type { Glyph } from '../ui/icons.tsx';
import { useWords, useWordsOf } from '../words.ts';

const SIGNS = { openbazaar: 'order', ewallet: 'wallet', 'acapy-cloud': 'credential', doshii: 'venue' } as const satisfies Record<System, Glyph>;

/** What there is to listen to: a name and a line each. */
export function SystemChoice({ value, onChange }: { value: System; onChange: (system: System) => void }): JSX.Element {
  const { systems } = useWords();
  const { form } = useWordsOf('form');
  return (
    <fieldset>
      <legend>{form.system}</legend>
      <div class="choices">
        {SYSTEMS.map((system) => (
          <label key={system} class="choice">
            <input
              type="radio"
              name="system"
              value={system}
              checked={value === system}
              aria-label={systems[system].name}
              aria-describedby={`system-${system}`}
              onChange={() => onChange(system)}
            />
            <span class={`tile tile-${SIGNS[system]}`}>
              <GlyphIcon of={SIGNS[system]} size={20} />
            </span>
            <span>
              <strong>{systems[system].name}</strong>
              <span id={`system-${system}`} class="soft">
                {systems[system].line}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
