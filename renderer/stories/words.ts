import { stories } from '../../src/shared/words/en/window-stories.ts';
import type { Language } from '../../src/shared/settings.ts';
import { useModel } from '../model.ts';

const en = stories;

/** What only stories and chats say. */
export type StoryWords = typeof en;

const STORY_WORDS: Record<Language, StoryWords> = { en };

export function useStoryWords(): StoryWords {
  return STORY_WORDS[useModel().settings.value?.language ?? 'en'];
}
