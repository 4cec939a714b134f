/** One script for all that the inbox opens now and then: each by itself would cut what they share with the inbox into slivers. */
export { SnoozeDialog } from './snooze/snooze-dialog.tsx';
export { Chats } from './stories/chats.tsx';
export { WholeStory } from './stories/story.tsx';
export { TroubleText } from './ui/trouble.tsx';
