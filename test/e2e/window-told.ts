import type { WindowPage } from './window-page.ts';

export const IDENTITY = 'openbazaar:QmMe';
export const ORDER = 'QmOrder4711xyz';
export const PERSON = 'QmMayaPeer';

/** Gives the page's main process a story of an order and two chats, made of the newest alerts there are. Answers with the ids of the story. */
export function tellStories(w: WindowPage): Promise<number[]> {
  return w.page.evaluate(
    async ({ identity, order, person }) => {
      const { lines } = await window.tradebell.call('inbox.page', { limit: 12 });
      const told = lines
        .filter(({ category }) => category === 'order' || category === 'dispute' || category === 'refund')
        .slice(0, 5)
        .toReversed()
        .map((line) => ({ ...line, actions: [] }));
      const earlier = { ...told[0]!, id: 8_000, title: 'Somebody asked about it', read: true, occurredAt: told[0]!.occurredAt - 1_000 };
      const first = told[0]!;
      const call = window.fake.bridge.call;
      const fake = window.fake;
      const texts = ['Could you ship it to my sister?', 'Of course. I need her address.', 'Rua das Flores 12, Porto.'];
      const chat = texts.map((text, nth) => ({
        ...lines[1]!,
        id: 9_000 + nth,
        title: 'Maya wrote to you',
        text,
        body: text,
        own: nth === 1,
        who: 'Maya Lindqvist',
        read: nth < 2,
        occurredAt: first.occurredAt + nth * 60_000,
        actions: nth === 1 ? [] : (['reply'] as const).slice(),
      }));
      const { connectionId } = first;
      fake.answer('inbox.threads', {
        threads: [
          { identity, connectionId, system: 'openbazaar', with: { type: 'peer', id: person }, last: chat[2]!, unread: 1 },
          { identity, connectionId, system: 'openbazaar', with: { type: 'order', id: order }, last: { ...chat[1]!, who: 'Tomás', item: 'Walnut spoon' }, unread: 0 },
        ],
      });
      fake.answer('inbox.thread', { identity, about: { type: 'peer', id: person }, lines: chat });
      const newest = { identity, about: { type: 'order' as const, id: order }, lines: told, next: { occurredAt: first.occurredAt, id: first.id } };
      fake.bridge.call = (async (name: string, ...[request]: unknown[]) => {
        if (name !== 'inbox.story') return (call as (name: string, request: unknown) => Promise<unknown>)(name, request);
        fake.calls.push({ name: 'inbox.story', request });
        return (request as { before?: unknown }).before === undefined ? newest : { identity, about: newest.about, lines: [earlier] };
      }) as never;
      return told.map(({ id }) => id);
    },
    { identity: IDENTITY, order: ORDER, person: PERSON }
  );
}
