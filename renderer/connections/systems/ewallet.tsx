import type { JSX } from 'preact';
import { GlyphIcon } from '../../ui/icons.tsx';
import { AddressField } from '../address-field.tsx';
import { Field, tied } from '../field.tsx';
import type { PartProps } from '../part.ts';
import { Recognised } from '../recognised.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useWordsOf } from '../../words.ts';
import { withAddress, withAuth, withHalf, withMeans, withPair } from './ewallet-draft.ts';
import type { EWalletFields } from './ewallet-draft.ts';
import { isRefused, PATH_OF, PATHS, PRESETS, presetOf } from './ewallet-paths.ts';
import type { EWalletAuth } from './ewallet-paths.ts';
import { SignInFields } from './ewallet-sign-in.tsx';
import { TopicsEditor } from './ewallet-topics.tsx';

const AUTH_ORDER = ['OMGProvider', 'OMGAdmin', 'OMGClient', 'OMGServer'] as const satisfies readonly EWalletAuth[];
const MEANS = ['keys', 'login'] as const;
type Part = PartProps<EWalletFields>;

/** Where the wallet's server is. */
export function EWalletAddress({ fields, change, settle, wrong }: Part): JSX.Element {
  const words = useWordsOf('form').form.ewallet;
  return (
    <>
      <AddressField
        label={words.address}
        hint={fields.notes.length > 0 ? '' : words.addressHint}
        problem={wrong('address')}
        value={fields.address}
        placeholder="https://"
        onType={(text) => change({ ...fields, address: text, notes: [] })}
        onPasted={(text) => change(withAddress(fields, text, words.nameSuggestion))}
        onLeft={() => settle(withAddress(fields, fields.address, words.nameSuggestion))}
      />
      <Recognised notes={fields.notes.map((note) => words.recognised[note])} />
    </>
  );
}

/** How one signs in, to which of its sockets, and what is listened to there. */
export function EWalletSignIn(props: Part): JSX.Element {
  const { fields, change } = props;
  const words = useWordsOf('form').form.ewallet;
  return (
    <>
      <Segments
        legend={words.means}
        name="means"
        options={MEANS.map((value) => ({ value, label: words.meansOf[value] }))}
        value={fields.means}
        onChange={(means) => change(withMeans(fields, means))}
      />
      {fields.means === 'keys' ? <Keys {...props} /> : <SignInFields {...props} />}
      <Path {...props} />
      <TopicsEditor {...props} />
    </>
  );
}

function Keys({ fields, change, settle, wrong, keeps, secretHint }: Part): JSX.Element {
  const words = useWordsOf('form').form.ewallet;
  const scheme = words.schemes[fields.auth];
  return (
    <>
      <Segments
        legend={words.scheme}
        name="scheme"
        options={AUTH_ORDER.map((value) => ({ value, label: words.schemes[value].name }))}
        value={fields.auth}
        hint={scheme.line}
        onChange={(auth) => change(withAuth(fields, auth))}
      />
      <div class="halves">
        <Field label={scheme.username} name="username" hint={words.keysHint} problem={wrong('username')}>
          <input
            {...tied('username', wrong('username'))}
            class="mono"
            value={fields.username}
            maxLength={4096}
            spellcheck={false}
            autocomplete="off"
            onInput={({ currentTarget }) => change(withHalf(fields, 'username', currentTarget.value))}
            onBlur={() => settle(withPair(fields))}
          />
        </Field>
        <Field label={scheme.secret} name="secret" hint={secretHint} problem={wrong('secret')}>
          <input
            {...tied('secret', wrong('secret'))}
            type="password"
            value={fields.secret}
            maxLength={4096}
            autocomplete="off"
            placeholder={keeps ? '••••••••' : ''}
            onInput={({ currentTarget }) => change(withHalf(fields, 'secret', currentTarget.value))}
          />
        </Field>
      </div>
    </>
  );
}

function Path({ fields, change, wrong }: Part): JSX.Element {
  const words = useWordsOf('form').form.ewallet;
  const chosen = fields.ownPath ? 'own' : (presetOf(fields.path) ?? 'own');
  return (
    <>
      <Segments
        legend={words.path}
        name="path"
        options={[...PRESETS, 'own' as const].map((value) => ({ value, label: words.paths[value] }))}
        value={chosen}
        onChange={(value) => change(value === 'own' ? { ...fields, ownPath: true } : { ...fields, ownPath: false, path: PATHS[value] })}
      />
      <p class="under soft">
        {words.pathHints[chosen]} {chosen !== 'own' && <code class="mono">{fields.path}</code>}
        {fields.auth === 'OMGClient' && <span class="answer-line">{words.noList}</span>}
      </p>
      {chosen === 'own' && (
        <Field label={words.ownPath} name="path" problem={wrong('path')}>
          <input
            {...tied('path', wrong('path'))}
            class="mono"
            value={fields.path}
            placeholder={PATH_OF[fields.auth]}
            maxLength={200}
            spellcheck={false}
            autocomplete="off"
            onInput={({ currentTarget }) => change({ ...fields, path: currentTarget.value })}
          />
        </Field>
      )}
      {isRefused(fields.auth, fields.path) && (
        <p class="warning">
          <GlyphIcon of="warning" size={16} />
          <span>{words.refusedPairing(fields.auth, fields.path)}</span>
        </p>
      )}
    </>
  );
}
