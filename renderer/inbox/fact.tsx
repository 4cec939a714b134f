import type { ComponentChildren, JSX } from 'preact';

/** One line of a list of facts: its name, and what is known. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
