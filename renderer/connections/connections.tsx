import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useModel } from '../model.ts';
import { Empty } from '../ui/empty.tsx';
import { Failed } from '../ui/failed.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useSlow } from '../ui/slow.ts';
import { useWords, useWordsOf } from '../words.ts';
import { ConnectionCard } from './card.tsx';
import { ConnectionForm } from './form.tsx';
import { FirstRing } from '../welcome/first-ring.tsx';

/** All connections, or the form for one. */
export function Connections(): JSX.Element {
  const words = useWords();
  const own = useWordsOf('connections');
  const { connections, editing, edit, pointed, first, trouble, reload } = useModel();
  const list = connections.value ?? [];
  const id = editing.value;
  const before = useRef(id);
  useEffect(() => {
    // The form took the focus with it; a card that is pointed at takes it by itself, and so does the first ring.
    if (before.current !== undefined && id === undefined && pointed.peek() === undefined && first.peek() === undefined) document.getElementById('add-connection')?.focus();
    before.current = id;
  }, [id, pointed]);
  const begun = list.find((connection) => connection.id === first.value);
  const unknown = connections.value === undefined;
  const failed = unknown && trouble.value;
  const slow = useSlow(unknown && !failed);
  const edited = list.find((connection) => connection.id === id);
  const add = (
    <button id="add-connection" type="button" class="button primary" onClick={() => edit('new')}>
      <GlyphIcon of="plus" size={17} />
      {own.add}
    </button>
  );
  if (id === 'new' || edited !== undefined) return <ConnectionForm key={id} connection={edited} />;
  return (
    <main class="page quiet-scroll">
      <div class="page-in">
        <header class="page-head">
          <div class="grow">
            <h1>{own.title}</h1>
            <p class="soft">{own.lead}</p>
          </div>
          {list.length > 0 && add}
        </header>
        {slow && <p class="slow">{words.list.loadingMore}</p>}
        {failed && <Failed onAgain={reload} />}
        {connections.value !== undefined && list.length === 0 && (
          <Empty glyph="connections" title={own.empty} text={own.emptyHelp}>
            {add}
          </Empty>
        )}
        {begun !== undefined && <FirstRing connection={begun} />}
        <ul class="cards">
          {list.map((connection) => (
            <li key={connection.id}>
              <ConnectionCard connection={connection} />
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
