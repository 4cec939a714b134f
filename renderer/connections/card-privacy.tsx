import type { JSX } from 'preact';
import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { Privacy } from '../../src/shared/settings.ts';
import { useModel } from '../model.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWordsOf } from '../words.ts';

const PRIVACY_ORDER = ['all', 'who', 'nothing'] as const satisfies readonly Privacy[];

/** What notifications of one connection may show, where that is not what all may. */
export function CardPrivacy({ connection: { id, privacy } }: { connection: Pick<ConnectionView, 'id' | 'privacy'> }): JSX.Element {
  const delivery = useWordsOf('delivery');
  const { privacies } = useWordsOf('settings');
  const own = delivery.connection;
  const model = useModel();
  const choose = (value: string): void => {
    const chosen = PRIVACY_ORDER.find((each) => each === value) ?? null;
    void model.attempt(() => model.bridge.call('connections.privacy', { id, privacy: chosen }));
  };
  const usual = model.settings.value?.privacy;
  return (
    <label class="card-privacy">
      <span class="grow">{own.privacy}</span>
      <span class="picker">
        <select value={privacy ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="">{usual === undefined ? own.inherit : own.inheritThat(privacies[usual])}</option>
          {PRIVACY_ORDER.map((each) => (
            <option key={each} value={each}>
              {privacies[each]}
            </option>
          ))}
        </select>
        <GlyphIcon of="chevron" size={14} />
      </span>
    </label>
  );
}
