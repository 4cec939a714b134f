import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { Model } from '../model.ts';
import type { Menu, MenuItem } from '../ui/menu.ts';
import type { WindowWords } from '../words.ts';

interface Asked {
  at: Menu['at'];
  back: HTMLElement | undefined;
  onRemove: () => void;
}

/** Shows what can be done with a connection. */
export function openCardMenu(connection: ConnectionView, model: Model, words: WindowWords, { at, back, onRemove }: Asked): void {
  const { id, name, url, system, state, paused, identity } = connection;
  const { menu, connections } = words;
  const copy = (text: string): void => {
    void model.attempt(() => navigator.clipboard.writeText(text)).then((done) => {
      if (done) model.show({ text: words.copied });
    });
  };
  const retry: MenuItem[] =
    state.phase === 'waiting' || state.phase === 'blocked'
      ? [{ name: connections.retryNow, glyph: 'retry', do: () => void model.attempt(() => model.bridge.call('connections.retry', { id })) }]
      : [];
  const groups: MenuItem[][] = [
    [
      {
        name: menu.showAlerts,
        glyph: 'inbox',
        do: () => {
          model.go('inbox');
          model.inbox.change({ category: undefined, unread: undefined, search: undefined, connectionId: id });
        },
      },
      { name: connections.edit, glyph: 'settings', do: () => model.edit(id) },
      ...retry,
      {
        name: paused ? connections.resume : connections.pause,
        glyph: paused ? 'play' : 'pause',
        do: () => void model.attempt(() => model.bridge.call('connections.pause', { id, paused: !paused })),
      },
    ],
    [
      { name: words.copyThis(menu.address), glyph: 'copy', do: () => copy(url) },
      ...(identity === undefined
        ? []
        : [{ name: words.copyThis(connections.showIdentity[system]), glyph: 'copy', do: () => copy(identity.slice(identity.indexOf(':') + 1)) } as const]),
    ],
    [{ name: connections.remove, glyph: 'close', danger: true, do: onRemove }],
  ];
  model.openMenu({ label: menu.of(name), groups, at, back });
}
