import type { JSX } from 'preact';
import { GlyphIcon } from '../ui/icons.tsx';

/** Says what was made of something pasted. */
export function Recognised({ notes }: { notes: readonly string[] }): JSX.Element | null {
  if (notes.length === 0) return null;
  return (
    <p class="recognised" role="status">
      <GlyphIcon of="check" size={15} />
      {notes.join(' ')}
    </p>
  );
}
