import type { ComponentChildren, JSX } from 'preact';

/** A named part of Settings. */
export function Group({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="group">
      <h2>{title}</h2>
      <div class="group-in">{children}</div>
    </section>
  );
}
