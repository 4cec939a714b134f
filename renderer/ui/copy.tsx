import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useModel } from '../model.ts';
import { useWords } from '../words.ts';
import { GlyphIcon } from './icons.tsx';

/** Copies a text; `what` names it for those who do not see beside what the button stands. */
export function CopyButton({ text, what }: { text: string; what: string }): JSX.Element {
  const words = useWords();
  const { clock, say, attempt } = useModel();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await attempt(() => navigator.clipboard.writeText(text)))) return;
    setCopied(true);
    say(words.copied);
    clock.after(2_000, () => setCopied(false));
  };
  return (
    <button type="button" class="icon-button small" aria-label={words.copyThis(what)} title={copied ? words.copied : words.copy} onClick={() => void copy()}>
      <GlyphIcon of={copied ? 'check' : 'copy'} size={15} />
    </button>
  );
}
