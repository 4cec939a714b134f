import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useModel } from '../model.ts';
import { Empty } from '../ui/empty.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWords } from '../words.ts';
import { ConnectionCard } from './card.tsx';
import { ConnectionForm } from './form.tsx';

/** All connections, or the form for one. */
export function Connections(): JSX.Element {
  const words = useWords();
  const { connections, editing, edit, pointed } = useModel();
  const list = connections.value ?? [];
  const id = editing.value;
  const before = useRef(id);
  useEffect(() => {
    // The form took the focus with it; a card that is pointed at takes it by itself.
    if (before.current !== undefined && id === undefined && pointed.peek() === undefined) document.getElementById('add-connection')?.focus();
    before.current = id;
  }, [id, pointed]);
  const edited = list.find((connection) => connection.id === id);
  const add = (
    <button id="add-connection" type="button" class="button primary" onClick={() => edit('new')}>
      <GlyphIcon of="plus" size={17} />
      {words.connections.add}
    </button>
  );
  if (id === 'new' || edited !== undefined) return <ConnectionForm key={id} connection={edited} />;
  return (
    <main class="page quiet-scroll">
      <div class="page-in">
        <header class="page-head">
          <div class="grow">
            <h1>{words.connections.title}</h1>
            <p class="soft">{words.connections.lead}</p>
          </div>
          {list.length > 0 && add}
        </header>
        {connections.value !== undefined && list.length === 0 && (
          <Empty glyph="connections" title={words.connections.empty} text={words.connections.emptyHelp}>
            {add}
          </Empty>
        )}
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
