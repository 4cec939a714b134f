import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWordsOf } from '../words.ts';
import { Field, tied } from './field.tsx';
import type { FieldName, Problem } from './fields.ts';
import { FileButton } from './file-button.tsx';
import { PROXY_WAYS, withProxy, withWay } from './network-draft.ts';
import type { NetworkFields } from './network-draft.ts';
import { Segments } from '../ui/segments.tsx';

const MAX_FILE = 50_000;

interface Props {
  fields: NetworkFields;
  /** What is kept for the server is not sent by this way. */
  anew: boolean;
  change: (next: NetworkFields) => void;
  wrong: (name: FieldName) => string | undefined;
  point: (problem: Problem) => void;
}

/** By which way the server is reached, and who signs its certificate. Most need none of it. */
export function Network({ fields, anew, change, wrong, point }: Props): JSX.Element {
  const words = useWordsOf('form').form.network;
  const [open, setOpen] = useState(fields.way !== 'system' || fields.ca !== '');
  const { way, proxy, ca } = fields;
  return (
    <details class="card-more" open={open || wrong('proxy') !== undefined || wrong('ca') !== undefined} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <GlyphIcon of="chevron" size={15} />
        {words.title}
      </summary>
      <div class="form network">
        <Segments
          legend={words.proxy}
          name="proxy-way"
          options={PROXY_WAYS.map((value) => ({ value, label: words.choices[value] }))}
          value={way}
          hint={words.help[way]}
          onChange={(next) => change(withWay(fields, next))}
        />
        {(way === 'http' || way === 'socks5h') && (
          <Field label={words.proxyAddress} name="proxy" problem={wrong('proxy')}>
            <input
              {...tied('proxy', wrong('proxy'))}
              class="mono"
              value={proxy}
              maxLength={300}
              spellcheck={false}
              autocomplete="off"
              placeholder={way === 'http' ? 'http://proxy.example.com:3128' : 'socks5h://127.0.0.1:9050'}
              onInput={({ currentTarget }) => change(withProxy(fields, currentTarget.value))}
            />
          </Field>
        )}
        <Field label={words.ca} name="ca" hint={words.caHelp} problem={wrong('ca')}>
          <textarea
            {...tied('ca', wrong('ca'))}
            class="mono"
            rows={3}
            value={ca}
            maxLength={MAX_FILE}
            spellcheck={false}
            placeholder="-----BEGIN CERTIFICATE-----"
            onInput={({ currentTarget }) => change({ ...fields, ca: currentTarget.value })}
          />
          <FileButton
            label={words.caFile}
            max={MAX_FILE}
            accept=".pem,.crt,.cer"
            onText={(text) => change({ ...fields, ca: text })}
            onProblem={(is) => point({ field: 'ca', is })}
          />
        </Field>
        {anew && (
          <p class="warning" role="status">
            <GlyphIcon of="lock" size={16} />
            <span>{words.signInAnew}</span>
          </p>
        )}
      </div>
    </details>
  );
}
