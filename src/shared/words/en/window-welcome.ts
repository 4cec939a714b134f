/** What a first start says: the welcome, the first ring, the sample data. */
export const welcome = {
  title: 'It rings when something happens in your trade',
  lead: 'Tradebell listens to your OpenBazaar node, OmiseGO eWallet, acapy-cloud wallet or Doshii app, and sits quietly in the tray.',
  points: [
    { title: 'Sales, payments, refunds', text: 'Who, what and how much, the moment it happens.' },
    { title: 'Disputes, deadlines, approvals', text: 'With the time that is left, before it runs out.' },
    { title: 'Nothing lost', text: 'What you missed while away is waiting in the inbox.' },
  ],
  start: 'Add your first connection',
  startHint: 'Takes less than a minute: paste what you have.',
  look: 'Look around with sample data',
  privacy: {
    keyring: 'Passwords stay in your keyring. Nothing leaves this computer but to your own node or wallet.',
    none: 'Passwords are forgotten when Tradebell is closed, as this system has no keyring. Nothing leaves this computer but to your own node or wallet.',
    plain: 'Passwords are kept in a plain file, as you agreed. Nothing leaves this computer but to your own node or wallet.',
  },
};

/** After the first connection was added: does it hear, does it ring. */
export const firstRing = {
  title: 'Added. Does it ring?',
  listens: (name: string) => `${name} is connected. From now on it rings when something happens there.`,
  waits: (name: string) => `Connecting to ${name}…`,
  reads: (name: string) => `Reading what ${name} has had until now. That rings nothing.`,
  failed: (name: string) => `${name} could not be reached yet. What is wrong stands below.`,
  ring: 'Ring a test',
  ringAgain: 'Ring again',
  ringHelp: 'A notification appears, as it will for a sale.',
  rung: 'Your desktop took it. Nothing seen? Look at its “do not disturb”.',
  silent: 'Your desktop did not take it. Is a notification service running? The inbox fills all the same.',
  toInbox: 'Go to the inbox',
};

/** Of the invented alerts that one can look around with. */
export const sample = {
  banner: 'Sample data. Nothing here is real, rings or reaches anybody.',
  leave: 'Remove sample data',
  left: 'The sample data is gone',
  titleMark: 'Sample data',
  connections: { shop: 'Sample shop', wallet: 'Sample wallet', identity: 'Sample identity', venue: 'Sample venues' },
  people: { buyer: 'Maya Lindqvist', second: 'Tomás Prado', payer: 'Surasak Wongsuwan', follower: 'Old Harbour Books', verifier: 'City Library' },
  items: { mug: 'Stoneware mug', spoon: 'Walnut spoon', scarf: 'Wool scarf', lunch: 'Pad thai, Iced tea' },
  venue: 'Harbour Café',
  account: 'Harbour Pottery',
  messages: {
    question: 'Hi! Could you ship it to my sister in Porto instead? She would love to open it herself.',
    thanks: 'Thank you, it arrived this morning. It is even nicer than in the pictures.',
  },
};
