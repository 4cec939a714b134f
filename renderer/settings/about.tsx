import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { About as Facts } from '../../src/shared/about.ts';
import { useModel } from '../model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWordsOf } from '../words.ts';
import { Group } from './group.tsx';
import { Updates } from './updates.tsx';

/** Lines across eighty characters would break in a narrow window. */
const RULE = /^-{29,}$/gm;

/** What this Tradebell is, what it runs on, whose work is in it, and whether there is a newer one. */
export function About(): JSX.Element {
  const words = useWordsOf('about');
  const { bridge, attempt } = useModel();
  const [facts, setFacts] = useState<Facts | undefined>(undefined);
  useEffect(() => void attempt(async () => setFacts(await bridge.call('about.get'))), [bridge]);
  return (
    <>
      <Group title={words.updates.title}>
        <Updates homepage={facts?.homepage ?? ''} />
      </Group>
      <Group title={words.title}>
        <div>
          <h3>{facts === undefined ? ' ' : words.version(facts.version)}</h3>
          <p class="soft">{words.licence}</p>
        </div>
        {facts !== undefined && (
          <dl class="versions" aria-label={words.runsOn}>
            {[
              ['Electron', facts.electron],
              ['Chromium', facts.chromium],
              ['Node', facts.node],
            ].map(([name, version]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd class="mono">{version}</dd>
              </div>
            ))}
          </dl>
        )}
        <LicencesButton />
      </Group>
    </>
  );
}

/** The text is long, and few read it: it is asked for when it is. */
function LicencesButton(): JSX.Element {
  const words = useWordsOf('about');
  const { bridge, attempt } = useModel();
  const [text, setText] = useState<string | null | undefined>(undefined);
  return (
    <>
      <button type="button" class="button at-start" onClick={() => void attempt(async () => setText(await bridge.call('about.licences')))}>
        {words.licences}
      </button>
      {text !== undefined && (
        <Dialog title={words.licences} onClose={() => setText(undefined)}>
          <p class="soft">{text === null ? words.noLicences : words.licencesHelp}</p>
          {text !== null && (
            <pre class="licences quiet-scroll" tabIndex={0} role="region" aria-label={words.licences}>
              {text.replace(RULE, '-'.repeat(28))}
            </pre>
          )}
        </Dialog>
      )}
    </>
  );
}
