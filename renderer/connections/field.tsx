import type { ComponentChildren, JSX } from 'preact';
import { FIELD_IDS } from './fields.ts';
import type { FieldName } from './fields.ts';

interface Props {
  label: string;
  name: FieldName;
  hint?: string;
  problem: string | undefined;
  children: ComponentChildren;
}

/** A labelled field with its hint, or with what is wrong in it. */
export function Field({ label, name, hint = '', problem, children }: Props): JSX.Element {
  const id = FIELD_IDS[name];
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

/** What ties an input to its label and hint. */
export function tied(name: FieldName, problem: string | undefined): { id: string; 'aria-invalid': boolean; 'aria-describedby': string } {
  return { id: FIELD_IDS[name], 'aria-invalid': problem !== undefined, 'aria-describedby': `${FIELD_IDS[name]}-hint` };
}

/** What an address field holds after a paste into its selection; what is an address or a login as a whole takes its place. */
export function pasted({ value, selectionStart, selectionEnd }: HTMLInputElement, text: string): string {
  const whole = /:\/\/|OpenBazaar_Auth_Cookie=|\bAuthorization\b|^\s*OMG[A-Za-z]+\s|[?&]auth=/i.test(text);
  return whole ? text.trim() : value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? value.length);
}
