import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { Auth, TestResult, Trouble } from '../../src/shared/connection.ts';
import { useModel } from '../model.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { TroubleText } from '../ui/trouble.tsx';
import { useWords } from '../words.ts';
import { isHere, recognise } from './address.ts';
import { CertificateDialog } from './certificate.tsx';
import { draftOf, fieldsOf, keepsSecret, withAddress, withSecret } from './draft.ts';
import type { Fields, Problem } from './draft.ts';

const AUTH_ORDER = ['none', 'basic', 'cookie'] as const satisfies readonly Auth[];
const FIELD_OF: Record<Problem, string> = { empty: 'address', unreadable: 'address', scheme: 'address', noName: 'name', noUsername: 'username', noSecret: 'secret', noCookie: 'secret' };

/** Adds a connection, or changes one. What is typed can be tried before it is saved. */
export function ConnectionForm({ connection }: { connection: ConnectionView | undefined }): JSX.Element {
  const words = useWords();
  const form = words.form;
  const model = useModel();
  const [fields, setFields] = useState<Fields>(() => fieldsOf(connection, form.nameSuggestion));
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [busy, setBusy] = useState<'test' | 'save' | undefined>(undefined);
  const [result, setResult] = useState<TestResult | undefined>(undefined);
  const [asking, setAsking] = useState<{ fingerprint: string; url: string } | undefined>(undefined);
  useEffect(() => {
    const address = document.getElementById(FIELD_IDS.address);
    // What stands there at first is a guess, or known: typing replaces it.
    if (address instanceof HTMLInputElement) address.select();
  }, []);
  const keeps = keepsSecret(fields, connection);
  const changeTo = (next: Fields): void => {
    setFields(next);
    setProblem(undefined);
    setResult(undefined);
  };

  /** Sends the form as `task` wants it; a problem in it is shown where it is. */
  async function send(kind: 'test' | 'save', from: Fields = fields): Promise<void> {
    if (busy !== undefined) return;
    const checked = draftOf(from, keepsSecret(from, connection));
    if (!checked.ok) {
      setProblem(checked.problem);
      document.getElementById(`field-${FIELD_OF[checked.problem]}`)?.focus();
      return;
    }
    const { draft } = checked;
    setBusy(kind);
    setResult(undefined);
    let trouble: Trouble | undefined;
    let id: string | undefined;
    const answered = await model.attempt(async () => {
      if (kind === 'test') {
        const found = await model.bridge.call('connections.test', { draft, ...(connection && { id: connection.id }) });
        setResult(found);
        if (!found.ok) trouble = found.trouble;
        else if (!from.named && found.name !== undefined) setFields({ ...from, name: found.name.slice(0, 100) });
        return;
      }
      const done = connection === undefined ? await model.bridge.call('connections.add', draft) : { ...(await model.bridge.call('connections.edit', { id: connection.id, draft })), id: connection.id };
      if (done.ok) id = done.id;
      else {
        trouble = done.trouble;
        setResult({ ok: false, trouble });
      }
    });
    setBusy(undefined);
    if (trouble?.code.startsWith('certificate-') && trouble.fingerprint !== undefined) setAsking({ fingerprint: trouble.fingerprint, url: draft.url });
    if (!answered || trouble !== undefined || kind === 'test') return;
    model.show({ text: connection === undefined ? form.added(draft.name) : form.saved });
    model.point(id);
  }

  const field = (id: keyof typeof FIELD_IDS): { id: string; 'aria-invalid': boolean; 'aria-describedby': string } => ({
    id: FIELD_IDS[id],
    'aria-invalid': problem !== undefined && FIELD_OF[problem] === id,
    'aria-describedby': `${FIELD_IDS[id]}-hint`,
  });
  const wrong = (id: string): string | undefined => (problem !== undefined && FIELD_OF[problem] === id ? form.problems[problem] : undefined);
  const found = recognise(fields.address);
  const exposed = found.ok === true && found.url.startsWith('http:') && fields.auth !== 'none' && !isHere(new URL(found.url).hostname);

  return (
    <main class="page quiet-scroll">
      <form
        class="page-in form"
        noValidate
        aria-labelledby="form-title"
        onSubmit={(event) => {
          event.preventDefault();
          void send('save');
        }}
      >
        <header class="page-head">
          <button type="button" class="icon-button" aria-label={words.back} onClick={() => model.point(connection?.id)}>
            <GlyphIcon of="back" />
          </button>
          <h1 id="form-title">{connection === undefined ? form.addTitle : form.editTitle(connection.name)}</h1>
        </header>
        <Field label={form.address} id={FIELD_IDS.address} hint={fields.notes.length > 0 ? '' : form.addressHint} problem={wrong('address')}>
          <input
            {...field('address')}
            class="mono"
            value={fields.address}
            spellcheck={false}
            autocomplete="off"
            maxLength={2048}
            onInput={({ currentTarget }) => changeTo({ ...fields, address: currentTarget.value, notes: [] })}
            onPaste={(event) => {
              const text = event.clipboardData?.getData('text/plain') ?? '';
              event.preventDefault();
              changeTo(withAddress(fields, pasted(event.currentTarget, text), form.nameSuggestion));
            }}
            onBlur={() => setFields(withAddress(fields, fields.address, form.nameSuggestion))}
          />
        </Field>
        {fields.notes.length > 0 && (
          <p class="recognised" role="status">
            <GlyphIcon of="check" size={15} />
            {fields.notes.map((note) => form.recognised[note]).join(' ')}
          </p>
        )}
        <Field label={form.name} id={FIELD_IDS.name} hint={form.nameHint} problem={wrong('name')}>
          <input {...field('name')} value={fields.name} maxLength={100} onInput={({ currentTarget }) => changeTo({ ...fields, name: currentTarget.value, named: true })} />
        </Field>
        <fieldset class="auth">
          <legend>{form.auth}</legend>
          <div class="segments">
            {AUTH_ORDER.map((auth) => (
              <label key={auth}>
                <input type="radio" name="auth" value={auth} checked={fields.auth === auth} onChange={() => changeTo({ ...fields, auth, secret: '' })} />
                <span>{form.auths[auth]}</span>
              </label>
            ))}
          </div>
          <p class="soft">{form.authHints[fields.auth]}</p>
        </fieldset>
        {fields.auth === 'basic' && (
          <Field label={form.username} id={FIELD_IDS.username} problem={wrong('username')}>
            <input {...field('username')} value={fields.username} maxLength={200} spellcheck={false} autocomplete="off" onInput={({ currentTarget }) => changeTo({ ...fields, username: currentTarget.value })} />
          </Field>
        )}
        {fields.auth !== 'none' && (
          <Field label={fields.auth === 'basic' ? form.password : form.cookie} id={FIELD_IDS.secret} hint={keeps ? form.keptSecret : model.app.value?.keyring === 'none' ? form.secretForNow : ''} problem={wrong('secret')}>
            <input
              {...field('secret')}
              type="password"
              value={fields.secret}
              maxLength={4096}
              autocomplete="off"
              placeholder={keeps ? '••••••••' : ''}
              onInput={({ currentTarget }) => changeTo(withSecret(fields, currentTarget.value))}
            />
          </Field>
        )}
        {exposed && (
          <p class="exposed">
            <GlyphIcon of="warning" size={17} />
            {form.plainWarning}
          </p>
        )}
        <Answer busy={busy === 'test'} result={result} />
        <div class="buttons">
          <button type="button" class="button" onClick={() => void send('test')}>
            {busy === 'test' ? form.testing : form.test}
          </button>
          <button type="submit" class="button primary">
            {busy === 'save' ? form.saving : connection === undefined ? form.addIt : form.save}
          </button>
        </div>
      </form>
      {asking !== undefined && (
        <CertificateDialog
          fingerprint={asking.fingerprint}
          trusted={fields.pin?.url === asking.url ? fields.pin.fingerprint : undefined}
          onClose={() => setAsking(undefined)}
          onTrust={async () => {
            const pinned = { ...fields, pin: asking };
            setFields(pinned);
            await send('test', pinned);
          }}
        />
      )}
    </main>
  );
}

const FIELD_IDS = { address: 'field-address', name: 'field-name', username: 'field-username', secret: 'field-secret' } as const;

interface FieldProps {
  label: string;
  id: string;
  hint?: string;
  problem: string | undefined;
  children: ComponentChildren;
}

function Field({ label, id, hint = '', problem, children }: FieldProps): JSX.Element {
  return (
    <div class={`field ${problem === undefined ? '' : 'field-wrong'}`}>
      <label for={id}>{label}</label>
      {children}
      <p id={`${id}-hint`} class="hint" role={problem === undefined ? undefined : 'alert'}>
        {problem ?? hint}
      </p>
    </div>
  );
}

/** What the node said, in plain words. */
function Answer({ busy, result }: { busy: boolean; result: TestResult | { ok: false; trouble: Trouble } | undefined }): JSX.Element {
  const form = useWords().form;
  const box = useRef<HTMLDivElement>(null);
  // A long answer pushes the buttons out of a low window.
  useEffect(() => {
    if (result !== undefined) box.current?.nextElementSibling?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  return (
    <div ref={box} class="answer" role="status">
      {busy && <p class="soft">{form.testing}</p>}
      {result?.ok === true && (
        <p class="answer-good">
          <GlyphIcon of="check" size={18} />
          <span>
            {result.name === undefined ? form.works : form.worksAs(result.name)} {result.version !== undefined && form.version(result.version)} {result.testnet === true && form.testnet}
          </span>
        </p>
      )}
      {result?.ok === false && (
        <p class="answer-bad">
          <GlyphIcon of="warning" size={18} />
          <TroubleText trouble={result.trouble} />
        </p>
      )}
    </div>
  );
}

/** What a field holds after a paste into its selection. */
function pasted({ value, selectionStart, selectionEnd }: HTMLInputElement, text: string): string {
  const whole = /:\/\/|OpenBazaar_Auth_Cookie=/.test(text);
  return whole ? text.trim() : value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? value.length);
}
