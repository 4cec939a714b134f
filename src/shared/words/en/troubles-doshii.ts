import type { TroubleCode } from '../../connection.ts';

/** What a Doshii app's troubles need other words for than any server's: client id and secret, its environments, what cannot be asked for. */
export const doshiiTroubles = {
  'bad-address': {
    title: 'This address cannot be used',
    help:
      'Write that of the web socket as wss://, for example wss://socket.sandbox.doshii.co/app/socket, and that of the REST API as ' +
      'https://, for example https://sandbox.doshii.co/partner/v3.',
  },
  'name-not-found': {
    title: 'No computer has this name',
    help: 'Check your network, and the spelling of the address if you entered one yourself. Tradebell keeps trying.',
  },
  refused: {
    title: 'Nothing answers at this address',
    help: 'Check the address if you entered one yourself. If it is Doshii’s own, Doshii may be down. Tradebell keeps trying.',
  },
  unreachable: {
    title: 'Doshii cannot be reached',
    help: 'Check your network, and a firewall or VPN on the way. Tradebell keeps trying.',
  },
  timeout: {
    title: 'Doshii does not answer',
    help: 'It may be busy, or your network slow. Tradebell keeps trying.',
  },
  lost: {
    title: 'The connection broke off',
    help:
      'Doshii closed it, or the network changed. Tradebell reconnects by itself. With a client secret it then fetches the orders and ' +
      'bookings that were missed; the inbox says what cannot be known.',
  },
  silent: {
    title: 'Doshii fell silent',
    help: 'Not even a sign of life came any more. Tradebell reconnects by itself.',
  },
  forbidden: {
    title: 'Doshii refused to let us in',
    help:
      'Check that the client ID is that of your app, whole, and of this environment: the sandbox and live each have their own. Tradebell ' +
      'does not try again until you say so.',
  },
  'certificate-unknown': {
    title: 'Nobody vouches for this server’s certificate',
    help:
      'Doshii’s own servers are never like that: if this is one of them, somebody may be in between, so do not go on. If it is a server ' +
      'of your own, compare the fingerprint with the one on it, and trust it only if they are equal.',
  },
  'certificate-changed': {
    title: 'The certificate is not the one that you trusted',
    help:
      'If it was renewed, compare the new fingerprint with the one on the server and trust it. If not, somebody may be in between: your ' +
      'client ID and secret were not sent.',
  },
  'not-a-node': {
    title: 'Something else answers here',
    help: 'It does not speak as Doshii does. Check the address, and that it is the web socket’s: its path is usually /app/socket.',
  },
  'server-error': {
    title: 'Doshii ran into an error',
    help: 'Or it is too busy now. If it stays so, ask Doshii whether something is wrong there. Tradebell keeps trying.',
  },
  'other-identity': {
    title: 'This is another app',
    help:
      'The client ID or the environment is not the one that you added. If that is right, add it as a new connection; the old one keeps ' +
      'its history.',
  },
  'same-identity': {
    title: 'This app is already connected',
    help: 'One connection for an app is enough: it hears of all of its venues. Sandbox and live are two.',
  },
  'sign-in-again': {
    title: 'Please enter the client ID again',
    help: 'The saved client ID, or the client secret, is missing or can no longer be read. Enter it once more; nothing else is lost.',
  },
  'waiting-for-keyring': {
    title: 'Waiting for your keyring',
    help: 'The client ID and secret of this connection are in your keyring, which is locked. Unlock it to go on.',
  },
  'too-large': {
    title: 'Too much at once',
    help:
      'More was sent than can be taken in. Tradebell reconnects. With a client secret it then fetches the orders and bookings that were ' +
      'missed; the inbox says what cannot be known.',
  },
  'not-offered': {
    title: 'This cannot be done from here',
    help: 'Open your app to do it there.',
  },
  'wrong-path': {
    title: 'There is no web socket at this path',
    help: 'The server answers, but not there. The path is usually /app/socket.',
  },
  'client-refused': {
    title: 'Doshii does not let this client ID in',
    help:
      'It refused the web socket, or closed it before a word. Most often the client ID is not whole, or is of the other environment: the ' +
      'sandbox and live each have their own. Check it. Where it worked before, Tradebell keeps trying, ever more slowly.',
  },
  'wrong-client-secret': {
    title: 'Doshii does not take the client secret',
    help:
      'Events still come, but details cannot be looked up, nor what was missed. Copy the secret once more, for this client ID and ' +
      'environment, and see that the clock of this computer is right; or remove the secret.',
  },
  'gaps-possible': {
    title: 'Events may be missed while away',
    help: 'All is heard now. Without a client secret, what happens while Tradebell is away cannot be asked for; the inbox marks the gap.',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
