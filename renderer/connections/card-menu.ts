import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { Model } from '../model.ts';
import type { Menu, MenuItem } from '../ui/menu.ts';
import type { WindowWords, WordsOf } from '../words.ts';

interface Asked {
  at: Menu['at'];
  back: HTMLElement | undefined;
  words: WindowWords;
  own: WordsOf<'connections'>;
  onRemove: () => void;
}

/** Shows what can be done with a connection. */
export function openCardMenu(connection: ConnectionView, model: Model, { at, back, words, own, onRemove }: Asked): void {
  const { id, name, url, system, state, paused, identity } = connection;
  const { menu } = words;
  const copy = (text: string): void => {
    void model.attempt(() => navigator.clipboard.writeText(text)).then((done) => {
      if (done) model.show({ text: words.copied });
    });
  };
  const retry: MenuItem[] =
    state.phase === 'waiting' || state.phase === 'blocked'
      ? [{ name: own.retryNow, glyph: 'retry', do: () => void model.attempt(() => model.bridge.call('connections.retry', { id })) }]
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
      { name: own.edit, glyph: 'settings', do: () => model.edit(id) },
      ...retry,
      {
        name: paused ? own.resume : own.pause,
        glyph: paused ? 'play' : 'pause',
        do: () => void model.attempt(() => model.bridge.call('connections.pause', { id, paused: !paused })),
      },
    ],
    [
      { name: words.copyThis(menu.address), glyph: 'copy', do: () => copy(url) },
      ...(identity === undefined
        ? []
        : [{ name: words.copyThis(own.showIdentity[system]), glyph: 'copy', do: () => copy(identity.slice(identity.indexOf(':') + 1)) } as const]),
    ],
    [{ name: own.remove, glyph: 'close', danger: true, do: onRemove }],
  ];
  model.openMenu({ label: menu.of(name), groups, at, back });
}
