import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { GlyphIcon } from '../../ui/icons.tsx';
import { AddressField } from '../address-field.tsx';
import { Field, pasted, tied } from '../field.tsx';
import { FIELD_IDS } from '../fields.ts';
import type { FieldName } from '../fields.ts';
import type { PartProps } from '../part.ts';
import { Recognised } from '../recognised.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useWords, useWordsOf } from '../../words.ts';
import { ENVIRONMENTS } from './doshii-address.ts';
import { hadClientSecret, keepsClientSecret, withAddress, withClientId, withEnvironment } from './doshii-draft.ts';
import type { DoshiiFields } from './doshii-draft.ts';

type Part = PartProps<DoshiiFields>;

/** An address of a socket is longer than any client id, and may be pasted in its place. */
const LONGEST_PASTE = 4_096;

const focus = (name: FieldName): void => document.getElementById(FIELD_IDS[name])?.focus();

/** Which of Doshii's environments, or which address. */
export function DoshiiAddress({ fields, change, settle, wrong }: Part): JSX.Element {
  const words = useWordsOf('form').form.doshii;
  const notes = fields.notedAt === 'address' ? fields.notes : [];
  return (
    <>
      <Segments
        legend={words.environment}
        name="environment"
        options={ENVIRONMENTS.map((value) => ({ value, label: words.environments[value] }))}
        value={fields.environment}
        hint={words.environmentHints[fields.environment]}
        onChange={(environment) => change(withEnvironment(fields, environment, words.nameSuggestion))}
      />
      {fields.environment === 'other' && (
        <AddressField
          label={words.address}
          hint={notes.length > 0 ? '' : words.addressHint}
          problem={wrong('address')}
          value={fields.address}
          placeholder={words.addressPlaceholder}
          onType={(text) => change({ ...fields, address: text, notes: [] })}
          onPasted={(text) => {
            const next = withAddress(fields, text, words.nameSuggestion, true);
            change(next);
            // The field is gone where one of Doshii's own was pasted.
            if (next.environment !== 'other') requestAnimationFrame(() => focus('clientId'));
          }}
          onLeft={() => settle(withAddress(fields, fields.address, words.nameSuggestion, false))}
        />
      )}
      <Recognised notes={notes.map((note) => words.recognised[note])} />
    </>
  );
}

/** Who listens: the client id, which opens the socket, and what may be known besides. */
export function DoshiiSignIn(props: Part): JSX.Element {
  const { fields, change, settle, wrong, keeps, secretHint } = props;
  const { marks } = useWords();
  const words = useWordsOf('form').form.doshii;
  const notes = fields.notedAt === 'clientId' ? fields.notes : [];
  const hint = notes.length > 0 ? '' : keeps ? secretHint : marks.sentences(words.clientIdHint, secretHint);
  return (
    <>
      <Field label={words.clientId} name="clientId" hint={hint} problem={wrong('clientId')}>
        <input
          {...tied('clientId', wrong('clientId'))}
          type="password"
          value={fields.clientId}
          maxLength={LONGEST_PASTE}
          autocomplete="off"
          placeholder={keeps ? '••••••••' : ''}
          onInput={({ currentTarget }) => change({ ...fields, clientId: currentTarget.value, notes: [] })}
          onPaste={(event) => {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            event.preventDefault();
            change(withClientId(fields, pasted(event.currentTarget, text).trim(), words.nameSuggestion));
          }}
          onBlur={() => settle(leftClientId(fields, words.nameSuggestion))}
        />
      </Field>
      <Recognised notes={notes.map((note) => words.recognised[note])} />
      <ClientSecret {...props} />
      {fields.environment === 'other' && (
        <Field label={words.rest} name="rest" hint={words.restHint} problem={wrong('rest')}>
          <input
            {...tied('rest', wrong('rest'))}
            class="mono"
            value={fields.rest}
            placeholder={words.restPlaceholder}
            maxLength={2048}
            spellcheck={false}
            autocomplete="off"
            onInput={({ currentTarget }) => change({ ...fields, rest: currentTarget.value })}
          />
        </Field>
      )}
      <More {...props} />
    </>
  );
}

/** What was typed or dropped there, rather than pasted, may be an address as well. */
function leftClientId(fields: DoshiiFields, ownName: string): DoshiiFields {
  return fields.clientId.includes('://') ? withClientId(fields, fields.clientId, ownName) : fields;
}

function ClientSecret({ fields, change, wrong }: Part): JSX.Element {
  const { marks } = useWords();
  const { remove } = useWordsOf('connections');
  const { form } = useWordsOf('form');
  const words = form.doshii;
  const kept = keepsClientSecret(fields);
  const hint = kept ? form.keptSecret : fields.forgets ? words.secretForgotten : fields.clientSecret === '' ? words.withoutSecret : words.clientSecretHint;
  return (
    <Field label={words.clientSecret + marks.brackets(words.optional)} name="clientSecret" hint={hint} problem={wrong('clientSecret')}>
      <span class="topic-input">
        <input
          {...tied('clientSecret', wrong('clientSecret'))}
          type="password"
          value={fields.clientSecret}
          maxLength={LONGEST_PASTE}
          autocomplete="off"
          placeholder={kept ? '••••••••' : ''}
          onInput={({ currentTarget }) => change({ ...fields, clientSecret: currentTarget.value })}
        />
        {hadClientSecret(fields) && !fields.forgets && (
          <button
            type="button"
            class="button"
            aria-label={words.forgetSecret}
            onClick={() => {
              change({ ...fields, clientSecret: '', forgets: true });
              // The button that had the focus is gone.
              requestAnimationFrame(() => focus('clientSecret'));
            }}
          >
            {remove}
          </button>
        )}
      </span>
    </Field>
  );
}

function More({ fields, change, wrong }: Part): JSX.Element {
  const words = useWordsOf('form').form.doshii;
  const [open, setOpen] = useState(fields.deviceId !== '');
  return (
    <details class="card-more" open={open || fields.notes.includes('deviceId') || wrong('deviceId') !== undefined} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <GlyphIcon of="chevron" size={15} />
        {words.more}
      </summary>
      <Field label={words.deviceId} name="deviceId" hint={words.deviceIdHint} problem={wrong('deviceId')}>
        <input
          {...tied('deviceId', wrong('deviceId'))}
          class="mono"
          value={fields.deviceId}
          maxLength={200}
          spellcheck={false}
          autocomplete="off"
          onInput={({ currentTarget }) => change({ ...fields, deviceId: currentTarget.value })}
        />
      </Field>
    </details>
  );
}
