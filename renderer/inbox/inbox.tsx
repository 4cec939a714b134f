import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useModel } from '../model.ts';
import { PARTS } from '../parts.ts';
import { Empty } from '../ui/empty.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useSlow } from '../ui/slow.ts';
import { useWords, useWordsOf } from '../words.ts';
import { Detail } from './detail.tsx';
import { CategoryFilter, ClearFilters, ConnectionFilter, SearchField, showEverything, UnreadFilter } from './filters.tsx';
import { AlertList } from './list.tsx';
import { useMarkAll } from './mark-all.ts';

/** List and detail: side by side where there is room, else the detail in the list's place. */
export function Inbox(): JSX.Element {
  const words = useWords();
  const more = useWordsOf('quiet');
  const { inbox, go } = useModel();
  const markAll = useMarkAll();
  const { category } = inbox.filter.value;
  const opened = inbox.opened.value;
  return (
    <main class={`inbox ${opened === undefined ? '' : 'inbox-open'}`}>
      <h1 class="unseen">{words.inbox}</h1>
      <section class="list-pane" aria-label={words.list.label}>
        <header class="list-head">
          <div class="list-title">
            <h2>{category === undefined ? words.inbox : words.categories[category]}</h2>
            <span class="grow" />
            <ClearFilters />
            {category === 'chat' && (
              <button type="button" class="toggle" title={more.chatsHelp} onClick={() => go('chats')}>
                {more.chats}
              </button>
            )}
            <UnreadFilter />
            <button type="button" class="icon-button" title={words.list.markAllRead} aria-label={words.list.markAllRead} onClick={markAll}>
              <GlyphIcon of="checkAll" />
            </button>
          </div>
          <SearchField />
          <ConnectionFilter />
          <div class="list-categories">
            <CategoryFilter />
          </div>
        </header>
        <ListState />
      </section>
      <Detail />
      {inbox.snoozing.value !== undefined && <PARTS.snooze.View key={inbox.snoozing.value} id={inbox.snoozing.value} />}
    </main>
  );
}

function ListState(): JSX.Element {
  const words = useWords();
  const model = useModel();
  const { inbox } = model;
  const status = inbox.status.value;
  const { keys, ended } = inbox.listing.value;
  const filter = inbox.filter.value;
  const slow = useSlow(status === 'reading');

  const shown = inbox.shown.value;
  const focus = useRef(false);
  useEffect(() => {
    // `shown` changes with the first answer to a filter: before it, what is counted is what the last one found.
    if (status === 'ready' && Object.keys(filter).length > 0) model.say(words.list.found(keys.length, !ended));
  }, [status, shown]);

  if (status === 'failed') {
    return (
      <Empty glyph="warning" title={words.list.failed} text={words.list.failedHelp}>
        <button type="button" class="button" onClick={() => inbox.change({})}>
          {words.tryAgain}
        </button>
      </Empty>
    );
  }
  if (status === 'reading') return <div class="list-box">{slow && <p class="slow">{words.list.loading}</p>}</div>;
  if (keys.length > 0) return <AlertList key={shown} focus={focus} />;
  const all = (
    <button type="button" class="button" onClick={() => showEverything(inbox)}>
      {words.list.showEverything}
    </button>
  );
  if (filter.search !== undefined) {
    return (
      <Empty glyph="search" title={words.list.noMatch(filter.search)} text={words.list.noMatchHelp}>
        {all}
      </Empty>
    );
  }
  if (filter.unread === true) {
    return (
      <Empty glyph="check" title={words.list.allRead} text={words.list.allReadHelp}>
        {all}
      </Empty>
    );
  }
  if (filter.category !== undefined) {
    return (
      <Empty glyph={filter.category} title={words.list.nothingHere(words.categories[filter.category])} text={words.list.nothingHereHelp}>
        {all}
      </Empty>
    );
  }
  const heard = (model.connections.value ?? []).filter(({ id }) => filter.connectionId === undefined || filter.connectionId === id);
  const ofDoshii = heard.length > 0 && heard.every(({ system }) => system === 'doshii');
  const { title, help } = ofDoshii ? words.connections.doshiiQuiet : { title: words.list.quiet, help: words.list.quietHelp };
  return (
    <Empty glyph={ofDoshii ? 'venue' : 'bell'} title={title} text={help}>
      {filter.connectionId !== undefined && all}
    </Empty>
  );
}
