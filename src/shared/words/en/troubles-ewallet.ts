import type { TroubleCode } from '../../connection.ts';

/** What an eWallet server's troubles need other words for than any server's: which key goes where, paths, what can be asked for. */
export const ewalletTroubles = {
  'bad-address': {
    title: 'This address cannot be used',
    help: 'Write it as https:// (http:// for a server on this computer), then the host, for example https://wallet.example.com.',
  },
  lost: {
    title: 'The connection broke off',
    help:
      'The wallet server closed it, or the network changed. Tradebell reconnects by itself, catches up where the server can be asked, ' +
      'and says in the inbox where something may be missing.',
  },
  forbidden: {
    title: 'The wallet server refused to let us in',
    help:
      'It did not say why. Wrong or expired keys, keys of another kind and a proxy in between all look alike from here. Check the keys, ' +
      'how you sign in, and the path. Tradebell does not try again until you say so.',
  },
  'certificate-unknown': {
    title: 'Nobody vouches for this server’s certificate',
    help:
      'That is normal only where whoever runs the wallet server made their own. Compare the fingerprint with the one on the server, and ' +
      'trust it only if they are equal.',
  },
  'certificate-changed': {
    title: 'The certificate is not the one that you trusted',
    help:
      'If it was renewed, compare the new fingerprint with the one on the wallet server and trust it. If not, somebody may be in ' +
      'between: your keys were not sent.',
  },
  'not-a-node': {
    title: 'Something answers here, but it is not an eWallet server',
    help: 'Check address and port. Use those of the server’s API, not those of a web page.',
  },
  'other-identity': {
    title: 'These keys belong to somebody else',
    help:
      'They are not of the user or key that you added. If that is right, add them as a new connection; the old one keeps its history.',
  },
  'same-identity': {
    title: 'These keys are already connected',
    help: 'One connection for a user or an access key is enough: add what else to listen to there.',
  },
  'sign-in-again': {
    title: 'Please sign in again',
    help: 'The saved secret key or token is missing or can no longer be read. Sign in or enter it once more; nothing else is lost.',
  },
  'waiting-for-keyring': {
    title: 'Waiting for your keyring',
    help: 'The secret key or token of this connection is in your keyring, which is locked. Unlock it to go on.',
  },
  'too-large': {
    title: 'Too much at once',
    help:
      'More was sent than can be taken in. Tradebell reconnects, catches up where the server can be asked, and says in the inbox where ' +
      'it cannot.',
  },
  'not-offered': {
    title: 'This cannot be done from here any more',
    help: 'It has been decided, it has run out, or it is not yours to decide. Open it in the inbox to see where it stands.',
  },
  'wrong-scheme': {
    title: 'These keys belong to another sign-in',
    help:
      'This path does not take them. Access key and secret key (OMGProvider), and user id and token (OMGAdmin), go with ' +
      '/api/admin/socket; API key and token (OMGClient) go with /api/client/socket. Servers from before June 2018 take /api/socket, ' +
      'with OMGServer for access key and secret key.',
  },
  'wrong-api-key': {
    title: 'The API key is not known',
    help: 'Copy it once more from the admin panel, and check that it is still enabled. An access key is not an API key.',
  },
  'wrong-secret-key': {
    title: 'The keys do not fit together',
    help:
      'The wallet server does not know this access key, or the secret key is not the one that was made with it. Copy both once more. A ' +
      'lost secret key cannot be shown again: make a new pair in the admin panel.',
  },
  'unknown-token': {
    title: 'The token is not known',
    help: 'It is not a token of this user, or that user has signed out. Sign in again, or enter a new one.',
  },
  'expired-token': {
    title: 'The token has run out',
    help: 'Sign in again, or enter a new one; nothing else is lost. Tradebell does not try again until then.',
  },
  'wrong-path': {
    title: 'There is no socket at this path',
    help:
      'Use /api/admin/socket for access keys and admin users, /api/client/socket for a wallet’s user, and /api/socket only for servers ' +
      'from before June 2018. Leave out “/websocket” at its end.',
  },
  'wrong-version': {
    title: 'This server speaks another version',
    help: 'Tradebell speaks version 1 of the eWallet API, and this server does not. Check the address, or ask whoever runs it.',
  },
  'socket-refused': {
    title: 'The keys are fine, but the socket is refused',
    help:
      'The wallet server takes these keys for everything else. Check that the path fits them, and ask whoever runs the server whether a ' +
      'proxy lets web sockets and the headers Authorization and Accept through.',
  },
  'no-sign-in': {
    title: 'No sign-in with e-mail here',
    help:
      'This server signs users in through another app, so it takes keys only here. Choose to enter keys, with the API key and token ' +
      'that this app has, or with an access key.',
  },
  'topics-refused': {
    title: 'Not everything is listened to',
    help:
      'The wallet server does not know what is named here, does not let these keys listen to it, or breaks off when asked for it. All ' +
      'else works. Edit the connection to put it right; without anything to listen to, nothing rings.',
  },
  'decided-already': {
    title: 'It has been decided already',
    help:
      'Somebody else was faster, you were from another machine, or it ran out. Nothing was done; its end is or will be in the inbox.',
  },
  'outcome-unknown': {
    title: 'It may have been done, or not',
    help:
      'It was sent, and no answer came back. It may have been done. Tradebell does not send it again; look in the wallet for what ' +
      'became of it.',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
