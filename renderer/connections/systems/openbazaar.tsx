import type { JSX } from 'preact';
import { AddressField } from '../address-field.tsx';
import { Field, tied } from '../field.tsx';
import type { PartProps } from '../part.ts';
import { Recognised } from '../recognised.tsx';
import { Segments } from '../segments.tsx';
import { AUTHS, withAddress, withSecret } from './openbazaar-draft.ts';
import type { OpenBazaarFields } from './openbazaar-draft.ts';
import { useFormWords } from '../words.ts';

/** Where the node is. */
export function OpenBazaarAddress({ fields, change, settle, wrong }: PartProps<OpenBazaarFields>): JSX.Element {
  const words = useFormWords().form.openbazaar;
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
export function OpenBazaarSignIn({ fields, change, wrong, keeps, secretHint }: PartProps<OpenBazaarFields>): JSX.Element {
  const words = useFormWords().form.openbazaar;
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
          <input
            {...tied('secret', wrong('secret'))}
            type="password"
            value={fields.secret}
            maxLength={4096}
            autocomplete="off"
            placeholder={keeps ? '••••••••' : ''}
            onInput={({ currentTarget }) => change(withSecret(fields, currentTarget.value))}
          />
        </Field>
      )}
    </>
  );
}
