import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useWords } from '../words.ts';
import { ignoreHeld } from './held-key.ts';
import { GlyphIcon } from './icons.tsx';

interface Props {
  title: string;
  alarm?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** A question before everything else. The browser keeps the focus in it, closes it on Escape, and gives the focus back. */
export function Dialog({ title, alarm = false, onClose, children }: Props): JSX.Element {
  const words = useWords();
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    box.current?.showModal();
    // The focus goes to a button at its end, which stays in sight; what it is about is read from its beginning.
    if (box.current !== null) box.current.scrollTop = 0;
  }, []);
  return (
    <dialog
      ref={box}
      class={`dialog quiet-scroll ${alarm ? 'dialog-alarm' : ''}`}
      aria-labelledby={titleId}
      onClose={onClose}
      onKeyDown={ignoreHeld}
    >
      <header class="dialog-head">
        {alarm && <GlyphIcon of="warning" size={22} />}
        <h2 id={titleId}>{title}</h2>
        <button type="button" class="icon-button" aria-label={words.close} onClick={() => box.current?.close()}>
          <GlyphIcon of="close" size={18} />
        </button>
      </header>
      {children}
    </dialog>
  );
}
