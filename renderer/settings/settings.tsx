import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Privacy, TextSize, Theme } from '../../src/shared/settings.ts';
import { useModel } from '../model.ts';
import { useStyles } from '../styles/use-styles.ts';
import { Failed } from '../ui/failed.tsx';
import { useSlow } from '../ui/slow.ts';
import { RuleTable } from '../ui/rule-table.tsx';
import { useWords } from '../words.ts';
import { Choice } from './choice.tsx';
import { DataSettings } from './data.tsx';
import delivery from './delivery.css' with { type: 'text' };
import { Group } from './group.tsx';
import { Pause } from './pause.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { Sounds } from './sounds.tsx';
import { Storage } from './storage.tsx';
import { Switch } from './switch.tsx';
import { useSettingsWords } from './words.ts';

const THEME_ORDER = ['system', 'light', 'dark'] as const satisfies readonly Theme[];
const TEXT_ORDER = ['normal', 'large', 'larger'] as const satisfies readonly TextSize[];
const PRIVACY_ORDER = ['all', 'who', 'nothing'] as const satisfies readonly Privacy[];

export function Settings(): JSX.Element {
  const words = useWords();
  const own = useSettingsWords();
  const { settings, change, app, trouble, reload } = useModel();
  useStyles(delivery);
  const now = settings.value;
  const failed = now === undefined && trouble.value;
  const slow = useSlow(now === undefined && !failed);
  return (
    <main class="page quiet-scroll">
      <div class="page-in settings">
        <header class="page-head">
          <h1>{own.title}</h1>
        </header>
        {slow && <p class="slow">{words.list.loadingMore}</p>}
        {failed && <Failed onAgain={reload} />}
        {now !== undefined && (
          <>
            <Group title={own.appearance}>
              <Choice
                legend={own.theme}
                name="theme"
                options={THEME_ORDER}
                labels={own.themes}
                value={now.theme}
                onChange={(theme) => void change({ theme })}
              />
              <Choice
                legend={own.textSize}
                name="text"
                options={TEXT_ORDER}
                labels={own.textSizes}
                value={now.textSize}
                onChange={(textSize) => void change({ textSize })}
              />
            </Group>
            <Group title={own.notifications}>
              <Choice
                legend={own.privacy}
                name="privacy"
                options={PRIVACY_ORDER}
                labels={own.privacies}
                value={now.privacy}
                onChange={(privacy) => void change({ privacy })}
              />
              <p class="soft">{own.privacyHelp}</p>
              <TestNotification />
            </Group>
            <Group title={own.delivery.pause.title}>
              <Pause />
            </Group>
            <Group title={own.rules}>
              <p class="soft">{words.rules.legend}</p>
              <p class="soft">{own.delivery.usualHelp}</p>
              <RuleTable label={own.rules} rules={now.rules} unruled={words.rules.usual} onChange={(rules) => void change({ rules })} />
            </Group>
            <Group title={own.delivery.sound.title}>
              <Sounds />
            </Group>
            <Group title={own.delivery.hours.title}>
              <QuietHours />
            </Group>
            <Group title={own.delivery.start.title}>
              <Switch label={own.delivery.start.atLogin} help={own.delivery.start.atLoginHelp} on={now.atLogin} onChange={(atLogin) => void change({ atLogin })} />
            </Group>
            <DataSettings />
          </>
        )}
        <Group title={own.storage}>
          <Storage />
        </Group>
        {app.value !== undefined && <p class="soft version">{own.version(app.value.version)}</p>}
      </div>
    </main>
  );
}

function TestNotification(): JSX.Element {
  const words = useSettingsWords();
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
