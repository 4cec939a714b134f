import type { JSX } from 'preact';

interface Props {
  label: string;
  help: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Yes or no, with what it means. */
export function Switch({ label, help, on, onChange }: Props): JSX.Element {
  return (
    <label class="consent">
      <input type="checkbox" checked={on} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      <span>
        {label}
        <span class="soft"> {help}</span>
      </span>
    </label>
  );
}
