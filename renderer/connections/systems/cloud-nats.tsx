import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useModel } from '../../model.ts';
import { GlyphIcon } from '../../ui/icons.tsx';
import { Field, pasted, tied } from '../field.tsx';
import { FIELD_IDS } from '../fields.ts';
import { FileButton } from '../file-button.tsx';
import type { PartProps } from '../part.ts';
import { Recognised } from '../recognised.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useWords, useWordsOf } from '../../words.ts';
import { isCreds, keepsNats, NATS_WAYS, withNats, withNatsAuth } from './cloud-draft.ts';
import type { CloudFields } from './cloud-draft.ts';
import { isNatsExposed, recogniseNats } from './cloud-nats-address.ts';

type Part = PartProps<CloudFields>;

/** Far more than either file is; larger ones are read by nobody. */
const MAX_FILE = 65_536;

/** Where the NATS server is. */
export function NatsAddress({ fields, change, settle, wrong }: Part): JSX.Element {
  const words = useWordsOf('form').form.cloud;
  const found = recogniseNats(fields.nats);
  const login = fields.notes.includes('natsLogin');
  return (
    <>
      <Field label={words.nats} name="nats" hint={login ? '' : words.natsHint} problem={wrong('nats')}>
        <input
          {...tied('nats', wrong('nats'))}
          class="mono"
          value={fields.nats}
          placeholder="nats://"
          spellcheck={false}
          autocomplete="off"
          maxLength={2048}
          onInput={({ currentTarget }) => change({ ...fields, nats: currentTarget.value, notes: [] })}
          onPaste={(event) => {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            event.preventDefault();
            change(withNats(fields, pasted(event.currentTarget, text), words.nameSuggestion));
          }}
          onBlur={() => settle(fields.nats.trim() === '' ? fields : withNats(fields, fields.nats, words.nameSuggestion))}
        />
      </Field>
      <Recognised notes={login ? [words.recognised.natsLogin] : []} />
      {found.ok && isNatsExposed(found.url) && (
        <p class="warning">
          <GlyphIcon of="warning" size={16} />
          <span>{words.natsExposed}</span>
        </p>
      )}
    </>
  );
}

/** How NATS lets us in, and who signs its certificate. */
export function NatsSignIn(props: Part): JSX.Element {
  const { fields, change, wrong, keeps, secretHint } = props;
  const form = useWordsOf('form').form;
  const words = form.cloud;
  const kept = keepsNats(fields);
  const hint = kept ? form.keptSecret : keeps ? '' : secretHint;
  const secret = (
    <Field label={fields.natsAuth === 'user' ? words.natsPassword : words.natsToken} name="natsSecret" hint={hint} problem={wrong('natsSecret')}>
      <input
        {...tied('natsSecret', wrong('natsSecret'))}
        type="password"
        value={fields.natsSecret}
        maxLength={4096}
        autocomplete="off"
        placeholder={kept ? '••••••••' : ''}
        onInput={({ currentTarget }) => change({ ...fields, natsSecret: currentTarget.value })}
      />
    </Field>
  );
  return (
    <>
      <Segments
        legend={words.natsAuth}
        name="nats-auth"
        options={NATS_WAYS.map((value) => ({ value, label: words.natsAuths[value] }))}
        value={fields.natsAuth}
        onChange={(way) => change(withNatsAuth(fields, way))}
      />
      {fields.natsAuth === 'user' && (
        <div class="halves">
          <Field label={words.natsUser} name="natsUser" problem={wrong('natsUser')}>
            <input
              {...tied('natsUser', wrong('natsUser'))}
              value={fields.natsUser}
              maxLength={200}
              spellcheck={false}
              autocomplete="off"
              onInput={({ currentTarget }) => change({ ...fields, natsUser: currentTarget.value })}
            />
          </Field>
          {secret}
        </div>
      )}
      {fields.natsAuth === 'token' && secret}
      {fields.natsAuth === 'creds' && <Creds {...props} hint={hint} kept={kept} />}
      <Authority {...props} />
    </>
  );
}

/** A .creds file: taken in whole, out of a paste or a file, and never shown. */
function Creds({ fields, change, wrong, point, hint, kept }: Part & { hint: string; kept: boolean }): JSX.Element {
  const { marks } = useWords();
  const words = useWordsOf('form').form.cloud;
  const model = useModel();
  function take(text: string): void {
    change({ ...fields, natsSecret: text });
    if (!isCreds(text)) return point({ field: 'natsSecret', is: 'badCreds' });
    model.say(words.credsRead);
    // The field that had the focus is gone.
    requestAnimationFrame(() => document.getElementById('forget-creds')?.focus());
  }
  if (isCreds(fields.natsSecret)) {
    return (
      <p class="panel panel-good">
        <GlyphIcon of="check" size={17} />
        <span class="grow">{words.credsRead}</span>
        <button
          id="forget-creds"
          type="button"
          class="button small"
          onClick={() => {
            change({ ...fields, natsSecret: '' });
            requestAnimationFrame(() => document.getElementById(FIELD_IDS.natsSecret)?.focus());
          }}
        >
          {words.forget}
        </button>
      </p>
    );
  }
  return (
    <Field label={words.creds} name="natsSecret" hint={marks.sentences(words.credsHint, hint)} problem={wrong('natsSecret')}>
      <span class="topic-input">
        <input
          {...tied('natsSecret', wrong('natsSecret'))}
          type="password"
          value={fields.natsSecret}
          autocomplete="off"
          placeholder={kept ? '••••••••' : ''}
          onInput={({ currentTarget }) => change({ ...fields, natsSecret: currentTarget.value })}
          onPaste={(event) => {
            // A field of one line would run the lines together.
            event.preventDefault();
            take(event.clipboardData?.getData('text/plain') ?? '');
          }}
        />
        <FileButton label={words.chooseFile} max={MAX_FILE} accept=".creds,.txt" onText={take} onProblem={(is) => point({ field: 'natsSecret', is })} />
      </span>
    </Field>
  );
}

function Authority({ fields, change, wrong, point }: Part): JSX.Element {
  const words = useWordsOf('form').form.cloud;
  const [open, setOpen] = useState(fields.ca !== '');
  return (
    <details class="card-more" open={open || wrong('natsCa') !== undefined} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <GlyphIcon of="chevron" size={15} />
        {words.ca}
      </summary>
      <Field label={words.ca} name="natsCa" hint={words.caHint} problem={wrong('natsCa')}>
        <textarea
          {...tied('natsCa', wrong('natsCa'))}
          class="mono"
          rows={4}
          value={fields.ca}
          maxLength={20_000}
          spellcheck={false}
          placeholder="-----BEGIN CERTIFICATE-----"
          onInput={({ currentTarget }) => change({ ...fields, ca: currentTarget.value })}
        />
        <FileButton
          label={words.chooseFile}
          max={MAX_FILE}
          accept=".pem,.crt,.cer"
          onText={(ca) => change({ ...fields, ca })}
          onProblem={(is) => point({ field: 'natsCa', is })}
        />
      </Field>
    </details>
  );
}
