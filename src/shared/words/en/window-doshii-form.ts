import { plural } from './plural.ts';

/** Where a Doshii app listens. */
type Environment = 'sandbox' | 'live' | 'other';

const venues = (n: number): string => (n === 0 ? 'no venue yet' : plural(n, 'venue', 'venues'));

/** What can be wrong with what was entered for Doshii. */
export const doshiiProblems = {
  socketEmpty: 'Enter the address of the web socket.',
  socketUnreadable: 'This is not an address. It should look like wss://socket.example.com/app/socket.',
  socketScheme: 'This kind of address does not work. Use one that starts with wss://.',
  socketExposed: 'The client ID would go over the network in the open. Use wss://; ws:// is for this computer only.',
  socketPath: 'The path of the web socket is /app/socket or /app/socket/v3.',
  restEmpty: 'Enter the address of the REST API: the client secret is of no use without it.',
  restUnreadable: 'This is not an address. It should look like https://api.example.com/partner/v3.',
  restScheme: 'This kind of address does not work. Use one that starts with https://.',
  restExposed: 'What is asked for would go over the network in the open. Use https://; http:// is for this computer only.',
  noClientId: 'Enter the client ID.',
  badClientId: 'This cannot be a client ID. Copy it once more, without spaces.',
  badClientSecret: 'This cannot be a client secret. Copy it once more, without spaces.',
  sameAsClientId: 'This is the client ID once more. The client secret is another text.',
  clientSecretAgain: 'The kept client secret belongs to another address or client ID. Enter the new one, or remove it.',
  badDeviceId: 'This cannot be a device ID. Copy it once more.',
};

/** What the form says of a Doshii app. */
export const doshiiForm = {
  nameSuggestion: 'My Doshii app',
  environment: 'Environment',
  environments: { sandbox: 'Sandbox', live: 'Live', other: 'Other address' } satisfies Record<Environment, string>,
  environmentHints: {
    sandbox: 'For trying things out: test venues, test orders.',
    live: 'Real venues, real orders.',
    other: 'For an address that Doshii gave you, or a server of your own.',
  } satisfies Record<Environment, string>,
  address: 'Address of the web socket',
  addressHint: 'For example wss://socket.sandbox.doshii.co/app/socket. It may be pasted whole: the client ID is taken out of it.',
  addressPlaceholder: 'wss://',
  clientId: 'Client ID',
  clientIdHint: 'Of your app, from Doshii. Whoever knows it can listen, so it is kept like a password. A whole socket address will do.',
  clientSecret: 'Client secret',
  /** Beside the label. */
  optional: 'optional',
  clientSecretHint: 'With it, names, totals and tables are looked up, and orders and bookings that were missed are fetched.',
  withoutSecret:
    'Without the client secret, only what an event itself says is shown. What happens while Tradebell is away cannot be asked for: ' +
    'the inbox marks the gap.',
  /** A button: the client secret that is kept shall be kept no longer. */
  forgetSecret: 'Remove the client secret',
  secretForgotten: 'The client secret is removed when you save.',
  more: 'More settings',
  deviceId: 'Device ID',
  deviceIdHint: 'Only if Doshii gave you one.',
  rest: 'Address of the REST API',
  restHint: 'For example https://sandbox.doshii.co/partner/v3. Needed only with a client secret.',
  restPlaceholder: 'https://',
  recognised: {
    auth: 'Took the client ID out of the address. It is not shown.',
    deviceId: 'Took the device ID out of the address.',
    sandbox: 'That is the sandbox.',
    live: 'That is live.',
    address: 'Took the address out of it.',
    login: 'The login in it was left out: Doshii wants a client ID.',
    unreadableAuth: 'What stands after auth= is not a client ID: enter it below.',
    rest: 'That was the address of the REST API, so the web socket’s is still to be entered.',
  },
  /** The answer of a test. `locations`: of how many venues it hears; undefined where that cannot be asked. */
  works: (locations: number | undefined) =>
    locations === undefined
      ? 'Connected. Which venues it hears of can be asked only with the client secret.'
      : `Connected. It hears of ${venues(locations)}.`,
  listed: {
    yes: 'Catch-up: yes. Orders and bookings of the time that Tradebell is away are fetched afterwards.',
    no: 'Catch-up: no. What happens while Tradebell is away cannot be asked for; a gap is marked.',
  },
};
