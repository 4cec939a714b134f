import type { JSX } from 'preact';
import type { AlertDetail } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { chatAround } from '../stories/chat-key.ts';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWordsOf } from '../words.ts';

/** The ways from an alert to all that belongs to it: its story, and the chat that it is part of. */
export function Whole({ detail, onStory }: { detail: AlertDetail; onStory: () => void }): JSX.Element | null {
  const words = useWordsOf('quiet');
  const { inbox, go } = useModel();
  const chat = detail.category === 'chat' ? chatAround(detail) : undefined;
  const about = detail.subject === undefined ? detail.actorId !== undefined && detail.category !== 'chat' : !['node', 'peer'].includes(detail.subject.type);
  if (!about && chat === undefined) return null;
  return (
    <div class="whole-links">
      {about && (
        <button id="whole-story" type="button" class="button" onClick={onStory}>
          <GlyphIcon of="clock" size={16} />
          {words.story}
        </button>
      )}
      {chat !== undefined && (
        <button
          type="button"
          class="button"
          onClick={() => {
            inbox.look(chat);
            go('chats');
          }}
        >
          <GlyphIcon of="chat" size={16} />
          {words.chat}
        </button>
      )}
    </div>
  );
}
