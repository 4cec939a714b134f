import type { ComponentChildren, JSX } from 'preact';
import { GlyphIcon } from './icons.tsx';
import type { Glyph } from './icons.tsx';

/** Says that there is nothing, why, and what can be done. */
export function Empty({ glyph, title, text, children }: { glyph: Glyph; title: string; text: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <span class="empty-sign">
        <GlyphIcon of={glyph} size={34} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
