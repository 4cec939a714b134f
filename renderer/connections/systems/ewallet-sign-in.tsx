import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignIn, Trouble } from '../../../src/shared/connection.ts';
import { useModel } from '../../model.ts';
import { GlyphIcon } from '../../ui/icons.tsx';
import { TroubleText } from '../../ui/trouble.tsx';
import { Field, tied } from '../field.tsx';
import { FIELD_IDS } from '../fields.ts';
import type { Problem } from '../fields.ts';
import type { PartProps } from '../part.ts';
import { Segments } from '../../ui/segments.tsx';
import { useWords, useWordsOf } from '../../words.ts';
import { isSignedIn, signInDraftOf, withAuth, withHalf } from './ewallet-draft.ts';
import type { EWalletFields } from './ewallet-draft.ts';

const SIDES = ['OMGAdmin', 'OMGClient'] as const;
const KINDS = ['passcode', 'backup'] as const;

/** E-mail and password for a token, with a second step where the account asks for one. What is typed here is cleared as soon as it is sent. */
export function SignInFields(props: PartProps<EWalletFields>): JSX.Element {
  const { fields, change, settle, wrong, point, onCertificate, keeps, part } = props;
  const { marks } = useWords();
  const form = useWordsOf('form').form;
  const words = form.ewallet.signIn;
  const model = useModel();
  const [anew, setAnew] = useState(part === 'signIn');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState<{ ticket: string; as: string; url: string } | undefined>(undefined);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('passcode');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  /** What stands in the form by the time that an answer comes. */
  const latest = useRef(fields);
  latest.current = fields;
  /** The sign-in whose answer is still wanted. */
  const wanted = useRef<SignIn | undefined>(undefined);
  const forget = (): void => {
    wanted.current = undefined;
    setBusy(false);
    setPending(undefined);
    setTrouble(undefined);
  };
  useEffect(
    () => () => {
      wanted.current = undefined;
    },
    []
  );
  // Whoever is to sign in first is half through: the code is what is missing.
  const unfinished = wrong('code') ?? wrong('email');
  useEffect(() => {
    if (pending !== undefined) document.getElementById(FIELD_IDS.code)?.focus();
  }, [pending?.ticket, unfinished]);

  async function send(request: SignIn, as: string, url: string): Promise<void> {
    wanted.current = request;
    setBusy(true);
    setTrouble(undefined);
    await model.attempt(async () => {
      const answer = await model.bridge.call('connections.signIn', request);
      if (wanted.current !== request) return;
      if (!answer.ok) {
        setTrouble(answer.trouble);
        onCertificate(answer.trouble, url);
        return;
      }
      const { ticket, username = latest.current.username } = answer;
      if (answer.next === 'code') return setPending({ ticket, as, url });
      setPending(undefined);
      setAnew(false);
      change({ ...latest.current, username, signedIn: { ticket, as, url } });
      model.say(words.done(as));
    });
    if (wanted.current === request) setBusy(false);
  }

  function signIn(): void {
    if (busy) return;
    const asked = signInDraftOf(fields, form.ewallet.schemes);
    const missing: Problem | undefined = !asked.ok ? asked.problem : email.trim() === '' ? { field: 'email', is: 'noEmail' } : password === '' ? { field: 'password', is: 'noPassword' } : undefined;
    if (!asked.ok || missing !== undefined) {
      if (missing !== undefined) point(missing);
      return;
    }
    setPassword('');
    void send({ step: 'password', draft: asked.draft, email: email.trim(), password }, email.trim(), asked.draft.url);
  }

  function giveCode(): void {
    if (busy || pending === undefined) return;
    if (code.trim() === '') return point({ field: 'code', is: 'noCode' });
    setCode('');
    void send({ step: 'code', ticket: pending.ticket, kind, code: code.trim() }, pending.as, pending.url);
  }

  const side = (
    <Segments
      legend={words.side}
      name="side"
      options={SIDES.map((value) => ({ value, label: words.sides[value] }))}
      value={fields.auth === 'OMGClient' ? 'OMGClient' : 'OMGAdmin'}
      {...(fields.auth === 'OMGClient' ? { hint: words.clientHint } : {})}
      onChange={(auth) => {
        forget();
        change({ ...withAuth(fields, auth), username: '' });
      }}
    />
  );
  const failed = trouble !== undefined && (
    <p class="panel-bad" role="alert">
      <GlyphIcon of="warning" size={17} />
      <TroubleText trouble={trouble} system="ewallet" />
    </p>
  );

  const forNow = model.app.value?.keyring === 'none' ? words.tokenForNow : undefined;
  const done = isSignedIn(fields) ? words.done(fields.signedIn?.as ?? '') : keeps && !anew ? words.kept : undefined;
  if (done !== undefined) {
    return (
      <div class="panel panel-good">
        <GlyphIcon of="check" size={18} />
        <span class="grow">
          {done}
          {forNow !== undefined && <span class="soft answer-line">{forNow}</span>}
        </span>
        <button
          type="button"
          class="button small"
          onClick={() => {
            setAnew(true);
            settle({ ...fields, signedIn: undefined });
            requestAnimationFrame(() => document.getElementById(FIELD_IDS.email)?.focus());
          }}
        >
          {words.again}
        </button>
      </div>
    );
  }
  if (pending !== undefined) {
    return (
      <div class="panel">
        <p>
          <strong>{words.codeTitle}</strong> <span class="soft">{pending.as}</span>
        </p>
        <Segments legend={words.codeKind} name="code-kind" options={KINDS.map((value) => ({ value, label: words.kinds[value] }))} value={kind} onChange={setKind} />
        <Field label={kind === 'passcode' ? words.code : words.backup} name="code" problem={unfinished}>
          <input
            {...tied('code', unfinished)}
            class="mono code"
            value={code}
            maxLength={100}
            inputMode={kind === 'passcode' ? 'numeric' : 'text'}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setCode(currentTarget.value)}
            onKeyDown={(event) => onEnter(event, giveCode)}
          />
        </Field>
        {failed}
        <div class="buttons">
          <button type="button" class="button quiet" onClick={forget}>
            {words.startOver}
          </button>
          <button type="button" class="button primary" onClick={giveCode}>
            {busy ? words.checking : words.check}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div class="panel">
      {side}
      {fields.auth === 'OMGClient' && (
        <Field label={words.apiKey} name="username" problem={wrong('username')}>
          <input
            {...tied('username', wrong('username'))}
            class="mono"
            value={fields.username}
            maxLength={200}
            spellcheck={false}
            autocomplete="off"
            onInput={({ currentTarget }) => change(withHalf(fields, 'username', currentTarget.value))}
            onKeyDown={(event) => onEnter(event, signIn)}
          />
        </Field>
      )}
      <div class="halves">
        <Field label={words.email} name="email" problem={wrong('email')}>
          <input
            {...tied('email', wrong('email'))}
            type="email"
            value={email}
            maxLength={300}
            spellcheck={false}
            autocomplete="off"
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
            onKeyDown={(event) => onEnter(event, signIn)}
          />
        </Field>
        <Field label={words.password} name="password" hint={forNow === undefined ? words.forget : marks.sentences(words.forget, forNow)} problem={wrong('password')}>
          <input
            {...tied('password', wrong('password'))}
            type="password"
            value={password}
            maxLength={1000}
            autocomplete="off"
            onInput={({ currentTarget }) => setPassword(currentTarget.value)}
            onKeyDown={(event) => onEnter(event, signIn)}
          />
        </Field>
      </div>
      {failed}
      <div class="buttons">
        <button type="button" class="button" onClick={signIn}>
          {busy ? words.going : words.go}
        </button>
      </div>
    </div>
  );
}

/** Enter here means this step, not the whole form. */
function onEnter(event: KeyboardEvent, then: () => void): void {
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  then();
}
