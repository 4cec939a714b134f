import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { readProxy, type ProxyFlaw } from '../../src/shared/proxy-address.ts';
import { useModel } from '../model.ts';
import { useWordsOf } from '../words.ts';
import { Choice } from './choice.tsx';

const WAYS = ['system', 'none', 'own'] as const;
type Way = (typeof WAYS)[number];

/** By which way updates are looked for and fetched. An address counts once it is one, and was agreed to. */
export function UpdateProxy(): JSX.Element {
  const words = useWordsOf('about').updates;
  const { settings, change, say } = useModel();
  const kept = settings.value?.updateProxy ?? 'system';
  const keptWay: Way = kept === 'system' || kept === 'none' ? kept : 'own';
  const [way, setWay] = useState<Way>(keptWay);
  const [typed, setTyped] = useState(keptWay === 'own' ? kept : '');
  const [flaw, setFlaw] = useState<ProxyFlaw | undefined>(undefined);

  function choose(next: Way): void {
    setWay(next);
    setFlaw(undefined);
    if (next !== 'own') void change({ updateProxy: next });
  }

  async function use(event: Event): Promise<void> {
    event.preventDefault();
    const read = readProxy(typed.includes('://') ? typed : `http://${typed.trim()}`);
    if ('flaw' in read) return setFlaw(read.flaw);
    setFlaw(undefined);
    setTyped(read.proxy);
    await change({ updateProxy: read.proxy });
    say(words.proxySaved);
  }

  return (
    <div class="part">
      <Choice legend={words.proxy} name="update-proxy" options={WAYS} labels={words.proxies} value={way} onChange={choose} />
      {way === 'own' && (
        <form class={`field update-proxy ${flaw === undefined ? '' : 'field-wrong'}`} onSubmit={(event) => void use(event)}>
          <label for="update-proxy">{words.proxyAddress}</label>
          <input
            id="update-proxy"
            class="mono"
            value={typed}
            maxLength={300}
            spellcheck={false}
            autocomplete="off"
            placeholder="http://proxy.example.com:3128"
            aria-invalid={flaw !== undefined}
            aria-describedby="update-proxy-hint"
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <p id="update-proxy-hint" class="hint" role={flaw === undefined ? undefined : 'alert'}>
            {flaw === undefined ? (typed === kept ? words.proxySaved : '') : words.flaws[flaw]}
          </p>
          <button type="submit" class="button at-start" disabled={typed.trim() === '' || typed === kept}>
            {words.proxySave}
          </button>
        </form>
      )}
    </div>
  );
}
