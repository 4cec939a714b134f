import type { JSX } from 'preact';
import { useModel } from '../model.ts';
import { useWords } from '../words.ts';
import { GlyphIcon } from './icons.tsx';

export function ToastBox(): JSX.Element | null {
  const words = useWords();
  const { toast, show, holdToast } = useModel();
  const now = toast.value;
  if (now === undefined) return null;
  const { undo } = now;
  // What had the focus is gone with the notice.
  const close = (): void => {
    show(undefined);
    document.getElementById('alerts')?.focus({ preventScroll: true });
  };
  return (
    <aside
      class="toast"
      aria-label={words.notice}
      onPointerEnter={() => holdToast(true)}
      onPointerLeave={() => holdToast(false)}
      onFocusIn={() => holdToast(true)}
      onFocusOut={() => holdToast(false)}
    >
      <span>{now.text}</span>
      {undo !== undefined && (
        <button
          type="button"
          class="toast-button"
          onClick={() => {
            undo();
            close();
          }}
        >
          {words.undo}
        </button>
      )}
      <button type="button" class="icon-button small" aria-label={words.dismiss} onClick={close}>
        <GlyphIcon of="close" size={14} />
      </button>
    </aside>
  );
}
