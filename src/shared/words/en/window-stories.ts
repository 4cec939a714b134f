import { plural } from './plural.ts';

/** What stories and chats say. */
export const stories = {
  story: {
    title: (what: string) => `Story of this ${what.toLowerCase()}`,
    plain: 'Story',
    count: (n: number, more: boolean) => (more ? `The newest ${n} events` : plural(n, 'event', 'events')),
    backToAlert: 'Back to the alert',
    earlier: 'Show what was before',
    loading: 'Reading…',
    failed: 'It could not be read.',
    gone: 'This alert is not in the inbox any more.',
    here: 'This is the alert you came from',
    unread: 'unread',
    you: 'You',
    help: 'Looking at it marks nothing as read.',
  },
  chats: {
    title: 'Chats',
    back: 'Back to the inbox',
    backToList: 'All chats',
    list: 'Chats',
    none: 'No chats yet',
    noneHelp: 'When somebody writes to you, the chat with them appears here.',
    pick: 'Pick a chat to read it',
    pickHelp: 'Looking at it marks nothing as read.',
    aboutOrder: 'About an order',
    order: (id: string) => `Order ${id}`,
    unread: (n: number) => `${n} unread`,
    you: (text: string) => `You: ${text}`,
    markRead: 'Mark read',
    more: 'Show more chats',
    with: (name: string) => `Chat with ${name}`,
    nobody: 'Somebody',
    cannotReply: 'You cannot write here: the connection does not offer it.',
  },
};
