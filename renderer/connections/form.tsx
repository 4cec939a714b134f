import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { TestResult, Trouble } from '../../src/shared/connection.ts';
import type { System } from '../../src/shared/system.ts';
import { useModel } from '../model.ts';
import type { FormPart } from '../model.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWords, useWordsOf } from '../words.ts';
import { Answer } from './answer.tsx';
import { CertificateDialog } from './certificate.tsx';
import { draftOf, fieldsOf, isReadable, keepsSecret } from './draft.ts';
import type { Fields } from './draft.ts';
import { Field, tied } from './field.tsx';
import { FIELD_IDS, sayProblem } from './fields.ts';
import type { FieldName, Problem } from './fields.ts';
import { Network } from './network.tsx';
import { isLedAnotherWay, networkOf, wayOf } from './network-draft.ts';
import type { PartProps } from './part.ts';
import { withPieces } from './paste/apply.ts';
import { PasteBox } from './paste/paste-box.tsx';
import type { Sorted } from './paste/paste-box.tsx';
import type { Choice } from './paste/pieces.ts';
import { recognise } from './paste/recognise.ts';
import { SystemChoice } from './system-choice.tsx';
import { CloudAddress, CloudSignIn } from './systems/cloud.tsx';
import { DoshiiAddress, DoshiiSignIn } from './systems/doshii.tsx';
import { EWalletAddress, EWalletSignIn } from './systems/ewallet.tsx';
import { OpenBazaarAddress, OpenBazaarSignIn } from './systems/openbazaar.tsx';

/** Adds a connection, or changes one. What is typed can be tried before it is saved. */
export function ConnectionForm({ connection }: { connection: ConnectionView | undefined }): JSX.Element {
  const words = useWords();
  const { form } = useWordsOf('form');
  const model = useModel();
  const [part] = useState(model.part.peek());
  const [typed, setFields] = useState<Fields>(() => fieldsOf(connection?.system ?? 'openbazaar', connection, form));
  /** What was typed for the system that is not shown. */
  const [aside, setAside] = useState<Partial<Record<System, Fields>>>({});
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [busy, setBusy] = useState<'test' | 'save' | undefined>(undefined);
  const [result, setResult] = useState<TestResult | undefined>(undefined);
  const [sorted, setSorted] = useState<Sorted | undefined>(undefined);
  const [asking, setAsking] = useState<{ fingerprint: string; url: string; test: boolean } | undefined>(undefined);
  useEffect(() => {
    if (connection === undefined && part === undefined) document.getElementById('paste')?.focus();
    else focusFirst(part, connection);
  }, []);
  const network = typed.network ?? networkOf(connection);
  const led = isLedAnotherWay(typed.network, connection);
  /** Of what is kept, only what still goes by the same way. */
  const fields: Fields = led && 'saved' in typed ? { ...typed, saved: undefined } : typed;
  const keeps = !led && keepsSecret(fields, connection);
  /** Counts what was typed: an answer about something else than what stands there now is none. */
  const edits = useRef(0);
  const settle = (next: Fields): void => setFields('saved' in next ? { ...next, saved: connection } : next);
  const changeTo = (next: Fields): void => {
    edits.current += 1;
    settle(next);
    setProblem(undefined);
    setResult(undefined);
  };
  // Not before it is shown: its field may stand in a part that is closed.
  useLayoutEffect(() => {
    if (problem !== undefined) focusIn(document.getElementById(FIELD_IDS[problem.field]));
  }, [problem]);
  const lookAt = ({ code, fingerprint }: Trouble, url: string, test: boolean): void => {
    if (code.startsWith('certificate-') && fingerprint !== undefined) setAsking({ fingerprint, url, test });
  };

  /** Sends the form as `task` wants it; a problem in it is shown where it is. */
  async function send(kind: 'test' | 'save', from: Fields = fields): Promise<void> {
    if (busy !== undefined) return;
    const checked = draftOf(from, !led && keepsSecret(from, connection), form);
    if (!checked.ok) return setProblem(checked.problem);
    const by = wayOf(from.network);
    if (!by.ok) return setProblem(by.problem);
    const draft = { ...checked.draft, ...by.way };
    const asked = edits.current;
    setBusy(kind);
    setResult(undefined);
    let trouble: Trouble | undefined;
    let id: string | undefined;
    const first = model.connections.peek()?.length === 0;
    const answered = await model.attempt(async () => {
      if (kind === 'test') {
        const found = await model.bridge.call('connections.test', { draft, ...(connection && { id: connection.id }) });
        if (asked !== edits.current) return;
        setResult(found);
        const name = found.ok ? found.name?.slice(0, 100) : undefined;
        // Whoever pasted and tested has only this left to do.
        if (found.ok && document.activeElement?.id === 'paste-test') document.getElementById('save-connection')?.focus();
        if (!found.ok) trouble = found.trouble;
        else if (name !== undefined) setFields((now) => (now.named ? now : { ...now, name }));
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
    if (trouble !== undefined) lookAt(trouble, draft.url, true);
    if (!answered || trouble !== undefined || kind === 'test') return;
    model.show({ text: connection === undefined ? form.added(draft.name) : form.saved });
    if (connection === undefined && first && id !== undefined) model.begin(id);
    else model.point(id);
  }

  /** Puts what was pasted where it belongs, and the cursor where something is missing. */
  function take(choice: Choice): void {
    const { system, pieces } = choice;
    if (system !== fields.system) setAside({ ...aside, [fields.system]: fields });
    const there = system === fields.system ? fields : (aside[system] ?? fieldsOf(system, undefined, form));
    const next = withPieces(there, pieces, form);
    changeTo(next);
    const made = draftOf(next, false, form);
    // The fields of another system are not in the page yet.
    requestAnimationFrame(() => {
      const field = made.ok ? undefined : document.getElementById(FIELD_IDS[made.problem.field]);
      setSorted({ choice, missing: field instanceof HTMLInputElement ? (field.labels?.[0]?.textContent ?? undefined) : undefined });
      requestAnimationFrame(() => (field ?? document.getElementById('paste-test'))?.focus());
    });
  }

  /** What is surely of another system is not forced into a field of this one. What is meant to be secret is left alone. */
  function heed(event: ClipboardEvent): void {
    const { target, clipboardData } = event;
    if (!(target instanceof HTMLInputElement) || target.type === 'password') return;
    const found = recognise(clipboardData?.getData('text/plain') ?? '');
    if (found.ok !== 'one' || found.system === fields.system) return;
    event.preventDefault();
    event.stopPropagation();
    take(found);
  }

  function choose(system: System): void {
    if (system === fields.system) return;
    setSorted(undefined);
    setAside({ ...aside, [fields.system]: fields });
    const next = { ...(aside[system] ?? fieldsOf(system, undefined, form)), ...(fields.network && { network: fields.network }) };
    changeTo(fields.named ? { ...next, name: fields.name, named: true } : next);
  }

  const wrong = (name: FieldName): string | undefined => (problem?.field === name ? sayProblem(problem, form.problems) : undefined);
  const secretHint = keeps ? form.keptSecret : model.app.value?.keyring === 'none' ? form.secretForNow : '';
  const shared: Omit<PartProps<Fields>, 'fields'> = {
    change: changeTo,
    settle,
    wrong,
    point: setProblem,
    onCertificate: (trouble, url) => lookAt(trouble, url, false),
    keeps,
    secretHint,
    part,
  };

  return (
    <main class="page quiet-scroll">
      <form
        class="page-in form"
        noValidate
        aria-labelledby="form-title"
        onPasteCapture={connection === undefined ? heed : undefined}
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
        {connection === undefined && <PasteBox sorted={sorted} onChoice={take} onTest={() => void send('test')} onOther={() => setSorted(undefined)} />}
        {connection === undefined && <SystemChoice value={fields.system} onChange={choose} />}
        {fields.system === 'openbazaar' && <OpenBazaarAddress {...shared} fields={fields} />}
        {fields.system === 'ewallet' && <EWalletAddress {...shared} fields={fields} />}
        {fields.system === 'acapy-cloud' && <CloudAddress {...shared} fields={fields} />}
        {fields.system === 'doshii' && <DoshiiAddress {...shared} fields={fields} />}
        {isReadable(fields) && (
          <p class="exposed" role="status">
            <GlyphIcon of="warning" size={17} />
            {form.plainWarning}
          </p>
        )}
        <Field label={form.name} name="name" hint={form.nameHint} problem={wrong('name')}>
          <input
            {...tied('name', wrong('name'))}
            value={fields.name}
            maxLength={100}
            onInput={({ currentTarget }) => changeTo({ ...fields, name: currentTarget.value, named: true })}
          />
        </Field>
        {fields.system === 'openbazaar' && <OpenBazaarSignIn {...shared} fields={fields} />}
        {fields.system === 'ewallet' && <EWalletSignIn {...shared} fields={fields} />}
        {fields.system === 'acapy-cloud' && <CloudSignIn {...shared} fields={fields} />}
        {fields.system === 'doshii' && <DoshiiSignIn {...shared} fields={fields} />}
        <Network fields={network} anew={led && connection?.hasSecret === true} change={(next) => changeTo({ ...fields, network: next })} wrong={wrong} point={setProblem} />
        <Answer busy={busy === 'test'} result={result} system={fields.system} />
        <div class="buttons">
          <button type="button" class="button" onClick={() => void send('test')}>
            {busy === 'test' ? form.testing : form.test}
          </button>
          <button id="save-connection" type="submit" class="button primary">
            {busy === 'save' ? form.saving : connection === undefined ? form.addIt : form.save}
          </button>
        </div>
      </form>
      {asking !== undefined && (
        <CertificateDialog
          system={fields.system}
          fingerprint={asking.fingerprint}
          trusted={fields.pin?.url === asking.url ? fields.pin.fingerprint : undefined}
          onClose={() => setAsking(undefined)}
          onTrust={async () => {
            const pinned = { ...fields, pin: { fingerprint: asking.fingerprint, url: asking.url } };
            settle(pinned);
            if (asking.test) await send('test', pinned);
          }}
        />
      )}
    </main>
  );
}

/** Puts the cursor into a field; a closed part that it stands in is opened. */
function focusIn(field: HTMLElement | null): void {
  const part = field?.closest('details');
  if (part) part.open = true;
  field?.focus();
}

/** Puts the cursor where the form was opened for: the address at first, which is known: typing replaces it. */
function focusFirst(part: FormPart | undefined, connection: ConnectionView | undefined): void {
  const wanted = firstFields(part, connection);
  const field = wanted.map((name) => document.getElementById(FIELD_IDS[name])).find((element) => element !== null);
  if (!(field instanceof HTMLInputElement)) return;
  field.select();
  field.focus();
  if (part !== undefined) field.scrollIntoView({ block: 'center' });
}

function firstFields(part: FormPart | undefined, connection: ConnectionView | undefined): readonly FieldName[] {
  if (part === 'topics') return ['topic', 'watch'];
  if (part === undefined) return ['address', 'nats', 'clientId'];
  const trouble = connection !== undefined && 'trouble' in connection.state ? connection.state.trouble : undefined;
  return trouble?.code === 'wrong-client-secret' ? ['clientSecret'] : ['email', 'secret', 'natsSecret', 'clientId'];
}
