import type { JSX } from 'preact';
import { AddressField } from '../address-field.tsx';
import { Field, tied } from '../field.tsx';
import type { PartProps } from '../part.ts';
import { Recognised } from '../recognised.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useWords, useWordsOf } from '../../words.ts';
import { ROLES } from './cloud-address.ts';
import { canHearGroup, hasApi, hasNats, hearsGroup, keepsKey, ROADS, withAddress, withKey, withRole } from './cloud-draft.ts';
import type { CloudFields } from './cloud-draft.ts';
import { NatsAddress, NatsSignIn } from './cloud-nats.tsx';
import { Watches } from './cloud-watches.tsx';

type Part = PartProps<CloudFields>;

/** What is listened over, and where that is. */
export function CloudAddress(props: Part): JSX.Element {
  const { fields, change, settle, wrong } = props;
  const words = useWordsOf('form').form.cloud;
  const said = fields.notes.filter((note) => note === 'call' || note === 'login');
  return (
    <>
      <Segments
        legend={words.road}
        name="road"
        options={ROADS.map((value) => ({ value, label: words.roads[value] }))}
        value={fields.road}
        hint={words.roadHints[fields.road]}
        onChange={(road) => change({ ...fields, road, notes: [] })}
      />
      {hasApi(fields) && (
        <AddressField
          label={words.address}
          hint={said.length > 0 ? '' : words.addressHint}
          problem={wrong('address')}
          value={fields.address}
          placeholder="https://"
          onType={(text) => change({ ...fields, address: text, notes: [] })}
          onPasted={(text) => change(withAddress(fields, text, words.nameSuggestion))}
          onLeft={() => settle(withAddress(fields, fields.address, words.nameSuggestion))}
        />
      )}
      {hasApi(fields) && <Recognised notes={said.map((note) => words.recognised[note])} />}
      {hasNats(fields) && <NatsAddress {...props} />}
    </>
  );
}

/** Who listens to whose wallet, how NATS lets us in, and what is waited for at Waypoint. */
export function CloudSignIn(props: Part): JSX.Element {
  const { fields } = props;
  const { marks } = useWords();
  const words = useWordsOf('form').form.cloud;
  return (
    <>
      {hasApi(fields) && <Key {...props} />}
      <Who {...props} />
      {hasNats(fields) && <NatsSignIn {...props} />}
      {hasApi(fields) ? (
        <Watches {...props} />
      ) : (
        <p class="soft aside">
          {marks.sentences(words.noNames, words.watches.rings)}
        </p>
      )}
    </>
  );
}

function Key({ fields, change, wrong, keeps, secretHint }: Part): JSX.Element {
  const { marks } = useWords();
  const form = useWordsOf('form').form;
  const words = form.cloud;
  const kept = keepsKey(fields);
  const said = fields.notes.filter((note) => note === 'key' || note === 'wallet');
  const hint = said.length > 0 ? '' : kept ? form.keptSecret : marks.sentences(words.apiKeyHint(fields.role), keeps ? '' : secretHint);
  return (
    <>
      <Segments
        legend={words.role}
        name="role"
        options={ROLES.map((value) => ({ value, label: words.roles[value] }))}
        value={fields.role}
        hint={words.roleHints[fields.role]}
        onChange={(role) => change(withRole(fields, role))}
      />
      <Field label={words.apiKey} name="secret" hint={hint} problem={wrong('secret')}>
        <input
          {...tied('secret', wrong('secret'))}
          type="password"
          value={fields.apiKey}
          maxLength={8192}
          autocomplete="off"
          placeholder={kept ? '••••••••' : ''}
          onInput={({ currentTarget }) => change(withKey(fields, currentTarget.value))}
        />
      </Field>
      <Recognised notes={said.map((note) => words.recognised[note])} />
    </>
  );
}

function Who({ fields, change, wrong }: Part): JSX.Element {
  const words = useWordsOf('form').form.cloud;
  const whole = hearsGroup(fields);
  const text = (name: 'wallet' | 'group', value: string, set: (text: string) => CloudFields): JSX.Element => (
    <input
      {...tied(name, wrong(name))}
      class="mono"
      value={value}
      maxLength={200}
      spellcheck={false}
      autocomplete="off"
      onInput={({ currentTarget }) => change(set(currentTarget.value))}
    />
  );
  return (
    <>
      {canHearGroup(fields) && (
        <Segments
          legend={words.hear}
          name="hear"
          options={(['one', 'whole'] as const).map((value) => ({ value, label: words.hears[value] }))}
          value={whole ? 'whole' : 'one'}
          onChange={(value) => change({ ...fields, whole: value === 'whole' })}
        />
      )}
      <div class={canHearGroup(fields) && !whole ? 'halves' : 'one-half'}>
        {!whole && (
          <Field label={words.wallet} name="wallet" problem={wrong('wallet')}>
            {text('wallet', fields.walletId, (walletId) => ({ ...fields, walletId }))}
          </Field>
        )}
        {canHearGroup(fields) && (
          <Field label={words.group} name="group" hint={words.groupHint[whole ? 'whole' : 'one']} problem={wrong('group')}>
            {text('group', fields.groupId, (groupId) => ({ ...fields, groupId }))}
          </Field>
        )}
      </div>
    </>
  );
}
