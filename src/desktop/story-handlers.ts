import { possibleActions } from '../bell/offers.ts';
import { storyKeyOf, type StoryKey } from '../journal/story-key.ts';
import type { CallName } from '../shared/bridge.ts';
import type { Cursor, Entry } from '../shared/inbox.ts';
import { SUBJECT_TYPES } from '../shared/alert.ts';
import type { Story, StoryLine, StorySubject } from '../shared/story.ts';
import type { Core } from './handlers.ts';
import type { CallHandlers } from './ipc.ts';
import { lineOf, type ViewParts } from './views.ts';

export interface StoryParts {
  core(): Pick<Core, 'journal' | 'bell'> | undefined;
  view(): ViewParts;
}

/** Answers about stories and chats. They only read the journal: nothing becomes read by it, here or on a node. */
export function storyHandlers({ core, view }: StoryParts): Pick<CallHandlers, Extract<CallName, 'inbox.story' | `inbox.thread${string}`>> {
  const lineIn = (entry: Entry): StoryLine => storyLine(entry, core()?.bell, view());
  /** `newestFirst`: one page, and one entry more where there is more. */
  const pageOf = (key: StoryKey, newestFirst: readonly Entry[], limit: number): Story => {
    const shown = newestFirst.slice(0, limit).toReversed();
    const about = subjectIn(key);
    return {
      identity: key.identity,
      ...(about === undefined ? {} : { about }),
      lines: shown.map(lineIn),
      ...(newestFirst.length > limit && shown[0] !== undefined ? { next: cursorOf(shown[0]) } : {}),
    };
  };

  return {
    'inbox.story': ({ id, before, limit }) => {
      const { journal } = core() ?? {};
      const entry = journal?.entry(id);
      if (journal === undefined || entry === undefined) return null;
      const key = storyKeyOf(entry.alert);
      if (key === undefined) return { identity: entry.alert.identity, lines: before === undefined ? [lineIn(entry)] : [] };
      return pageOf(key, journal.story({ ...key, before, limit: limit + 1 }), limit);
    },
    'inbox.threads': ({ before, limit }) => {
      const found = core()?.journal.chats(before, limit + 1) ?? [];
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        threads: shown.flatMap(({ key, last: entry, unread }) => {
          const about = subjectIn(key);
          if (about === undefined) return [];
          const { connectionId, system } = entry.alert;
          return [{ identity: key.identity, connectionId, system, with: about, last: lineIn(entry), unread }];
        }),
        ...(found.length > limit && last !== undefined ? { next: cursorOf(last.last) } : {}),
      };
    },
    'inbox.thread': (query) => {
      const { identity, before, limit } = query;
      const { journal } = core() ?? {};
      if ('orderId' in query) {
        const key = { identity, subject: `order:${query.orderId}` };
        return pageOf(key, journal?.story({ ...key, chat: true, before, limit: limit + 1 }) ?? [], limit);
      }
      // Who somebody is called by depends on the system: a peer, or the connection that leads to them.
      const keys = (['peer', 'connection'] as const).map((type) => ({ identity, subject: `${type}:${query.actorId}` }));
      const pages = keys.map((key) => pageOf(key, journal?.story({ ...key, chat: true, before, limit: limit + 1 }) ?? [], limit));
      return pages.find(({ lines }) => lines.length > 0) ?? { identity, about: { type: 'peer', id: query.actorId }, lines: [] };
    },
  };
}

function storyLine(entry: Entry, bell: Core['bell'] | undefined, view: ViewParts): StoryLine {
  const { own, actor, text, item, role, status } = entry.alert;
  return {
    ...lineOf(entry, view),
    ...(own === true ? { own } : {}),
    ...(actor === undefined ? {} : { actorId: actor.id }),
    ...(text === undefined ? {} : { text }),
    ...(item === undefined ? {} : { item }),
    ...(role === undefined ? {} : { role }),
    ...(status === undefined ? {} : { status }),
    actions: possibleActions(entry.alert, bell?.intent(entry.alert), view.now),
  };
}

const cursorOf = ({ id, alert }: Entry): Cursor => ({ occurredAt: alert.occurredAt, id });

function subjectIn({ subject }: StoryKey): StorySubject | undefined {
  const split = subject.indexOf(':');
  const type = SUBJECT_TYPES.find((one) => one === subject.slice(0, split));
  return type === undefined ? undefined : { type, id: subject.slice(split + 1) };
}
