import type { JSX } from 'preact';

interface Props<T extends string> {
  legend: string;
  name: string;
  options: readonly { value: T; label: string }[];
  value: T;
  hint?: string;
  onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function Segments<T extends string>({ legend, name, options, value, hint, onChange }: Props<T>): JSX.Element {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="segments">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && <p class="soft">{hint}</p>}
    </fieldset>
  );
}
