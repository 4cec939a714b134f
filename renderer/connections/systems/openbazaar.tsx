import type { JSX } from 'preact';
import { AddressField } from '../address-field.tsx';
import { Field, tied } from '../field.tsx';
import { FileButton } from '../file-button.tsx';
import type { PartProps } from '../part.ts';
import { Recognised } from '../recognised.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useWordsOf } from '../../words.ts';
import { AUTHS, withAddress, withSecret } from './openbazaar-draft.ts';
import type { OpenBazaarFields } from './openbazaar-draft.ts';
import { cookieIn } from './openbazaar-address.ts';

/** A node's cookie is some fifty letters. */
const MAX_COOKIE_FILE = 4_096;

/** Where the node is. */
export function OpenBazaarAddress({ fields, change, settle, wrong }: PartProps<OpenBazaarFields>): JSX.Element {
  const words = useWordsOf('form').form.openbazaar;
  return (
    <>
      <AddressField
        label={words.address}
        hint={fields.notes.length > 0 ? '' : words.addressHint}
        problem={wrong('address')}
        value={fields.address}
        onType={(text) => change({ ...fields, address: text, notes: [] })}
        onPasted={(text) => change(withAddress(fields, text, words.nameSuggestion))}
        onLeft={() => settle(withAddress(fields, fields.address, words.nameSuggestion))}
      />
      <Recognised notes={fields.notes.map((note) => words.recognised[note])} />
    </>
  );
}

/** How one signs in to it. */
export function OpenBazaarSignIn({ fields, change, wrong, point, keeps, secretHint }: PartProps<OpenBazaarFields>): JSX.Element {
  const words = useWordsOf('form').form.openbazaar;
  const take = (text: string): void => {
    if (cookieIn(text) === undefined) point({ field: 'secret', is: 'noCookieFile' });
    else change(withSecret(fields, text));
  };
  return (
    <>
      <Segments
        legend={words.auth}
        name="auth"
        options={AUTHS.map((value) => ({ value, label: words.auths[value] }))}
        value={fields.auth}
        hint={words.authHints[fields.auth]}
        onChange={(auth) => change({ ...fields, auth, secret: '' })}
      />
      {fields.auth === 'basic' && (
        <Field label={words.username} name="username" problem={wrong('username')}>
          <input
            {...tied('username', wrong('username'))}
            value={fields.username}
            maxLength={200}
            spellcheck={false}
            autocomplete="off"
            onInput={({ currentTarget }) => change({ ...fields, username: currentTarget.value })}
          />
        </Field>
      )}
      {fields.auth !== 'none' && (
        <Field label={fields.auth === 'basic' ? words.password : words.cookie} name="secret" hint={secretHint} problem={wrong('secret')}>
          <span class="topic-input">
            <input
              {...tied('secret', wrong('secret'))}
              type="password"
              value={fields.secret}
              maxLength={4096}
              autocomplete="off"
              placeholder={keeps ? '••••••••' : ''}
              onInput={({ currentTarget }) => change(withSecret(fields, currentTarget.value))}
            />
            {fields.auth === 'cookie' && (
              <FileButton label={words.chooseCookie} max={MAX_COOKIE_FILE} accept="" onText={take} onProblem={(is) => point({ field: 'secret', is })} />
            )}
          </span>
        </Field>
      )}
    </>
  );
}
