import type { TroubleCode } from '../../connection.ts';

/** What an OpenBazaar node's troubles need other words for than any server's. */
export const openbazaarTroubles = {
  'bad-address': {
    title: 'This address cannot be used',
    help: 'Write it as http:// or https://, then the host and the port, for example http://127.0.0.1:4002.',
  },
  refused: {
    title: 'Nothing answers at this address',
    help: 'Start the node, or check the port. OpenBazaar nodes use 4002 unless told otherwise.',
  },
  forbidden: {
    title: 'The node refused to let us in',
    help:
      'A wrong user name or password, a wrong cookie, an address that the node does not allow and a switched-off API all look alike from here. ' +
      'Check each of them in the node’s configuration. The node inside the OpenBazaar desktop app makes a new cookie each time it starts: ' +
      'set a user name and password under JSON-API in its configuration and sign in with those. Tradebell does not try again until you say so.',
  },
  'certificate-changed': {
    title: 'The certificate is not the one that you trusted',
    help:
      'If you renewed it, compare the new fingerprint with the one on the node and trust it. If you did not, somebody may be in between: ' +
      'your password was not sent.',
  },
  'not-a-node': {
    title: 'Something answers here, but it is not an OpenBazaar node',
    help: 'Check address and port. Use the port of the node’s API, not that of a web page.',
  },
  'sign-in-again': {
    title: 'Please sign in again',
    help: 'The saved password or cookie is missing or can no longer be read. Enter it once more; nothing else is lost.',
  },
  'waiting-for-keyring': {
    title: 'Waiting for your keyring',
    help: 'The password for this connection is in your keyring, which is locked. Unlock it to go on.',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
