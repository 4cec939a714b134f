import type { JSX } from 'preact';
import type { AppState } from '../../src/shared/bridge.ts';
import { useModel } from '../model.ts';
import { useWords, useWordsOf } from '../words.ts';
import type { WindowWords } from '../words.ts';
import { GlyphIcon } from './icons.tsx';
import type { Glyph } from './icons.tsx';
import { useNow } from './now.ts';
import { useQuietLine } from './quiet-line.ts';
import { useState } from 'preact/hooks';

/** What the whole app wants known: above everything, gone when it is over. */
export function Banners(): JSX.Element | null {
  const words = useWords();
  const quietWords = useWordsOf('quiet');
  const model = useModel();
  const now = useNow(30_000);
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const [unwanted, setUnwanted] = useState<string | undefined>(undefined);
  const app = model.app.value;
  const journal = app === undefined ? undefined : journalTrouble(app, words);
  const quiet = useQuietLine(now);

  async function unlock(): Promise<void> {
    setFailed(undefined);
    await model.attempt(async () => {
      const done = await model.bridge.call('app.unlockKeyring');
      if (!done.ok) setFailed((await model.speech.learn('troubles')).openbazaar[done.trouble.code].help);
    });
  }

  return (
    <div class="banners">
      {model.trouble.value && (
        <Banner glyph="warning" tone="bad" text={words.marks.sentences(words.wentWrong, words.wentWrongHelp)} action={words.tryAgain} onAction={model.reload} />
      )}
      {app?.settingsProblem !== undefined && <Banner glyph="settings" tone="bad" text={app.settingsProblem} />}
      {journal !== undefined && (
        <Banner glyph="disk" tone={journal.tone} text={journal.text} action={words.banners.look} onAction={() => model.go('settings')} />
      )}
      {app?.keyring === 'locked' && (
        <Banner glyph="lock" tone="warn" text={failed ?? words.banners.locked} action={words.banners.unlock} onAction={() => void unlock()} />
      )}
      {quiet !== undefined && (
        <Banner
          glyph="bellOff"
          tone="calm"
          text={quiet.text}
          action={quiet.why === 'paused' ? quietWords.resume : quietWords.change}
          onAction={() => (quiet.why === 'paused' ? void model.attempt(() => model.bridge.call('app.resume')) : model.go('settings'))}
        />
      )}
      {app?.readyUpdate !== undefined && app.readyUpdate !== unwanted && (
        <Banner
          glyph="bell"
          tone="calm"
          text={words.banners.updateReady(app.readyUpdate)}
          action={words.banners.restart}
          onAction={() => void model.attempt(() => model.bridge.call('updates.install'))}
          onClose={() => setUnwanted(app.readyUpdate)}
        />
      )}
    </div>
  );
}

function journalTrouble({ journal, setAside }: AppState, words: WindowWords): { text: string; tone: 'bad' | 'warn' } | undefined {
  switch (journal) {
    case 'full':
      return { text: words.banners.full, tone: 'bad' };
    case 'read-only':
      return { text: words.banners.readOnly, tone: 'bad' };
    case 'broken':
      return { text: words.banners.broken, tone: 'bad' };
    case 'replaced':
      return setAside.length > 0 ? { text: words.banners.replaced, tone: 'warn' } : undefined;
    case 'opening':
    case 'encrypted':
    case 'plain':
      return undefined;
  }
}

interface Props {
  glyph: Glyph;
  tone: 'bad' | 'warn' | 'calm';
  text: string;
  action?: string;
  onAction?: () => void;
  /** For what may be left for later. */
  onClose?: () => void;
}

function Banner({ glyph, tone, text, action, onAction, onClose }: Props): JSX.Element {
  const words = useWords();
  return (
    <div class={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <GlyphIcon of={glyph} size={18} />
      <p>{text}</p>
      {action !== undefined && (
        <button type="button" class="button small" onClick={onAction}>
          {action}
        </button>
      )}
      {onClose !== undefined && (
        <button type="button" class="icon-button" aria-label={words.close} onClick={onClose}>
          <GlyphIcon of="close" size={16} />
        </button>
      )}
    </div>
  );
}
