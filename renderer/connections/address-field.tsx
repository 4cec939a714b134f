import type { JSX } from 'preact';
import { Field, pasted, tied } from './field.tsx';

interface Props {
  label: string;
  hint: string;
  problem: string | undefined;
  value: string;
  placeholder?: string;
  onType: (text: string) => void;
  /** A paste, with all that stands in the field then: it may be taken apart. */
  onPasted: (text: string) => void;
  onLeft: () => void;
}

/** Where a server is. */
export function AddressField({ label, hint, problem, value, placeholder = '', onType, onPasted, onLeft }: Props): JSX.Element {
  return (
    <Field label={label} name="address" hint={hint} problem={problem}>
      <input
        {...tied('address', problem)}
        class="mono"
        value={value}
        placeholder={placeholder}
        spellcheck={false}
        autocomplete="off"
        maxLength={2048}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
        onPaste={(event) => {
          const text = event.clipboardData?.getData('text/plain') ?? '';
          event.preventDefault();
          onPasted(pasted(event.currentTarget, text));
        }}
        onBlur={onLeft}
      />
    </Field>
  );
}
