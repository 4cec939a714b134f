import type { Category } from '../../src/shared/alert.ts';
import type { AlertDetail, AlertLine } from '../../src/shared/inbox.ts';
import type { Model } from '../model.ts';
import type { MenuItem } from '../ui/menu.ts';
import type { WindowWords } from '../words.ts';
import type { Asked } from './show-line-menu.ts';

/** Shows what can be done with a line. What is copied is of the whole alert, which is read first. */
export async function openLineMenu(model: Model, words: WindowWords, { id, at, back }: Asked): Promise<void> {
  const { inbox, bridge } = model;
  const line = inbox.listing.peek().held.get(id)?.line;
  if (line === undefined) return;
  inbox.activate(id);
  let detail: AlertDetail | null = null;
  await model.attempt(async () => {
    detail = await bridge.call('inbox.detail', { id });
  });
  model.openMenu({ label: words.menu.of(line.title), groups: groupsOf(line, detail, model, words), at, back });
}

function groupsOf(line: AlertLine, detail: AlertDetail | null, model: Model, words: WindowWords): MenuItem[][] {
  const { id, read, title, category, connectionId } = line;
  const { inbox, connections } = model;
  const { menu } = words;
  const filter = inbox.filter.peek();
  const connection = (connections.peek() ?? []).find((each) => each.id === connectionId);
  const reply = detail?.actions.includes('reply') === true;
  const several = (connections.peek()?.length ?? 0) > 1;
  const copies = new Map([
    ...(detail?.subject === undefined ? [] : [[detail.subject.id, words.detail.subjects[detail.subject.type]] as const]),
    ...(detail?.actorId === undefined ? [] : [[detail.actorId, words.detail.idOf[line.system]] as const]),
  ]);
  return [
    [
      { name: menu.open, glyph: 'envelope', key: menu.openKey, do: () => inbox.open(id) },
      ...(reply ? [{ name: words.act.verbs.reply, glyph: 'chat', key: 'r', do: () => inbox.open(id, { reply: true }) } as const] : []),
      read
        ? { name: words.detail.markUnread, glyph: 'inbox', key: 'u', do: () => void inbox.mark([id], false) }
        : { name: words.detail.markRead, glyph: 'check', key: 'e', do: () => void inbox.mark([id], true) },
    ],
    [
      { name: menu.copyTitle, glyph: 'copy', do: () => copy(title, model, words) },
      ...[...copies].map(([text, what]): MenuItem => ({ name: words.copyThis(what), glyph: 'copy', do: () => copy(text, model, words) })),
    ],
    [
      ...(filter.category === category ? [] : [{ name: menu.only(words.categories[category]), glyph: category satisfies Category, do: () => inbox.change({ category }) }]),
      ...(connection === undefined || !several || filter.connectionId === connectionId
        ? []
        : [{ name: menu.only(connection.name), glyph: 'connections', do: () => inbox.change({ connectionId }) } as const]),
      ...(connection === undefined ? [] : [{ name: menu.showConnection, glyph: 'connections', do: () => model.point(connectionId) } as const]),
    ],
  ].filter((group) => group.length > 0) as MenuItem[][];
}

function copy(text: string, model: Model, words: WindowWords): void {
  void model.attempt(() => navigator.clipboard.writeText(text)).then((done) => {
    if (done) model.show({ text: words.copied });
  });
}
