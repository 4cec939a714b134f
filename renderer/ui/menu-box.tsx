import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useModel } from '../model.ts';
import { GlyphIcon } from './icons.tsx';
import { itemFor, placeOf } from './menu.ts';
import type { Menu, MenuItem } from './menu.ts';

/** The menu that is open. Arrow keys go round, letters jump, Enter does it; Escape, Tab and a press elsewhere close it. The focus goes back to where it was. */
export function MenuBox({ menu }: { menu: Menu }): JSX.Element {
  const model = useModel();
  const box = useRef<HTMLDivElement>(null);
  const { label, groups, at, back } = menu;
  const items = groups.flat();

  function close(): void {
    model.openMenu(undefined);
    back?.focus({ preventScroll: true });
  }

  const buttons = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { left, top } = placeOf(at, { width: element.offsetWidth, height: element.offsetHeight }, { width: innerWidth, height: innerHeight });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
    buttons()[0]?.focus({ preventScroll: true });
  }, [menu]);

  useEffect(() => {
    const outside = ({ target }: Event): void => {
      if (target instanceof Node && box.current?.contains(target) !== true) model.openMenu(undefined);
    };
    const gone = (): void => model.openMenu(undefined);
    document.addEventListener('pointerdown', outside, true);
    document.addEventListener('wheel', gone, { passive: true, capture: true });
    addEventListener('resize', gone);
    addEventListener('blur', gone);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('wheel', gone, true);
      removeEventListener('resize', gone);
      removeEventListener('blur', gone);
    };
  }, [menu]);

  function press(event: KeyboardEvent): void {
    const all = buttons();
    const from = all.findIndex((button) => button === document.activeElement);
    const to = next(event.key, from, all.length, items);
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (to !== undefined) all[to]?.focus();
    else if (event.key !== 'Enter' && event.key !== ' ') {
      // No key of the window means anything here.
      event.stopPropagation();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') all[from]?.click();
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <aside aria-label={label}>
      <div ref={box} class="menu" role="menu" aria-label={label} onKeyDown={press} onContextMenu={(event) => event.preventDefault()}>
        {groups.map((group, nth) => (
          <div key={nth} role="group" class="menu-group">
            {group.map((item) => (
              <button
                key={item.name}
                type="button"
                role="menuitem"
                tabIndex={-1}
                class={`menu-item ${item.danger === true ? 'menu-danger' : ''}`}
                aria-keyshortcuts={item.key}
                onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
                onClick={() => {
                  close();
                  item.do();
                }}
              >
                <GlyphIcon of={item.glyph} size={17} />
                <span>{item.name}</span>
                {item.key !== undefined && <kbd aria-hidden="true">{item.key}</kbd>}
              </button>
            ))}
          </div>
        ))}
      </div>
    </aside>
  );
}

function next(key: string, from: number, count: number, items: readonly MenuItem[]): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowUp':
      return (from - 1 + count) % count;
    case 'Home':
    case 'PageUp':
      return 0;
    case 'End':
    case 'PageDown':
      return count - 1;
    default:
      return key.length === 1 && key !== ' ' ? itemFor(items.map(({ name }) => name), key, from) : undefined;
  }
}
