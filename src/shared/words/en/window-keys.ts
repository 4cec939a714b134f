/** What the list of keys says. */
export const keyGroups = [
  {
    title: 'Move',
    keys: [
      { keys: ['↓', 'j'], does: 'Next alert' },
      { keys: ['↑', 'k'], does: 'Previous alert' },
      { keys: ['Home'], does: 'Newest' },
      { keys: ['Enter'], does: 'Open' },
      { keys: ['PgDn', 'PgUp'], does: 'Eight further, eight back' },
      { keys: ['Esc'], does: 'Close, back, clear the filters' },
    ],
  },
  {
    title: 'Do',
    keys: [
      { keys: ['e'], does: 'Mark read' },
      { keys: ['u'], does: 'Mark unread' },
      { keys: ['r'], does: 'Reply' },
      { keys: ['s'], does: 'Snooze' },
      { keys: ['Del'], does: 'Remove' },
      { keys: ['Shift', 'A'], does: 'Mark all read' },
      { keys: ['Ctrl', 'Z'], does: 'Undo that' },
      { keys: ['Shift', 'F10'], does: 'Menu, also with the menu key' },
    ],
  },
  {
    title: 'Find',
    keys: [
      { keys: ['/'], does: 'Search, also with Ctrl + F' },
      { keys: ['Shift', 'U'], does: 'Unread only' },
      { keys: ['1', '2', '3'], does: 'Inbox, connections, settings' },
      { keys: ['?'], does: 'This list' },
    ],
  },
];
