import type { JSX } from 'preact';
import { LANGUAGE_CHOICES } from '../../src/shared/languages.ts';
import type { Privacy, TextSize, Theme } from '../../src/shared/settings.ts';
import { useModel } from '../model.ts';
import { useStyles } from '../styles/use-styles.ts';
import { Failed } from '../ui/failed.tsx';
import { useSlow } from '../ui/slow.ts';
import { RuleTable } from '../ui/rule-table.tsx';
import { useWords, useWordsOf } from '../words.ts';
import { About } from './about.tsx';
import { Choice } from './choice.tsx';
import { DataSettings } from './data.tsx';
import delivery from './delivery.css' with { type: 'text' };
import { Group } from './group.tsx';
import { Pause } from './pause.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { Sounds } from './sounds.tsx';
import { Storage } from './storage.tsx';
import { Switch } from './switch.tsx';
import { TestNotification } from './test-notification.tsx';

const THEME_ORDER = ['system', 'light', 'dark'] as const satisfies readonly Theme[];
const TEXT_ORDER = ['normal', 'large', 'larger'] as const satisfies readonly TextSize[];
const PRIVACY_ORDER = ['all', 'who', 'nothing'] as const satisfies readonly Privacy[];

export function Settings(): JSX.Element {
  const words = useWords();
  const own = useWordsOf('settings');
  const ringing = useWordsOf('delivery');
  const { bridge, settings, change, trouble, reload } = useModel();
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
                legend={own.language}
                name="language"
                options={LANGUAGE_CHOICES}
                labels={own.languages}
                value={now.language}
                onChange={(language) => void change({ language })}
              />
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
              <TestNotification ring={() => bridge.call('app.testNotification')} />
            </Group>
            <Group title={ringing.pause.title}>
              <Pause />
            </Group>
            <Group title={own.rules}>
              <p class="soft">{words.rules.legend}</p>
              <p class="soft">{ringing.usualHelp}</p>
              <RuleTable label={own.rules} rules={now.rules} unruled={words.rules.usual} onChange={(rules) => void change({ rules })} />
            </Group>
            <Group title={ringing.sound.title}>
              <Sounds />
            </Group>
            <Group title={ringing.hours.title}>
              <QuietHours />
            </Group>
            <Group title={ringing.start.title}>
              <Switch label={ringing.start.atLogin} help={ringing.start.atLoginHelp} on={now.atLogin} onChange={(atLogin) => void change({ atLogin })} />
            </Group>
            <DataSettings />
          </>
        )}
        <Group title={own.storage}>
          <Storage />
        </Group>
        <About />
      </div>
    </main>
  );
}
