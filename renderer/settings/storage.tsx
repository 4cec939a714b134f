import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AppState } from '../../src/shared/bridge.ts';
import { useModel } from '../model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWords, useWordsOf } from '../words.ts';
import { Switch } from './switch.tsx';

const CALM: readonly AppState['journal'][] = ['opening', 'encrypted', 'plain'];

/** Where passwords and alerts are kept, and what that means. */
export function Storage(): JSX.Element | null {
  const words = useWordsOf('settings');
  const model = useModel();
  const app = model.app.value;
  const settings = model.settings.value;
  if (app === undefined) return null;
  return (
    <>
      <div class="kept">
        <GlyphIcon of="lock" size={18} />
        <div class="grow">
          <h3>{words.keyring}</h3>
          <p class={app.keyring === 'locked' ? 'worry' : 'soft'}>{words.keyrings[app.keyring]}</p>
          {(app.keyring === 'none' || app.keyring === 'plain') && settings !== undefined && (
            <Switch label={words.allowPlain} help={words.allowPlainHelp} on={settings.plainSecrets} onChange={(plainSecrets) => void model.change({ plainSecrets })} />
          )}
        </div>
      </div>
      <div class="kept">
        <GlyphIcon of="disk" size={18} />
        <div class="grow">
          <h3>{words.journal}</h3>
          <p class={CALM.includes(app.journal) ? 'soft' : 'worry'}>{words.journals[app.journal]}</p>
        </div>
      </div>
      {app.setAside.length > 0 && (
        <div class="set-aside">
          <h3>{words.setAside}</h3>
          <p class="soft">{words.setAsideHelp}</p>
          <ul>
            {app.setAside.map(({ file, at }) => (
              <li key={file}>
                <SetAside file={file} at={at} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** One earlier inbox that could not be opened: it can be tried again, or deleted after a question. */
function SetAside({ file, at }: { file: string; at: number }): JSX.Element {
  const all = useWords();
  const words = useWordsOf('settings');
  const model = useModel();
  const [failed, setFailed] = useState<'key-lost' | 'unreadable' | 'damaged' | undefined>(undefined);
  const [asking, setAsking] = useState(false);

  async function retry(): Promise<void> {
    setFailed(undefined);
    await model.attempt(async () => {
      const result = await model.bridge.call('app.retryJournal', { file });
      if (result === 'taken-in') model.show({ text: words.reopened });
      else setFailed(result);
    });
  }

  async function remove(): Promise<void> {
    setAsking(false);
    const done = await model.attempt(() => model.bridge.call('app.deleteSetAside', { file }));
    if (done) model.show({ text: words.deleted });
  }

  return (
    <div class="set-aside-file">
      <div class="grow">
        <code class="mono">{file.replace(/^.*[\\/]/, '')}</code>
        <p class="soft">{words.setAsideFrom(model.dates.stamp(at))}</p>
        {failed !== undefined && (
          <p class="worry" role="alert">
            {words.retryFailed[failed]}
          </p>
        )}
      </div>
      <button type="button" class="button small" onClick={() => void retry()}>
        {all.tryAgain}
      </button>
      <button type="button" class="button small" onClick={() => setAsking(true)}>
        {words.deleteFile}
      </button>
      {asking && (
        <Dialog title={words.deleteTitle} onClose={() => setAsking(false)}>
          <p>{words.deleteHelp}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {all.cancel}
            </button>
            <button type="button" class="button danger" onClick={() => void remove()}>
              {words.deleteFile}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
