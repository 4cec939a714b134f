import type { System } from '../../system.ts';

/** What is said of something pasted that may be of any system. */
export const paste = {
  label: 'Paste what you have',
  hint: 'An address, a key, a cookie, a .creds file, or a whole command with them in it. It goes where it belongs.',
  look: 'Sort it in',
  chooseFile: 'Choose a file',
  systems: { openbazaar: 'OpenBazaar', ewallet: 'eWallet', 'acapy-cloud': 'acapy-cloud', doshii: 'Doshii' } satisfies Record<System, string>,
  pieces: {
    openbazaar: { address: 'address of a node', cookie: 'cookie', login: 'user name and password' },
    ewallet: { address: 'address of a wallet’s server', keys: 'keys' },
    'acapy-cloud': { address: 'address of a CloudAPI', nats: 'NATS server', key: 'API key', creds: '.creds file' },
    doshii: { address: 'address of a web socket', clientId: 'client ID' },
  } satisfies Record<System, Record<string, string>>,
  recognised: (system: string, pieces: readonly string[]) => `Recognised for ${system}: ${pieces.join(', ')}.`,
  needed: (field: string) => `Still needed: ${field}.`,
  complete: 'Nothing is missing.',
  test: 'Test it',
  notThat: 'Not that? Choose another below.',
  /** `others`: what could be told is not of one system. */
  several: 'This can be more than one thing. Which is it?',
  choice: (system: string, pieces: readonly string[]) => `${system}: ${pieces.join(', ')}`,
  none: {
    unknown: 'Not recognised. Choose what you want to listen to, and put it into its field.',
    half: 'This is half of a .creds file: its seed is missing. Choose the whole file.',
    long: 'This is too long to be any of that.',
  },
};
