import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../src/shared/bridge.ts';
import { useModel } from '../model.ts';
import { CopyButton } from '../ui/copy.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useNow } from '../ui/now.ts';
import { RuleTable } from '../ui/rule-table.tsx';
import { useMenuAsked } from '../ui/menu-asked.ts';
import { since, span } from '../ui/time.ts';
import { TroubleText } from '../ui/trouble.tsx';
import { TestNotification } from '../settings/test-notification.tsx';
import { useWords, useWordsOf } from '../words.ts';
import { openCardMenu } from './card-menu.ts';
import { CardPrivacy } from './card-privacy.tsx';
import { CertificateDialog } from './certificate.tsx';
import { standing, StateDot } from './state.tsx';
import { Topics } from './topics.tsx';
import { wayOut } from './way-out.ts';

/** One connection: how it is, honestly, and what can be done about it. */
export function ConnectionCard({ connection }: { connection: ConnectionView }): JSX.Element {
  const words = useWords();
  const own = useWordsOf('connections');
  const troubles = useWordsOf('troubles');
  const { trusted } = useWordsOf('form').certificate;
  const model = useModel();
  const { id, name, system, url, state, paused, identity, lastEventAt } = connection;
  const stands = standing(state);
  const now = useNow(state.phase === 'waiting' ? 1_000 : 30_000);
  const [asking, setAsking] = useState<'remove' | 'certificate' | undefined>(undefined);
  const trouble = 'trouble' in state ? state.trouble : undefined;
  const certificate = trouble?.code === 'certificate-unknown' || trouble?.code === 'certificate-changed' ? trouble.fingerprint : undefined;
  const mend = trouble === undefined ? undefined : wayOut(trouble.code);
  const close = (): void => setAsking(undefined);
  const card = useRef<HTMLElement>(null);
  const pointed = model.pointed.value === id;
  useEffect(() => {
    if (pointed) card.current?.focus();
  }, [pointed]);

  useMenuAsked(card, (at, back) => openCardMenu(connection, model, { at, back, words, own, onRemove: () => setAsking('remove') }));

  return (
    <article ref={card} tabIndex={-1} class={`card card-${stands}`} aria-labelledby={`name-${id}`}>
      <header class="card-head">
        <StateDot state={state} />
        <div class="grow">
          <h2 id={`name-${id}`}>{name}</h2>
          <p class="soft card-url">
            {url.replace(/^http:\/\//, '')} <span aria-hidden="true">·</span>{' '}
            {lastEventAt === undefined ? own.noEvent : own.lastEvent(since(lastEventAt, now, words, model.dates))}
          </p>
        </div>
        <p class={`phase phase-${stands}`}>
          {words.connections.phases[stands]}
          {state.phase === 'online' && now - state.since >= 60_000 && <span class="soft"> {own.onlineSince(span(now - state.since, words))}</span>}
        </p>
      </header>
      {trouble !== undefined && (
        <div class={`card-trouble ${state.phase === 'blocked' ? 'card-trouble-bad' : ''}`}>
          <TroubleText trouble={trouble} system={system} />
          {state.phase === 'waiting' && (
            <p class="soft retry">{own.retryIn(span(Math.max(1_000, state.retryAt - now), words))}</p>
          )}
        </div>
      )}
      {state.phase === 'paused' && <p class="soft">{own.pausedHelp}</p>}
      <div class="card-actions">
        {certificate !== undefined && (
          <button type="button" class="button small primary" onClick={() => setAsking('certificate')}>
            {own.reviewCertificate}
          </button>
        )}
        {(mend === 'signIn' || mend === 'topics') && (
          <button type="button" class="button small primary" onClick={() => model.edit(id, mend)}>
            {mend === 'signIn' ? own.signInAgain : own.editTopics[system]}
          </button>
        )}
        {(state.phase === 'waiting' || (state.phase === 'blocked' && certificate === undefined)) && (
          <button type="button" class="button small" onClick={() => void model.attempt(() => model.bridge.call('connections.retry', { id }))}>
            <GlyphIcon of="retry" size={15} />
            {own.retryNow}
          </button>
        )}
        <button type="button" class={`button small ${mend === 'edit' ? 'primary' : ''}`} onClick={() => model.edit(id)}>
          {own.edit}
        </button>
        <button
          type="button"
          class="button small"
          onClick={() => void model.attempt(() => model.bridge.call('connections.pause', { id, paused: !paused }))}
        >
          {paused ? own.resume : own.pause}
        </button>
        <button type="button" class="button small" onClick={() => setAsking('remove')}>
          {own.remove}
        </button>
      </div>
      {(system === 'ewallet' || system === 'acapy-cloud') && state.phase !== 'paused' && <Topics connection={connection} />}
      <details class="card-more">
        <summary>
          <GlyphIcon of="chevron" size={15} />
          {own.rules}
          <span class="unseen">: {name}</span>
        </summary>
        <p class="soft">{own.rulesHelp}</p>
        <RuleTable
          label={own.rulesFor(name)}
          rules={connection.rules}
          unruled={words.rules.inherit}
          onChange={(rules) => void model.attempt(() => model.bridge.call('connections.rules', { id, rules }))}
        />
        <CardPrivacy connection={connection} />
        <TestNotification of={name} ring={() => model.bridge.call('connections.ring', { id })} />
        {identity !== undefined && (
          <p class="id card-identity">
            <span>
              <span class="soft">{own.showIdentity[system]}</span> <code class="mono">{withoutSystem(identity)}</code>
            </span>
            <CopyButton text={withoutSystem(identity)} what={own.showIdentity[system]} />
          </p>
        )}
      </details>
      {asking === 'remove' && <RemoveDialog connection={connection} onClose={close} />}
      {asking === 'certificate' && certificate !== undefined && (
        <CertificateDialog
          system={system}
          fingerprint={certificate}
          trusted={connection.pin}
          onClose={close}
          onTrust={async () => {
            await model.attempt(async () => {
              const done = await model.bridge.call('connections.trust', { id, fingerprint: certificate });
              model.show({ text: done.ok ? trusted : (troubles?.[system][done.trouble.code].title ?? words.wentWrong) });
            });
          }}
        />
      )}
    </article>
  );
}

function withoutSystem(identity: string): string {
  return identity.slice(identity.indexOf(':') + 1);
}

function RemoveDialog({ connection: { id, name }, onClose }: { connection: ConnectionView; onClose: () => void }): JSX.Element {
  const words = useWords();
  const own = useWordsOf('connections');
  const model = useModel();
  const remove = async (): Promise<void> => {
    const done = await model.attempt(() => model.bridge.call('connections.remove', { id }));
    onClose();
    if (done) requestAnimationFrame(() => document.getElementById('add-connection')?.focus());
    if (done) model.show({ text: own.removed(name) });
  };
  return (
    <Dialog title={own.removeTitle(name)} onClose={onClose}>
      <p>{own.removeHelp}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" class="button danger" onClick={() => void remove()}>
          {own.remove}
        </button>
      </div>
    </Dialog>
  );
}
