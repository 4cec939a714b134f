import { useState } from 'preact/hooks';

const adopted = new WeakMap<Document, Set<string>>();

/** Brings the styles of a part that is loaded when it is opened, before it is first drawn. They stay: the next time they are there. */
export function useStyles(css: string): void {
  useState(() => adopt(document, css));
}

function adopt(where: Document, css: string): void {
  const there = adopted.get(where) ?? new Set<string>();
  adopted.set(where, there);
  if (there.has(css)) return;
  there.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  where.adoptedStyleSheets.push(sheet);
}
