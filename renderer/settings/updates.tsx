import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { UpdateState } from '../../src/shared/updates.ts';
import { useModel } from '../model.ts';
import { useWordsOf } from '../words.ts';
import type { WordsOf } from '../words.ts';
import { Switch } from './switch.tsx';
import { UpdateProxy } from './update-proxy.tsx';

type UpdateWords = WordsOf<'about'>['updates'];

/** Whether there is a newer Tradebell, and what can be done about it. */
export function Updates({ homepage }: { homepage: string }): JSX.Element | null {
  const words = useWordsOf('about').updates;
  const { bridge, attempt, settings, change, dates } = useModel();
  const [now, setNow] = useState<UpdateState | undefined>(undefined);
  useEffect(() => {
    void attempt(async () => setNow(await bridge.call('updates.get')));
    return bridge.on('updates.changed', setNow);
  }, [bridge]);
  if (now === undefined) return null;
  const busy = now.state === 'looking' || now.state === 'downloading';
  const byItself = busy || now.state === 'idle' || now.state === 'ready';
  const troubled = now.state === 'idle' && now.trouble !== undefined && now.trouble.code !== 'unreachable';
  return (
    <>
      <div>
        <p role="status" class={troubled ? 'worry' : ''}>
          {said(now, words, dates.stamp)}
        </p>
        {now.state === 'manual' && homepage !== '' && (
          <p class="soft">
            {words.foundAt} <span class="mono">{homepage}</span>
          </p>
        )}
      </div>
      {now.state === 'ready' && (
        <button type="button" class="button primary at-start" onClick={() => void attempt(() => bridge.call('updates.install'))}>
          {words.restart}
        </button>
      )}
      {(busy || now.state === 'idle') && (
        <button type="button" class="button at-start" disabled={busy} onClick={() => void attempt(() => bridge.call('updates.check'))}>
          {words.look}
        </button>
      )}
      {byItself && settings.value !== undefined && (
        <>
          <Switch label={words.byItself} help={words.byItselfHelp} on={settings.value.checkForUpdates} onChange={(checkForUpdates) => void change({ checkForUpdates })} />
          <UpdateProxy />
        </>
      )}
    </>
  );
}

function said(now: UpdateState, words: UpdateWords, stamp: (at: number) => string): string {
  switch (now.state) {
    case 'off':
      return words.off[now.why];
    case 'managed':
      return words.managed[now.kind];
    case 'manual':
      return words.manual[now.kind];
    case 'idle':
      if (now.trouble !== undefined) return `${words.troubles[now.trouble.code]}${words.at(stamp(now.trouble.at))}`;
      return now.lookedAt === undefined ? words.never : words.newest(stamp(now.lookedAt));
    case 'looking':
      return words.looking;
    case 'downloading':
      return words.downloading(now.version, Math.round(now.share * 100));
    case 'ready':
      return words.ready(now.version);
    default:
      return now satisfies never;
  }
}
