import type { JSX } from 'preact';
import { useModel } from '../model.ts';
import { CATEGORY_ORDER, GlyphIcon } from '../ui/icons.tsx';
import { useWords } from '../words.ts';
import type { InboxStore } from './inbox-store.ts';

function Count({ of }: { of: number | undefined }): JSX.Element | null {
  const words = useWords();
  if (!of) return null;
  return (
    <span class="count">
      <span aria-hidden="true">{of > 999 ? '999+' : of}</span>
      <span class="unseen">
        {words.marks.comma}
        {words.list.unreadCount(of)}
      </span>
    </span>
  );
}

/** The categories, each with its unread count: down the side where there is room, in a row above the list where there is not. */
export function CategoryFilter(): JSX.Element {
  const words = useWords();
  const { inbox, view, go } = useModel();
  const { category } = inbox.filter.value;
  const counts = inbox.counts.value;
  const choose = (next: typeof category): void => {
    if (view.peek() !== 'inbox') go('inbox');
    inbox.change({ category: next });
  };
  const here = view.value === 'inbox';
  return (
    <ul class="categories" aria-label={words.list.categoryFilter}>
      <li>
        <button type="button" class="category" aria-pressed={here && category === undefined} onClick={() => choose(undefined)}>
          <GlyphIcon of="inbox" size={18} />
          <span>{words.list.all}</span>
          <Count of={counts?.unread} />
        </button>
      </li>
      {CATEGORY_ORDER.map((each) => (
        <li key={each}>
          <button type="button" class={`category category-${each}`} aria-pressed={here && category === each} onClick={() => choose(each)}>
            <GlyphIcon of={each} size={18} />
            <span>{words.categories[each]}</span>
            <Count of={counts?.unreadByCategory[each]} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Which connection's alerts are shown; only where there is a choice. */
export function ConnectionFilter(): JSX.Element | null {
  const words = useWords();
  const { inbox, connections } = useModel();
  const list = connections.value ?? [];
  if (list.length < 2) return null;
  const unread = inbox.counts.value?.unreadByConnection ?? {};
  return (
    <label class="picker">
      <span class="unseen">{words.list.connectionFilter}</span>
      <select
        value={inbox.filter.value.connectionId ?? ''}
        onChange={({ currentTarget }) => inbox.change({ connectionId: currentTarget.value === '' ? undefined : currentTarget.value })}
      >
        <option value="">{words.list.allConnections}</option>
        {list.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
            {unread[id] ? words.marks.brackets(String(unread[id])) : ''}
          </option>
        ))}
      </select>
      <GlyphIcon of="chevron" size={14} />
    </label>
  );
}

export function UnreadFilter(): JSX.Element {
  const words = useWords();
  const { inbox } = useModel();
  const on = inbox.filter.value.unread === true;
  return (
    <button type="button" class="toggle" aria-pressed={on} onClick={() => inbox.change({ unread: !on })}>
      {words.list.unreadOnly}
    </button>
  );
}

/** Ends all filters. What was pressed for it is gone then, and the list is another one: the search field stays. */
export function showEverything(inbox: InboxStore): void {
  inbox.change({ category: undefined, connectionId: undefined, unread: undefined, search: undefined });
  document.getElementById('search')?.focus();
}

/** Ends all filters at once. Always in its place, so that nothing moves when there is something to end. */
export function ClearFilters(): JSX.Element {
  const words = useWords();
  const { inbox } = useModel();
  const none = Object.keys(inbox.filter.value).length === 0;
  return (
    <button
      type="button"
      class="icon-button clear-filters"
      disabled={none}
      title={words.list.showEverything}
      aria-label={words.list.clearFilters}
      onClick={() => showEverything(inbox)}
    >
      <GlyphIcon of="close" size={17} />
    </button>
  );
}

export function SearchField(): JSX.Element {
  const words = useWords();
  const { inbox } = useModel();
  const typed = inbox.typed.value;
  const { keys, ended } = inbox.listing.value;
  const counted = inbox.filter.value.search !== undefined && inbox.status.value === 'ready';
  return (
    <div class={`search ${counted ? 'search-counted' : ''}`} role="search">
      <GlyphIcon of="search" size={17} />
      <input
        id="search"
        type="search"
        value={typed}
        placeholder={words.list.search}
        aria-label={words.list.search}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => inbox.type(currentTarget.value)}
      />
      {counted && (
        <span class="search-count" aria-hidden="true">
          {words.list.foundShort(keys.length, !ended)}
        </span>
      )}
      {typed === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button type="button" class="icon-button small" aria-label={words.list.searchClear} onClick={() => inbox.change({ search: undefined })}>
          <GlyphIcon of="close" size={14} />
        </button>
      )}
    </div>
  );
}
