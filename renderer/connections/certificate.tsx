import type { JSX } from 'preact';
import type { System } from '../../src/shared/system.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords, useWordsOf } from '../words.ts';

interface Props {
  system: System;
  fingerprint: string;
  /** The one that was agreed to before, when another is shown now. */
  trusted: string | undefined;
  onTrust: () => Promise<void>;
  onClose: () => void;
}

/** Asks whether a certificate is the server's own, and says how to find out. Another one than before is an alarm. */
export function CertificateDialog({ system, fingerprint, trusted, onTrust, onClose }: Props): JSX.Element {
  const words = useWordsOf('form').certificate;
  const common = useWords();
  const changed = trusted !== undefined && trusted !== fingerprint;
  const trust = (): void => {
    void onTrust().then(onClose);
  };
  return (
    <Dialog title={changed ? words.changedTitle : words.title[system]} alarm={changed} onClose={onClose}>
      <p>{changed ? words.changedLead : words.lead[system]}</p>
      {changed && <Fingerprint label={words.before} of={trusted} />}
      <Fingerprint label={changed ? words.now : words.fingerprint} of={fingerprint} />
      <p>{words.compare[system]}</p>
      <pre class="command">{words.command[system]}</pre>
      <p>
        <strong>{changed ? words.changedOnly : words.only}</strong>
      </p>
      <div class="buttons">
        <button type="button" class="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="button" class={`button ${changed ? 'danger' : 'primary'}`} onClick={trust}>
          {changed ? words.changedTrust : words.trust}
        </button>
      </div>
    </Dialog>
  );
}

/** 32 pairs in rows of eight, as they are compared: by eye, a group at a time. */
function Fingerprint({ label, of }: { label: string; of: string }): JSX.Element {
  const pairs = of.split(':');
  const groups = Array.from({ length: 8 }, (_, group) => pairs.slice(group * 4, group * 4 + 4).join(':'));
  return (
    <figure class="fingerprint">
      <figcaption>{label}</figcaption>
      <div>
        {groups.map((group, index) => (
          <code key={index} class="mono">
            {group}
          </code>
        ))}
      </div>
    </figure>
  );
}
