import { useEffect } from 'preact/hooks';
import { indexOf } from '../inbox/inbox-store.ts';
import { useMarkAll } from '../inbox/mark-all.ts';
import { useRemove } from '../inbox/remove.ts';
import { showLineMenu } from '../inbox/show-line-menu.ts';
import { useModel } from '../model.ts';
import type { Model } from '../model.ts';
import { useWords } from '../words.ts';
import { pointOf } from './menu.ts';

/** Listens to the keys of the whole window. Keys typed into a field stay there; Escape leaves it. */
export function useKeys(showKeys: () => void): void {
  const model = useModel();
  const words = useWords();
  const markAll = useMarkAll();
  const remove = useRemove();
  const showMenu = (id: number): void => {
    const line = document.getElementById(`alert-${id}`);
    const back = document.getElementById('alerts') ?? undefined;
    if (line !== null) showLineMenu(model, words, { id, at: pointOf(line), back });
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]') !== null) return;
      if (event.ctrlKey || event.metaKey) {
        if (withControl(model, event)) event.preventDefault();
        return;
      }
      const key = event.shiftKey && event.key.length === 1 ? event.key.toUpperCase() : event.key;
      const commands: Commands = { markAll, remove, showKeys, showMenu };
      const done = isField(event.target) ? inField(model, key, event.target) : press(model, key, event.target, commands);
      if (done) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}

/** Keys that every program has: find, and undo what was just done. */
function withControl(model: Model, { key, shiftKey, target }: KeyboardEvent): boolean {
  if (shiftKey) return false;
  if (key === 'f') {
    model.go('inbox');
    queueMicrotask(() => document.getElementById('search')?.focus());
    return true;
  }
  const undo = model.toast.peek()?.undo;
  if (key !== 'z' || undo === undefined || isField(target)) return false;
  undo();
  model.show(undefined);
  return true;
}

function isField(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');
}

function inField({ inbox }: Model, key: string, field: HTMLElement): boolean {
  const search = field.id === 'search';
  if (search && (key === 'ArrowDown' || key === 'Enter')) {
    document.getElementById('alerts')?.focus();
    return true;
  }
  if (key !== 'Escape') return false;
  if (search && inbox.typed.peek() !== '') inbox.change({ search: undefined });
  else field.blur();
  return true;
}

interface Commands {
  markAll: () => void;
  remove: (id: number) => void;
  showKeys: () => void;
  showMenu: (id: number) => void;
}

/** Does what a key stands for; answers whether it stands for anything here. */
function press(model: Model, key: string, target: EventTarget | null, { markAll, remove, showKeys, showMenu }: Commands): boolean {
  const { inbox } = model;
  switch (key) {
    case '?':
      showKeys();
      return true;
    case '1':
      model.go('inbox');
      return true;
    case '2':
      model.go('connections');
      return true;
    case '3':
      model.go('settings');
      return true;
    case 'Escape':
      return leave(model);
    case '/':
      model.go('inbox');
      queueMicrotask(() => document.getElementById('search')?.focus());
      return true;
  }
  if (model.view.peek() !== 'inbox') return false;
  const inList = target instanceof HTMLElement && target.closest('#alerts, #detail') !== null;
  const free = inList || target === document.body;
  const active = inbox.opened.peek()?.id ?? inbox.active.peek();
  switch (key) {
    case 'j':
      return move(model, 1);
    case 'k':
      return move(model, -1);
    case 'ArrowDown':
      return onList(target) && move(model, 1);
    case 'ArrowUp':
      return onList(target) && move(model, -1);
    case 'PageDown':
      return onList(target) && move(model, 8);
    case 'PageUp':
      return onList(target) && move(model, -8);
    case 'Home':
      return onList(target) && move(model, -Infinity);
    case 'End':
      return onList(target) && move(model, Infinity);
    case 'Enter':
    case ' ':
      if (!onList(target) || inbox.active.peek() === undefined) return false;
      inbox.open(inbox.active.peek() ?? 0);
      return true;
    case 'e':
    case 'u':
      if (!free || active === undefined) return false;
      void inbox.mark([active], key === 'e');
      return true;
    case 'r':
      if (!free || active === undefined) return false;
      inbox.open(active, { reply: true });
      queueMicrotask(() => document.getElementById('reply')?.focus());
      return true;
    case 's':
      if (!free || active === undefined) return false;
      inbox.askSnooze(active);
      return true;
    case 'Delete':
      if (!free || active === undefined) return false;
      remove(active);
      return true;
    case 'ContextMenu':
    case 'F10':
      if (!onList(target) || inbox.active.peek() === undefined) return false;
      showMenu(inbox.active.peek() ?? 0);
      return true;
    case 'A':
      markAll();
      return true;
    case 'U':
      inbox.change({ unread: inbox.filter.peek().unread !== true });
      return true;
    default:
      return false;
  }
}

function onList(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.id === 'alerts');
}

function leave({ inbox, view, editing, edit, go }: Model): boolean {
  if (view.peek() !== 'inbox') {
    if (editing.peek() !== undefined) edit(undefined);
    else go('inbox');
    return true;
  }
  if (inbox.opened.peek() !== undefined) inbox.close();
  else if (Object.keys(inbox.filter.peek()).length > 0) inbox.change({ category: undefined, connectionId: undefined, unread: undefined, search: undefined });
  else return false;
  queueMicrotask(() => document.getElementById('alerts')?.focus());
  return true;
}

/** Moves through the list. Where an alert is open beside it, that follows, and counts as read after a moment's rest. */
function move({ inbox }: Model, by: number): boolean {
  const listing = inbox.listing.peek();
  const from = indexOf(listing, inbox.active.peek());
  const last = listing.keys.length - 1;
  const to = from < 0 && by > 0 && by !== Infinity ? 0 : Math.max(0, Math.min(last, from + by));
  const key = listing.keys[to];
  if (key === undefined) return false;
  const list = document.getElementById('alerts');
  if (inbox.opened.peek() !== undefined) inbox.open(key.id, { dwell: true });
  else inbox.activate(key.id);
  if (list !== null && document.activeElement !== list && list.checkVisibility({ visibilityProperty: true })) list.focus({ preventScroll: true });
  return true;
}
