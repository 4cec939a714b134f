import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Privacy, Theme } from '../../src/shared/settings.ts';
import { useModel } from '../model.ts';
import { RuleTable } from '../ui/rule-table.tsx';
import { useWords } from '../words.ts';
import { Storage } from './storage.tsx';

const THEME_ORDER = ['system', 'light', 'dark'] as const satisfies readonly Theme[];
const PRIVACY_ORDER = ['all', 'who', 'nothing'] as const satisfies readonly Privacy[];

export function Settings(): JSX.Element {
  const words = useWords();
  const { settings, change, app } = useModel();
  const now = settings.value;
  return (
    <main class="page quiet-scroll">
      <div class="page-in settings">
        <header class="page-head">
          <h1>{words.settings.title}</h1>
        </header>
        {now !== undefined && (
          <>
            <Group title={words.settings.appearance}>
              <Choice
                legend={words.settings.theme}
                name="theme"
                options={THEME_ORDER}
                labels={words.settings.themes}
                value={now.theme}
                onChange={(theme) => void change({ theme })}
              />
            </Group>
            <Group title={words.settings.notifications}>
              <Choice
                legend={words.settings.privacy}
                name="privacy"
                options={PRIVACY_ORDER}
                labels={words.settings.privacies}
                value={now.privacy}
                onChange={(privacy) => void change({ privacy })}
              />
              <p class="soft">{words.settings.privacyHelp}</p>
              <TestNotification />
            </Group>
            <Group title={words.settings.rules}>
              <p class="soft">{words.rules.legend}</p>
              <RuleTable label={words.settings.rules} rules={now.rules} unruled={words.rules.usual} onChange={(rules) => void change({ rules })} />
            </Group>
          </>
        )}
        <Group title={words.settings.storage}>
          <Storage />
        </Group>
        {app.value !== undefined && <p class="soft version">{words.settings.version(app.value.version)}</p>}
      </div>
    </main>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="group">
      <h2>{title}</h2>
      <div class="group-in">{children}</div>
    </section>
  );
}

interface ChoiceProps<T extends string> {
  legend: string;
  name: string;
  options: readonly T[];
  labels: Record<T, string>;
  value: T;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ legend, name, options, labels, value, onChange }: ChoiceProps<T>): JSX.Element {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="segments">
        {options.map((option) => (
          <label key={option}>
            <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
            <span>{labels[option]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TestNotification(): JSX.Element {
  const words = useWords().settings;
  const { bridge, attempt } = useModel();
  const [answer, setAnswer] = useState('');
  const test = (): Promise<boolean> =>
    attempt(async () => {
      const shown = await bridge.call('app.testNotification');
      setAnswer(shown === 'shown' ? words.testShown : words.testFailed);
    });
  return (
    <div>
      <button type="button" class="button" onClick={() => void test()}>
        {words.test}
      </button>
      <p class="soft test-answer" role="status">
        {answer}
      </p>
    </div>
  );
}
