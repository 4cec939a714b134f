import { useEffect } from 'preact/hooks';
import { pointOf } from './menu.ts';
import type { Menu } from './menu.ts';

/** Calls `show` when a menu of this element is asked for: by the mouse, the menu key or Shift and F10. */
export function useMenuAsked(element: { readonly current: HTMLElement | null }, show: (at: Menu['at'], back: HTMLElement | undefined) => void): void {
  useEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    const byMouse = (event: MouseEvent): void => {
      event.preventDefault();
      const { activeElement } = document;
      show({ x: event.clientX, y: event.clientY }, activeElement instanceof HTMLElement ? activeElement : undefined);
    };
    const byKey = (event: KeyboardEvent): void => {
      const { target, key, shiftKey } = event;
      const asks = key === 'ContextMenu' || (key === 'F10' && shiftKey);
      // A dialog that the element opened is inside it, and before everything else.
      if (!asks || !(target instanceof HTMLElement) || target.closest('dialog') !== null) return;
      event.preventDefault();
      show(pointOf(target), target);
    };
    box.addEventListener('contextmenu', byMouse);
    box.addEventListener('keydown', byKey);
    return () => {
      box.removeEventListener('contextmenu', byMouse);
      box.removeEventListener('keydown', byKey);
    };
  });
}
