import type { Request, Response } from '../../../src/shared/bridge.ts';
import type { Story, StoryLine, StorySubject } from '../../../src/shared/story.ts';
import { type SampleEntry, sampleLine } from './sample-views.ts';
import { known, type SampleParts } from './sample-words.ts';

interface SampleStories {
  story(request: Request<'inbox.story'>): Response<'inbox.story'>;
  threads(request: Request<'inbox.threads'>): Response<'inbox.threads'>;
  thread(request: Request<'inbox.thread'>): Response<'inbox.thread'>;
}

/** What belongs together in the sample; few enough for one page. `entries`: newest first. */
export function sampleStories(entries: () => readonly SampleEntry[], parts: () => SampleParts): SampleStories {
  const lineOf = (entry: SampleEntry): StoryLine => {
    const { own, actor, text, item, role, status, actions } = entry.alert;
    return { ...sampleLine(entry, parts()), ...known({ own, actorId: actor?.id, text, item, role, status }), actions: entry.intent === undefined ? actions : [] };
  };
  const storyOf = (identity: string, about: StorySubject | undefined, members: readonly SampleEntry[]): Story => ({
    identity,
    ...known({ about }),
    lines: members.toReversed().map(lineOf),
  });
  const chats = (): SampleEntry[] => entries().filter(({ alert }) => alert.category === 'chat');

  return {
    story({ id, before }) {
      const entry = entries().find((one) => one.id === id);
      if (entry === undefined) return null;
      const { identity, subject } = entry.alert;
      const members = subject === undefined ? [entry] : entries().filter(({ alert }) => alert.identity === identity && alert.subject?.id === subject.id);
      return storyOf(identity, subject, before === undefined ? members : []);
    },
    threads({ before }) {
      const groups = new Map<string, SampleEntry[]>();
      for (const entry of before === undefined ? chats() : []) {
        const chat = JSON.stringify([entry.alert.identity, chatOf(entry.alert)]);
        groups.set(chat, [...(groups.get(chat) ?? []), entry]);
      }
      const threads = [...groups.values()].flatMap((said) => {
        const [newest] = said;
        const about = newest && chatOf(newest.alert);
        if (newest === undefined || about === undefined) return [];
        const { identity, connectionId, system } = newest.alert;
        return [{ identity, connectionId, system, with: about, last: lineOf(newest), unread: said.filter(({ alert }) => !alert.read).length }];
      });
      return { threads };
    },
    thread(asked) {
      const about: StorySubject = 'orderId' in asked ? { type: 'order', id: asked.orderId } : { type: 'peer', id: asked.actorId };
      const members = chats().filter(({ alert }) => alert.identity === asked.identity && chatOf(alert)?.id === about.id);
      return storyOf(asked.identity, about, asked.before === undefined ? members : []);
    },
  };
}

/** With whom, or about which order. */
function chatOf({ subject, actor }: SampleEntry['alert']): StorySubject | undefined {
  if (subject?.type === 'order') return subject;
  return actor === undefined ? undefined : { type: 'peer', id: actor.id };
}
