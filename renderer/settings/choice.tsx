import type { JSX } from 'preact';
import { Segments } from '../ui/segments.tsx';

interface Props<T extends string> {
  legend: string;
  name: string;
  options: readonly T[];
  labels: Record<T, string>;
  value: T;
  onChange: (value: T) => void;
}

/** One of a few whose words stand in a table. */
export function Choice<T extends string>({ options, labels, ...rest }: Props<T>): JSX.Element {
  return <Segments {...rest} options={options.map((value) => ({ value, label: labels[value] }))} />;
}
